// The page of rwo-claim-shared-by-workloads: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
A ReadWriteOnce volume is attached to one node at a time. Two workloads that mount it work as long as their Pods happen to run on one node.
When the second one is put on another node, its Pod stays in \`ContainerCreating\` with \`Multi-Attach error for volume … Volume is already
used by pod(s) …\`: for ever, where the first one runs all the time. It works or hangs depending on the node, which hides it for a long time.
A mount that only reads waits like any other: the access modes of the volume alone decide.

Keep them on one node with required Pod affinity (\`topologyKey: kubernetes.io/hostname\`) to the workload that runs all the time; give the
other one a claim of its own; or use a ReadWriteMany claim. Affinity is offered towards a workload whose Pods always run: beside Pods that come and
go nothing could start.

The claim \`data-db-0\`, which StatefulSet \`db\` makes from its template \`data\`, is one of Pod \`db-0\`: a backup that mounts it has to run beside
that Pod (label \`statefulset.kubernetes.io/pod-name: db-0\`).

It is a hint where the claim is not in the workspace, where its volume lies on one node anyway (k3s' \`local-path\`), and in a cluster of
one node: then nobody waits, and all of them use one directory.`,
  whenToIgnore: `
The workloads never run at the same time: the one is a leftover of a rename and goes with the next clean-up. A workload with \`replicas: 0\` and a
Helm hook that runs before the installation or after the deletion do not count.`,
  references: [
    "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes",
    "https://github.com/sageox/agent-toolkit/issues/10",
    "https://github.com/longhorn/longhorn/issues/336",
  ],
  examples: [
    {
      title: "A backup of uploads",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  strategy:
    type: Recreate
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: registry.example/app:1
          volumeMounts:
            - name: data
              mountPath: /uploads
      volumes:
        - name: data
          persistentVolumeClaim:
            claimName: uploads
#                      ^^^^^^^ rwo-claim-shared-by-workloads
---
apiVersion: batch/v1
kind: CronJob
metadata:
  name: backup
spec:
  schedule: "0 3 * * *"
  concurrencyPolicy: Forbid
  startingDeadlineSeconds: 600
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: backup
              image: registry.example/backup:1
              volumeMounts:
                - name: uploads
                  mountPath: /uploads
                  readOnly: true
          volumes:
            - name: uploads
              persistentVolumeClaim:
                claimName: uploads
#                          ^^^^^^^ rwo-claim-shared-by-workloads
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: uploads
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
  name: web
spec:
  strategy:
    type: Recreate
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: registry.example/app:1
          volumeMounts:
            - name: data
              mountPath: /uploads
      volumes:
        - name: data
          persistentVolumeClaim:
            claimName: uploads
---
apiVersion: batch/v1
kind: CronJob
metadata:
  name: backup
spec:
  schedule: "0 3 * * *"
  concurrencyPolicy: Forbid
  startingDeadlineSeconds: 600
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          affinity:
            podAffinity:
              requiredDuringSchedulingIgnoredDuringExecution:
                - labelSelector:
                    matchLabels:
                      app: web
                  topologyKey: kubernetes.io/hostname
          containers:
            - name: backup
              image: registry.example/backup:1
              volumeMounts:
                - name: uploads
                  mountPath: /uploads
                  readOnly: true
          volumes:
            - name: uploads
              persistentVolumeClaim:
                claimName: uploads
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: uploads
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 10Gi
`,
      fix: "Add pod affinity to 'y'",
    },
  ],
};
