// Option c: the set starts on a copy; the old claim stays as it is (kubernetes, volume cloning, volume snapshots, or a Job that copies).
import { handBack, oldClaimsStay, otherPods } from "./afterwards";
import type { MigratedClaim } from "./claims";
import { kubectl, object, shows, started } from "./live";
import { code } from "./markdown";
import type { Migration } from "./migration";
import { literal, scalar } from "./shell";
import { bash, type Step } from "./step";
import { downtimeEnds, oldAgain, setGone, showsVolume, stop, switched } from "./switch";
import { claimManifest, moving } from "./volumes";

export function copying(migration: Migration): Step[] {
  const claims = moving(migration);
  const staticClaims = claims.filter(({ static: isStatic }) => isStatic);
  const ends = "**Downtime ends.** What was written after the switch is lost, unless there is a dump of it.";
  return [
    stop(migration),
    {
      title: "Copy",
      parts: [
        "Take one of the three ways. Each needs as much space again, and ends with a claim that the set finds by its name.",
        ...staticClaims.map(
          ({ claim, storageClass }) =>
            `No volume is made for the class ${code(storageClass ?? "")} of ${code(claim)}: make one by hand first; then only the Job can copy.`,
        ),
      ],
      ways: [clone(migration), snapshot(migration), job(migration)],
      back: [
        "The old claim is untouched. Before another try delete the copy, and only that.",
        bash(
          ...claims.map(({ claim }) => `${kubectl} delete ${object("job", jobName(claim, claims))} --ignore-not-found`),
          ...started(migration),
        ),
        "**Downtime ends.**",
      ],
    },
    switched(migration, {
      parts: [
        bash(...claims.map(showsVolume)),
        "Must print `Bound` and another volume than the old one.",
        downtimeEnds,
      ],
      back: [bash(...setGone(migration), ...oldAgain(migration)), ends],
    }),
    ...otherPods(migration),
    handBack(migration, [
      ...oldClaimsStay(migration),
      "The finished Pod of a Job that copied holds both claims: delete the Job first.",
      bash(
        ...claims.map(({ claim }) => `${kubectl} delete ${object("job", jobName(claim, claims))} --ignore-not-found`),
      ),
    ]),
  ];
}

function clone(migration: Migration): Pick<Step, "title" | "parts"> {
  return {
    title: "Clone, where the CSI driver can",
    parts: [
      bash(
        ...moving(migration).flatMap((claim) => [
          ...claimManifest(migration, claim, claim.next, [
            "  dataSource:",
            "    kind: PersistentVolumeClaim",
            `    name: ${literal(scalar(claim.claim))}`,
          ]),
          showsVolume(claim),
        ]),
      ),
      waits,
    ],
  };
}

const waits =
  "Must print `Bound`; where the class waits for the first consumer, `Pending` until the first Pod is there, which is as it should be. A driver that cannot do it leaves the claim Pending for ever: `kubectl describe` says why, delete the claim and take another way.";

function snapshot(migration: Migration): Pick<Step, "title" | "parts"> {
  return {
    title: "Snapshot, where the cluster has a VolumeSnapshotClass",
    parts: [
      bash(
        ...moving(migration).flatMap((claim) => {
          const name = `${claim.claim}-copy`;
          return [
            "kubectl apply -f - <<YAML",
            "apiVersion: snapshot.storage.k8s.io/v1",
            "kind: VolumeSnapshot",
            "metadata:",
            `  name: ${literal(scalar(name))}`,
            `  namespace: ${migration.namespace === undefined ? "$NS" : literal(scalar(migration.namespace))}`,
            "spec:",
            "  source:",
            `    persistentVolumeClaimName: ${literal(scalar(claim.claim))}`,
            "YAML",
            `${kubectl} wait --for=jsonpath='{.status.readyToUse}'=true ${object("volumesnapshots.snapshot.storage.k8s.io", name)} --timeout=30m`,
            ...claimManifest(migration, claim, claim.next, [
              "  dataSource:",
              "    apiGroup: snapshot.storage.k8s.io",
              "    kind: VolumeSnapshot",
              `    name: ${literal(scalar(name))}`,
            ]),
            showsVolume(claim),
          ];
        }),
      ),
      waits,
    ],
  };
}

function job(migration: Migration): Pick<Step, "title" | "parts"> {
  const claims = moving(migration);
  return {
    title: "A Job that copies, on any storage",
    parts: [
      bash(
        ...claims.flatMap((claim) => [
          ...claimManifest(migration, claim, claim.next),
          ...jobManifest(migration, claim, claims),
          `${kubectl} wait --for=condition=complete ${object("job", jobName(claim.claim, claims))} --timeout=12h`,
          `${kubectl} ${shows(object("job", jobName(claim.claim, claims)), "{.status.succeeded}")}   # must print 1`,
        ]),
      ),
      "It runs as root, so that owners and modes are kept; a namespace that forbids root needs an exception. Both volumes must be attachable to one node; where the Pods select nodes or tolerate taints, the Job must too.",
    ],
  };
}

/** The whole of the claim is copied: a `subPath` of the Pods stays what it is. */
function jobManifest({ namespace }: Migration, claim: MigratedClaim, claims: readonly MigratedClaim[]): string[] {
  const isBlock = claim.volumeMode === "Block";
  const copies = isBlock ? "dd if=/dev/from of=/dev/to bs=4M && sync" : "cp -a /from/. /to/ && sync";
  const uses = isBlock
    ? ["volumeDevices:", "  - {name: from, devicePath: /dev/from}", "  - {name: to, devicePath: /dev/to}"]
    : ["volumeMounts:", "  - {name: from, mountPath: /from, readOnly: true}", "  - {name: to, mountPath: /to}"];
  return [
    "kubectl apply -f - <<YAML",
    "apiVersion: batch/v1",
    "kind: Job",
    "metadata:",
    `  name: ${literal(scalar(jobName(claim.claim, claims)))}`,
    `  namespace: ${namespace === undefined ? "$NS" : literal(scalar(namespace))}`,
    "spec:",
    "  backoffLimit: 1",
    "  template:",
    "    spec:",
    "      restartPolicy: Never",
    "      containers:",
    "        - name: copy",
    "          image: alpine:3",
    `          command: [sh, -c, ${scalar(copies)}]`,
    ...uses.map((line) => `          ${line}`),
    "      volumes:",
    `        - {name: from, persistentVolumeClaim: {claimName: ${literal(scalar(claim.claim))}}}`,
    `        - {name: to, persistentVolumeClaim: {claimName: ${literal(scalar(claim.next))}}}`,
    "YAML",
  ];
}

/** The name of a Job is a label of its Pods: at most 63 characters. */
function jobName(claim: string, claims: readonly MigratedClaim[]): string {
  const name = `copy-${claim}`;
  return name.length <= 63 ? name : `copy-claim-${claims.findIndex((one) => one.claim === claim) + 1}`;
}
