// The page of hpa-utilization-without-requests: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
Utilization is what a Pod uses, as a share of what its containers request. If one container of the Pod has no request of that
resource, there is no share: \`kubectl describe hpa\` shows \`FailedGetResourceMetric … missing request for cpu in container proxy\`, and
the autoscaler never changes anything. Native sidecars count, other init containers do not.

A limit without a request is a request too; so are requests of the Pod as a whole, the defaults of a LimitRange, and
what a VerticalPodAutoscaler sets. The number that the fix writes is small, so that the Pod can still be scheduled: put in what
the container really needs, because the autoscaler goes by it. A ContainerResource metric looks at one container alone.`,
  whenToIgnore: `
A LimitRange that Rightkind cannot see, or an admission webhook, gives requests to the containers of that namespace.`,
  references: [
    "https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#algorithm-details",
    "https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#container-resource-metrics",
  ],
  examples: [
    {
      title: "A share of nothing",
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
  maxReplicas: 6
  metrics:
    - type: Resource
      resource:
        name: cpu
        #     ^^^ hpa-utilization-without-requests
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
              cpu: 100m
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
  maxReplicas: 6
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: 70
`,
      fix: "Add the missing request to 'x'",
    },
  ],
};
