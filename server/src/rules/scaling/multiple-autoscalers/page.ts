// The page of multiple-autoscalers: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
Each autoscaler works out a number of its own and writes it to the workload. Two of them write in turns: Pods come and go
without any change of load, and neither number holds. Put all metrics into one HorizontalPodAutoscaler, which takes the highest
number, or all triggers into one ScaledObject (KEDA makes a HorizontalPodAutoscaler of it).

A VerticalPodAutoscaler in the mode \`Auto\` (also where no mode is written) or \`Recreate\` changes the requests of Pods.
Utilization is a share of the requests: as they grow it falls, and the other autoscaler takes Pods away, which raises the use of
those that are left. Let one of them look at another resource or metric, or let the VerticalPodAutoscaler only recommend
(\`updateMode: "Off"\`).`,
  whenToIgnore: `
The two are never there at the same time, for example because only one of two files is applied.`,
  references: [
    "https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/",
    "https://github.com/kubernetes/autoscaler/blob/master/vertical-pod-autoscaler/docs/known-limitations.md",
  ],
  examples: [
    {
      title: "Two for one Deployment",
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
    #     ^^^ multiple-autoscalers
  minReplicas: 2
  maxReplicas: 6
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: 70
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web-peak
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
    #     ^^^ multiple-autoscalers
  minReplicas: 4
  maxReplicas: 20
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
  minReplicas: 2
  maxReplicas: 20
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
