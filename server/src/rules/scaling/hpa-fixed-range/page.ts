// The page of hpa-fixed-range: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
With the same number as least and most an autoscaler has nothing to decide: it sets that number, whatever the load is. \`kubectl
describe hpa\` shows the condition \`ScalingLimited\` with \`TooManyReplicas\` as soon as there is more to do.

If the number is what you want, \`replicas\` in the workload says it more plainly. If not, raise \`maxReplicas\`.`,
  whenToIgnore: `
The autoscaler is pinned on purpose: during an incident, or in an environment that shall have the same objects as others.`,
  references: ["https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/"],
  examples: [
    {
      title: "Three, and nothing else",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: nginx:1.29
          resources:
            requests:
              cpu: 250m
              memory: 128Mi
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
  minReplicas: 3
  maxReplicas: 3
  #            ^ hpa-fixed-range
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
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: nginx:1.29
          resources:
            requests:
              cpu: 250m
              memory: 128Mi
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
  minReplicas: 3
  maxReplicas: 9
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: 70
`,
    },
  ],
};
