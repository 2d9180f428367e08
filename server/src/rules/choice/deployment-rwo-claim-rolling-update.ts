// A rolling update waits for a volume that the old Pod still holds.
import { isDeadlockProne, type Rollout, rollout } from "../../kubernetes/rollout";
import { claimVolumes, type Workload } from "../../kubernetes/workload";
import { type FoundClaim, foundClaim } from "../../workspace/claim-lookup";
import type { Lookups } from "../../workspace/lookups";
import { type ReplicasRange, replicasRange } from "../../workspace/replicas-range";
import { asScalar, at } from "../../yaml/navigate";
import { claimRelated, scalerRelated } from "../related";
import { defineRule, type Related, type Severity } from "../rule";
import { recreateFix } from "./recreate-fix";

export const deploymentRwoClaimRollingUpdate = defineRule({
  id: "deployment-rwo-claim-rolling-update",
  group: "choice",
  severities: ["warning", "information", "hint"],
  kinds: ["Deployment"],
  summary: "A rolling update waits for a volume that the old Pod still holds.",
  why: `
With one replica the default strategy rounds to one Pod more and none fewer (\`maxSurge\` 25 % is 1, \`maxUnavailable\` 25 %
is 0): the old Pod is kept until the new one is Ready. The new one cannot have the ReadWriteOnce volume while the old one
holds it on another node (\`Multi-Attach error for volume …\`), and with ReadWriteOncePod not even on the same node. The
rollout stands still until \`progressDeadlineSeconds\` marks it failed (\`ProgressDeadlineExceeded\`); it does not heal.

On one node both Pods get the volume: then a database finds its own lock file, or two writers share one directory.

\`strategy: {type: Recreate}\` stops the old Pod first. A StatefulSet does so always.`,
  whenToIgnore: `
The storage behind the claim can be mounted on several nodes although the claim says ReadWriteOnce: set
\`storageClasses.<name>.enforcesReadWriteOnce: false\` in \`.rightkind.yaml\`.`,
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy",
    "https://kubernetes.io/docs/tasks/run-application/run-single-instance-stateful-application/",
  ],
  fixes: [{ title: "Set the strategy to Recreate", safe: false }],
  examples: [
    {
      title: "One replica, one disk, the default strategy",
      bad: `
apiVersion: apps/v1
kind: Deployment
#     ^^^^^^^^^^ deployment-rwo-claim-rolling-update
metadata:
  name: mysql
spec:
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
kind: Deployment
metadata:
  name: mysql
spec:
  selector:
    matchLabels: {app: mysql}
  strategy:
    type: Recreate
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
      fix: "Set the strategy to Recreate",
    },
  ],
  check(context) {
    const { workload, lookups, report } = context;
    if (!workload) return;
    const range = replicasRange(workload, lookups);
    if (range.hi !== 1) return;
    const strategy = rollout(workload, 1);
    const worst = heldClaims(workload, lookups, strategy)[0];
    if (!worst) return;
    report(asScalar(at(workload.spec, "strategy", "type")) ?? workload.resource.kindNode, worst.message, {
      severity: worst.severity,
      related: related(workload, range, worst.found),
      fixes: recreateFix(context),
    });
  },
});

interface HeldClaim {
  readonly found: FoundClaim;
  readonly severity: Severity;
  readonly message: string;
}

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, information: 2, hint: 3 };

/** The claims that stop or disturb a rollout, the worst first. */
function heldClaims(workload: Workload, lookups: Lookups, strategy: Rollout): HeldClaim[] {
  return claimVolumes(workload)
    .filter(({ writable }) => writable)
    .flatMap(({ claim }) => heldClaim(claim, foundClaim(lookups, claim), strategy, lookups) ?? [])
    .sort((a, b) => rank[a.severity] - rank[b.severity]);
}

function heldClaim(claim: string, found: FoundClaim, strategy: Rollout, lookups: Lookups): HeldClaim | undefined {
  const stalls = isDeadlockProne(strategy);
  if (found.class === "unknown") {
    if (!stalls || !lookups.ready) return undefined;
    const message = `If claim "${claim}" is ReadWriteOnce, a rolling update hangs: the old Pod keeps the volume. Set the strategy to Recreate.`;
    return { found, severity: "hint", message };
  }
  if (found.class !== "single-node" && found.class !== "single-pod") return undefined;
  if (stalls && found.class === "single-node" && lookups.assumptions.nodes === 1) {
    const message = `During an update the old and the new Pod both have claim "${claim}": a lock stops the rollout. Set the strategy to Recreate.`;
    return { found, severity: "information", message };
  }
  if (stalls) {
    const message = `A rolling update hangs: the new Pod waits for claim "${claim}", which the old Pod keeps until then. Set the strategy to Recreate.`;
    return { found, severity: "warning", message };
  }
  if (strategy.type !== "RollingUpdate" || strategy.surge === 0) return undefined;
  const message = `During an update two Pods want claim "${claim}" for a short time. Set the strategy to Recreate to stop the old one first.`;
  return { found, severity: "information", message };
}

function related({ resource, spec }: Workload, { scalers }: ReplicasRange, { answer }: FoundClaim): Related[] {
  const replicas = asScalar(at(spec, "replicas"));
  return [
    ...answer.candidates.map(claimRelated),
    ...(scalers.length === 0 && replicas
      ? [{ message: `replicas of Deployment "${resource.name}"`, node: replicas }]
      : []),
    ...scalers.map(scalerRelated),
  ];
}
