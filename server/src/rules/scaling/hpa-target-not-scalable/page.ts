// The page of hpa-target-not-scalable: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
An autoscaler sets a number through the subresource \`scale\`. Deployments, StatefulSets, ReplicaSets and ReplicationControllers
have it. A DaemonSet has one Pod on each node, a Job its \`parallelism\`, a CronJob makes Jobs: none of them has a scale. The API server
accepts such a target all the same, and the autoscaler reports \`FailedGetScale … the server could not find the requested resource\`
for ever. A Pod as a target is rejected.

For work that comes in bursts KEDA has the ScaledJob. What a Pod of a DaemonSet needs more of, its node's size decides, or a
VerticalPodAutoscaler.`,
  whenToIgnore: `
Never: it cannot work.`,
  references: [
    "https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/",
    "https://github.com/kubernetes/kubernetes/issues/48588",
  ],
  examples: [
    {
      title: "One Pod on each node, and more",
      bad: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector:
    matchLabels: {app: agent}
  template:
    metadata:
      labels: {app: agent}
    spec:
      containers:
        - name: agent
          image: fluent/fluent-bit:4.0
          resources:
            requests:
              cpu: 250m
              memory: 128Mi
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: agent
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: DaemonSet
    #     ^^^^^^^^^ hpa-target-not-scalable
    name: agent
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
      good: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector:
    matchLabels: {app: agent}
  template:
    metadata:
      labels: {app: agent}
    spec:
      containers:
        - name: agent
          image: fluent/fluent-bit:4.0
          resources:
            requests:
              cpu: 250m
              memory: 128Mi
`,
    },
  ],
};
