// Several Pods of one workload share a volume that only one node may mount.
import type { Workload } from "../../kubernetes/workload";
import { type ReplicasRange, replicasRange } from "../../workspace/replicas-range";
import { child } from "../../yaml/navigate";
import { claimRelated, scalerRelated } from "../related";
import { defineRule, type Related } from "../rule";
import { volumePerPodFix } from "./conversion-fixes";
import { oneReplicaFix } from "./one-replica-fix";
import { readOnlyFix } from "./read-only-fix";
import { type SharedClaim, sharedClaimMessage, sharedClaims } from "./shared-claims";

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
  fixes: [
    { title: "Convert to StatefulSet with a volume per Pod", safe: false },
    { title: "Run one replica with the strategy Recreate", safe: false },
    { title: "Mount the claim read-only", safe: false },
  ],
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
  check(context) {
    const { workload, lookups, report } = context;
    if (!workload) return;
    const range = replicasRange(workload, lookups);
    if (range.hi <= 1) return;
    const claims = sharedClaims(workload, lookups, range);
    const worst = claims[0];
    if (!worst) return;
    const { claim, severity } = worst;
    report(workload.resource.kindNode, sharedClaimMessage(worst, range), {
      severity,
      related: related(workload, range, worst),
      fixes: [
        ...(workload.kind === "Job" ? [] : [volumePerPodFix()]),
        ...oneReplicaFix(context, range),
        ...(claims.every((other) => other.claim === claim) ? readOnlyFix(context, workload, claim) : []),
      ],
    });
  },
});

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
