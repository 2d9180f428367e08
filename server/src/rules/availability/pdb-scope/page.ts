// The page of pdb-scope: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
In policy/v1 an empty selector (\`{}\`) means all Pods of the namespace, in policy/v1beta1 it meant none. One budget for several workloads
counts their Pods together: three web servers may all go while the workers stay, and one slow worker holds up everything.

\`maxUnavailable\` and percentages are worked out from the number of Pods that there should be, and only Deployments, StatefulSets, ReplicaSets and
ReplicationControllers have a scale to ask. For a DaemonSet, a Job or a bare Pod the budget's condition says \`daemonsets.apps does not implement the
scale subresource\` (bare Pods: event \`UnmanagedPods\`), and nothing that it selects can be evicted. A whole number in \`minAvailable\` works for
any Pods. \`kubectl drain\` leaves Pods of DaemonSets alone in any case.`,
  whenToIgnore: `
The namespace holds one application whose parts may stand for each other, or its Pods belong to a custom resource with a scale.`,
  references: [
    "https://kubernetes.io/docs/tasks/run-application/configure-pdb/#arbitrary-controllers-and-selectors",
    "https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/pod-disruption-budget-v1/",
  ],
  examples: [
    {
      title: "All Pods of the namespace",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
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
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  replicas: 2
  selector:
    matchLabels: {app: api}
  template:
    metadata:
      labels: {app: api}
    spec:
      containers:
        - name: api
          image: registry.example/api:1
          resources:
            requests:
              cpu: 250m
              memory: 128Mi
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  maxUnavailable: 1
  selector: {}
# ^^^^^^^^ pdb-scope warning
`,
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
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
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  replicas: 2
  selector:
    matchLabels: {app: api}
  template:
    metadata:
      labels: {app: api}
    spec:
      containers:
        - name: api
          image: registry.example/api:1
          resources:
            requests:
              cpu: 250m
              memory: 128Mi
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      app: web
`,
      fix: "Add label 'k: v' to the selector",
    },
    {
      title: "Pods without a scale",
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
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: agent
spec:
  maxUnavailable: 1
  #               ^ pdb-scope information
  selector:
    matchLabels:
      app: agent
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
