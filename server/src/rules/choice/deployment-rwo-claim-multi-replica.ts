// Several Pods of one workload share a volume that only one node may mount.

import { claimVolumes, pinnedToOneNode, type Workload } from "../../kubernetes/workload";
import { type FoundClaim, foundClaim } from "../../workspace/claim-lookup";
import type { Lookups } from "../../workspace/lookups";
import { type ReplicasRange, replicasRange } from "../../workspace/replicas-range";
import { child } from "../../yaml/navigate";
import { claimRelated, scalerRelated } from "../related";
import { defineRule, type Related, type Severity } from "../rule";

export const deploymentRwoClaimMultiReplica = defineRule({
  id: "deployment-rwo-claim-multi-replica",
  group: "choice",
  severities: ["warning", "hint"],
  kinds: ["Deployment", "ReplicaSet", "ReplicationController", "Job"],
  summary: "Several Pods share a claim that only one node may mount.",
  why: `
Every Pod of a Deployment, ReplicaSet, ReplicationController or Job mounts the same claims. A ReadWriteOnce volume is
attached to one node at a time: Pods on that node all write to one file system, and a Pod on any other node stays in
\`ContainerCreating\` with the event \`Multi-Attach error for volume … Volume is already used by pod(s) …\`.

Whether it works depends on where the scheduler happens to put the Pods. A StatefulSet gives each Pod a volume of its own
(\`volumeClaimTemplates\`).`,
  whenToIgnore: `
The storage behind the claim can be mounted on several nodes although the claim says ReadWriteOnce (many NFS
provisioners): set \`storageClasses.<name>.enforcesReadWriteOnce: false\` in \`.rightkind.yaml\`, and the finding goes for all
claims of that class.`,
  references: [
    "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes",
    "https://github.com/kubernetes/kubernetes/issues/27959",
  ],
  fixes: [],
  examples: [
    {
      title: "Three replicas on one disk",
      bad: `
apiVersion: apps/v1
kind: Deployment
#     ^^^^^^^^^^ deployment-rwo-claim-multi-replica
metadata:
  name: mysql
spec:
  replicas: 3
  selector:
    matchLabels: {app: mysql}
  template:
    metadata:
      labels: {app: mysql}
    spec:
      containers:
        - name: mysql
          image: mysql:8.4
          volumeMounts:
            - name: data
              mountPath: /var/lib/mysql
      volumes:
        - name: data
          persistentVolumeClaim:
            claimName: mysql-data
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: mysql-data
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 10Gi
`,
      good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: mysql
spec:
  serviceName: mysql-headless
  replicas: 3
  selector:
    matchLabels: {app: mysql}
  template:
    metadata:
      labels: {app: mysql}
    spec:
      containers:
        - name: mysql
          image: mysql:8.4
          volumeMounts:
            - name: data
              mountPath: /var/lib/mysql
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 10Gi
`,
    },
  ],
  check({ workload, lookups, report }) {
    if (!workload) return;
    const range = replicasRange(workload, lookups);
    if (range.hi <= 1) return;
    const worst = sharedClaims(workload, lookups)[0];
    if (!worst) return;
    const { claim, severity } = worst;
    report(workload.resource.kindNode, message(claim, range, worst), {
      severity,
      related: related(workload, range, worst),
    });
  },
});

interface SharedClaim {
  readonly claim: string;
  readonly found: FoundClaim;
  readonly severity: Severity;
  readonly pinned: boolean;
}

/** The claims that the Pods share though they may not, the worst first. */
function sharedClaims(workload: Workload, lookups: Lookups): SharedClaim[] {
  const pinned = pinnedToOneNode(workload) || lookups.assumptions.nodes === 1;
  return claimVolumes(workload)
    .filter(({ writable }) => writable)
    .flatMap(({ claim }): SharedClaim[] => {
      const found = foundClaim(lookups, claim);
      if (found.class === "single-node") return [{ claim, found, pinned, severity: pinned ? "hint" : "warning" }];
      if (found.class === "unknown" && lookups.ready) return [{ claim, found, pinned, severity: "hint" }];
      return [];
    })
    .sort((a, b) => Number(a.severity === "hint") - Number(b.severity === "hint"));
}

function message(claim: string, { lo, hi }: ReplicasRange, { found, pinned }: SharedClaim): string {
  const pods = lo < hi ? `Up to ${hi} Pods` : `${hi} Pods`;
  if (found.class === "unknown") {
    return `${pods} share claim "${claim}": if it is ReadWriteOnce, Pods on a second node never start. Check its access mode.`;
  }
  if (pinned)
    return `${pods} on one node write to the ReadWriteOnce claim "${claim}". Use a StatefulSet for a volume per Pod.`;
  return `${pods} share the ReadWriteOnce claim "${claim}": those on a second node never start. Use a StatefulSet for a volume per Pod.`;
}

function related({ resource, spec }: Workload, { scalers }: ReplicasRange, { found }: SharedClaim): Related[] {
  const counted = resource.kind === "Job" ? "parallelism" : "replicas";
  const written = child(spec, counted);
  return [
    ...found.answer.candidates.map(claimRelated),
    ...(scalers.length === 0 && written
      ? [{ message: `${counted} of ${resource.kind} "${resource.name}"`, node: written }]
      : []),
    ...scalers.map(scalerRelated),
  ];
}
