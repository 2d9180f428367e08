// The page of pvc-retention-loses-data: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
With \`persistentVolumeClaimRetentionPolicy.whenScaled: Delete\` a StatefulSet deletes the claims of the Pods that a scale-down removes, and with reclaim policy \`Delete\`
their volumes go with them. An autoscaler does that whenever load falls, at night, unseen; when it scales up again, the Pods start with empty
volumes. \`whenDeleted: Delete\` does the same to all claims when the set is deleted, adopted ones included: also when a tool deletes and
creates it again to change an immutable field.

The default is \`Retain\` for both. The field is beta and on since Kubernetes 1.27; below, it is dropped, and nothing is said here.`,
  whenToIgnore: `
The data can be made or fetched again (caches, buffers, replicas of a store that heals itself), and storage must not pile up. A store that is told to be a cache
is left alone, and so is what lies under \`developmentPaths\`.`,
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention",
  ],
  examples: [
    {
      title: "Gone by night",
      bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  persistentVolumeClaimRetentionPolicy:
    whenDeleted: Retain
    whenScaled: Delete
#               ^^^^^^ pvc-retention-loses-data warning
  selector:
    matchLabels: {app: db}
  template:
    metadata:
      labels: {app: db}
    spec:
      containers:
        - name: db
          image: registry.example/db:1
          resources:
            requests: {cpu: 100m}
          volumeMounts:
            - name: data
              mountPath: /srv/data
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 10Gi
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: db
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: StatefulSet
    name: db
  minReplicas: 1
  maxReplicas: 4
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: 70
`,
      good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  persistentVolumeClaimRetentionPolicy:
    whenDeleted: Retain
    whenScaled: Retain
  selector:
    matchLabels: {app: db}
  template:
    metadata:
      labels: {app: db}
    spec:
      containers:
        - name: db
          image: registry.example/db:1
          resources:
            requests: {cpu: 100m}
          volumeMounts:
            - name: data
              mountPath: /srv/data
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 10Gi
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: db
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: StatefulSet
    name: db
  minReplicas: 1
  maxReplicas: 4
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: 70
`,
      fix: "Set whenScaled to Retain",
    },
  ],
};
