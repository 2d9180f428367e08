// The page of claims-left-after-scale-down: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
When an autoscaler removes Pods of a StatefulSet, the claims of these Pods stay: that is the default, and it protects data. But each claim keeps its volume, which
costs, and when the Pods come back they continue with old data, not with an empty disk. Who did not know finds dozens of claims after a year.

Write \`persistentVolumeClaimRetentionPolicy\` to say what is meant. \`Retain\` is what happens today; \`whenScaled: Delete\` is for data that can be made again. The field
can be changed on a live StatefulSet.`,
  whenToIgnore: `
Somebody looks after the claims, or their cost does not matter.`,
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention",
    "https://github.com/grafana/agent/issues/3832",
  ],
  examples: [
    {
      title: "It says nothing",
      bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  selector:
    matchLabels: {app: db}
  template:
    metadata:
      labels: {app: db}
    spec:
      containers:
        - name: db
          image: registry.example/db:1
          volumeMounts:
            - name: data
              mountPath: /srv/data
  volumeClaimTemplates:
# ^^^^^^^^^^^^^^^^^^^^ claims-left-after-scale-down
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
  selector:
    matchLabels: {app: db}
  template:
    metadata:
      labels: {app: db}
    spec:
      containers:
        - name: db
          image: registry.example/db:1
          volumeMounts:
            - name: data
              mountPath: /srv/data
  persistentVolumeClaimRetentionPolicy:
    whenDeleted: Retain
    whenScaled: Retain
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
      fix: "Write persistentVolumeClaimRetentionPolicy: Retain",
    },
  ],
};
