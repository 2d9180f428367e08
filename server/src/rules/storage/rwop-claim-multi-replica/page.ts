// The page of rwop-claim-multi-replica: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
A volume of a ReadWriteOncePod claim goes to one Pod of the whole cluster. The scheduler enforces that: a second Pod stays \`Pending\`
(\`FailedScheduling: … node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode\`), on the same node
as well, and wherever the bytes are. Two replicas, or two workloads that run all the time, never come up.

It is a warning where it only may happen: an autoscaler that may go beyond one, a Job whose Pods wait for one another, or a Job or
CronJob beside another workload, which wait until it is gone.

**Software that replicates** wants a volume for each Pod: a StatefulSet with \`volumeClaimTemplates\`. **Software that shares files** needs a
ReadWriteMany claim. The access modes of a claim cannot be changed once it exists: make a new one, copy the files, and name the new one.
Between workloads nothing is offered: which of them is to keep the claim is not written anywhere.`,
  whenToIgnore: `
The Pods of the workloads never run at the same time, because something outside the manifests scales one down before the other.`,
  references: ["https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes"],
  examples: [
    {
      title: "Two replicas",
      bad: `
apiVersion: apps/v1
kind: Deployment
#     ^^^^^^^^^^ rwop-claim-multi-replica error
metadata:
  name: cache
spec:
  replicas: 2
  selector:
    matchLabels: {app: cache}
  template:
    metadata:
      labels: {app: cache}
    spec:
      containers:
        - name: cache
          image: registry.example/app:1
          volumeMounts:
            - name: data
              mountPath: /srv/data
      volumes:
        - name: data
          persistentVolumeClaim:
            claimName: cache-data
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: cache-data
spec:
  accessModes: [ReadWriteOncePod]
  resources:
    requests:
      storage: 10Gi
`,
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cache
spec:
  replicas: 1
  selector:
    matchLabels: {app: cache}
  strategy:
    type: Recreate
  template:
    metadata:
      labels: {app: cache}
    spec:
      containers:
        - name: cache
          image: registry.example/app:1
          volumeMounts:
            - name: data
              mountPath: /srv/data
      volumes:
        - name: data
          persistentVolumeClaim:
            claimName: cache-data
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: cache-data
spec:
  accessModes: [ReadWriteOncePod]
  resources:
    requests:
      storage: 10Gi
`,
      fix: "Run one replica with the strategy Recreate",
    },
    {
      title: "Two workloads",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: a
spec:
  strategy: {type: Recreate}
  selector:
    matchLabels: {app: a}
  template:
    metadata:
      labels: {app: a}
    spec:
      containers:
        - name: a
          image: registry.example/app:1
          volumeMounts:
            - name: data
              mountPath: /srv/data
      volumes:
        - name: data
          persistentVolumeClaim:
            claimName: shared
#                      ^^^^^^ rwop-claim-multi-replica error
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: b
spec:
  strategy: {type: Recreate}
  selector:
    matchLabels: {app: b}
  template:
    metadata:
      labels: {app: b}
    spec:
      containers:
        - name: b
          image: registry.example/app:1
          volumeMounts:
            - name: data
              mountPath: /srv/data
      volumes:
        - name: data
          persistentVolumeClaim:
            claimName: shared
#                      ^^^^^^ rwop-claim-multi-replica error
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: shared
spec:
  accessModes: [ReadWriteOncePod]
  resources:
    requests:
      storage: 10Gi
`,
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: a
spec:
  strategy: {type: Recreate}
  selector:
    matchLabels: {app: a}
  template:
    metadata:
      labels: {app: a}
    spec:
      containers:
        - name: a
          image: registry.example/app:1
          volumeMounts:
            - name: data
              mountPath: /srv/data
      volumes:
        - name: data
          persistentVolumeClaim:
            claimName: a-data
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: b
spec:
  strategy: {type: Recreate}
  selector:
    matchLabels: {app: b}
  template:
    metadata:
      labels: {app: b}
    spec:
      containers:
        - name: b
          image: registry.example/app:1
          volumeMounts:
            - name: data
              mountPath: /srv/data
      volumes:
        - name: data
          persistentVolumeClaim:
            claimName: b-data
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: a-data
spec:
  accessModes: [ReadWriteOncePod]
  resources:
    requests:
      storage: 10Gi
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: b-data
spec:
  accessModes: [ReadWriteOncePod]
  resources:
    requests:
      storage: 10Gi
`,
    },
  ],
};
