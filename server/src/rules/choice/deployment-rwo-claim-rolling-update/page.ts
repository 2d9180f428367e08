// The page of deployment-rwo-claim-rolling-update: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
With one replica the default strategy rounds to one Pod more and none fewer (\`maxSurge\` 25 % is 1, \`maxUnavailable\` 25 %
is 0): the old Pod is kept until the new one is Ready. The new one cannot have the ReadWriteOnce volume while the old one
holds it on another node (\`Multi-Attach error for volume …\`), and with ReadWriteOncePod not even on the same node. The
rollout stands still until \`progressDeadlineSeconds\` marks it failed (\`ProgressDeadlineExceeded\`); it does not heal.

On one node both Pods get the volume: then a database finds its own lock file, or two writers share one directory. Where the
volume is bound to one machine, or the Pods are kept on one node, that is what happens each time: information.

\`strategy: {type: Recreate}\` stops the old Pod first. A StatefulSet does so always.

**Server-side apply** (Flux, Argo CD with ServerSideApply, Helm 4, \`kubectl apply --server-side\`) rejects the change to Recreate
where \`rollingUpdate\` was defaulted, or was written by another field manager: \`spec.strategy.rollingUpdate: Forbidden: may not
be specified when strategy \`type\` is 'Recreate'\`; with \`rollingUpdate: null\` too, and with \`--force-conflicts\`. What works:
apply once with \`rollingUpdate: {}\` written, then with Recreate; or patch the live object first
(\`kubectl patch --type=json\`); or delete and create it. Client-side \`kubectl apply\` needs nothing.`,
  whenToIgnore: `
The storage behind the claim can be mounted on several nodes although the claim says ReadWriteOnce: set
\`storageClasses.<name>.enforcesReadWriteOnce: false\` in \`.rightkind.yaml\`.`,
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy",
    "https://kubernetes.io/docs/tasks/run-application/run-single-instance-stateful-application/",
  ],
  examples: [
    {
      title: "One replica, one disk, the default strategy",
      bad: `
apiVersion: apps/v1
kind: Deployment
#     ^^^^^^^^^^ deployment-rwo-claim-rolling-update
metadata:
  name: shop
spec:
  selector:
    matchLabels: {app: shop}
  template:
    metadata:
      labels: {app: shop}
    spec:
      containers:
        - name: shop
          image: registry.example/shop:1
          volumeMounts:
            - name: data
              mountPath: /srv/shop
      volumes:
        - name: data
          persistentVolumeClaim:
            claimName: shop-data
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: shop-data
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
  name: shop
spec:
  selector:
    matchLabels: {app: shop}
  strategy:
    type: Recreate
  template:
    metadata:
      labels: {app: shop}
    spec:
      containers:
        - name: shop
          image: registry.example/shop:1
          volumeMounts:
            - name: data
              mountPath: /srv/shop
      volumes:
        - name: data
          persistentVolumeClaim:
            claimName: shop-data
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: shop-data
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 10Gi
`,
      fix: "Set the strategy to Recreate",
    },
  ],
};
