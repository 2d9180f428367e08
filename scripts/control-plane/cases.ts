// The conversions that are carried out in the control plane: every pair of kinds, and both ways to keep a claim.
import { stringify } from "yaml";
import { targetsOf } from "../../server/src/conversions/pairs";
import type { StorageChoice } from "../../server/src/guidance/conversion-request";
import { type WorkloadKind, workloadKinds } from "../../server/src/kubernetes/kinds";

export interface Case {
  /** A name of a namespace. */
  readonly name: string;
  readonly from: WorkloadKind;
  readonly to: WorkloadKind;
  readonly storage: StorageChoice;
  /** The workload `web`, and what belongs to it. */
  readonly manifest: string;
  /** So many Pods there are in the end. */
  readonly pods: number;
  /** The claim that its Pods have in the end. */
  readonly claim: string | undefined;
}

const NODES = 3;

const labels = { app: "web" };

const claimSpec = {
  storageClassName: "network",
  accessModes: ["ReadWriteOnce"],
  resources: { requests: { storage: "1Gi" } },
};

const replicated: readonly WorkloadKind[] = ["Deployment", "StatefulSet", "ReplicaSet", "ReplicationController"];
const adopting: readonly WorkloadKind[] = ["ReplicaSet", "ReplicationController"];
const jobs: readonly WorkloadKind[] = ["Job", "CronJob"];

export const cases: readonly Case[] = workloadKinds.flatMap((from) =>
  targetsOf(from).flatMap((to) => {
    // Of several nodes none could share a disk, and a DaemonSet has no templates.
    if (from === "DaemonSet" || to === "DaemonSet") return caseOf({ from, to, storage: "auto", hasClaim: false });
    const storages: StorageChoice[] = to === "StatefulSet" ? ["templates", "keep"] : ["auto"];
    return [
      ...storages.map((storage) => caseOf({ from, to, storage, hasClaim: true })),
      // Without anything that only one may have the old one runs on beside the new one.
      ...(adopting.includes(from) ? [caseOf({ from, to, storage: "auto", hasClaim: false })] : []),
    ];
  }),
);

interface Kinds extends Pick<Case, "from" | "to" | "storage"> {
  readonly hasClaim: boolean;
}

function caseOf({ from, to, storage, hasClaim }: Kinds): Case {
  const replicas = !hasClaim && replicated.includes(from) ? 2 : 1;
  const isPlain = !hasClaim && adopting.includes(from);
  const words = [...(storage === "auto" ? [] : [storage]), ...(isPlain ? ["without", "claim"] : [])];
  const keeps = from !== "StatefulSet" && storage !== "templates";
  return {
    name: [from, "to", to, ...words].join("-").toLowerCase(),
    from,
    to,
    storage,
    manifest: manifest(from, replicas, hasClaim),
    pods: to === "DaemonSet" ? NODES : replicated.includes(to) ? replicas : 1,
    claim: hasClaim ? (keeps ? "data" : "data-web-0") : undefined,
  };
}

function manifest(kind: WorkloadKind, replicas: number, hasClaim: boolean): string {
  const isSet = kind === "StatefulSet";
  const service = {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "web" },
    spec: { ...(isSet ? { clusterIP: "None" } : {}), selector: labels, ports: [{ name: "http", port: 80 }] },
  };
  const claim = { apiVersion: "v1", kind: "PersistentVolumeClaim", metadata: { name: "data" }, spec: claimSpec };
  const objects = [service, ...(hasClaim && !isSet ? [claim] : []), workload(kind, replicas, hasClaim)];
  return objects.map((object) => stringify(object, { aliasDuplicateObjects: false })).join("---\n");
}

function workload(kind: WorkloadKind, replicas: number, hasClaim: boolean): object {
  const isSet = kind === "StatefulSet";
  const volume = { name: "data", persistentVolumeClaim: { claimName: "data" } };
  const podSpec = {
    ...(jobs.includes(kind) ? { restartPolicy: "OnFailure" } : {}),
    containers: [
      {
        name: "web",
        image: "nginx:1.29",
        ports: [{ name: "http", containerPort: 80 }],
        ...(hasClaim ? { volumeMounts: [{ name: "data", mountPath: "/data" }] } : {}),
      },
    ],
    ...(hasClaim && !isSet ? { volumes: [volume] } : {}),
  };
  const metadata = { name: "web" };
  const template = { metadata: { labels }, spec: podSpec };
  const selector = { matchLabels: labels };
  switch (kind) {
    case "Pod":
      return { apiVersion: "v1", kind, metadata: { ...metadata, labels }, spec: podSpec };
    case "ReplicationController":
      return { apiVersion: "v1", kind, metadata, spec: { replicas, template } };
    case "DaemonSet":
      return { apiVersion: "apps/v1", kind, metadata, spec: { selector, template } };
    case "Job":
      return { apiVersion: "batch/v1", kind, metadata, spec: { backoffLimit: 2, template } };
    case "CronJob":
      // On the 29th of February: nothing starts by itself while anybody looks.
      return {
        apiVersion: "batch/v1",
        kind,
        metadata,
        spec: { schedule: "0 0 29 2 *", jobTemplate: { spec: { backoffLimit: 2, template } } },
      };
    case "StatefulSet": {
      const templates = hasClaim ? { volumeClaimTemplates: [{ metadata: { name: "data" }, spec: claimSpec }] } : {};
      return {
        apiVersion: "apps/v1",
        kind,
        metadata,
        spec: { serviceName: "web", replicas, selector, template, ...templates },
      };
    }
    default:
      // With labels of its own, by which a Deployment takes a ReplicaSet for one of its own.
      return {
        apiVersion: "apps/v1",
        kind,
        metadata: { ...metadata, labels },
        spec: { replicas, selector, template },
      };
  }
}
