// The page of pod-name-service-out-of-range: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
The controller of StatefulSets gives each Pod the label \`statefulset.kubernetes.io/pod-name\`, so that a Service can lead to one of
them. With the name of a Pod that there is not, the Service has no endpoints: connections are refused or time out, and
\`kubectl get endpointslices\` shows none. With an autoscaler the most replicas count.`,
  whenToIgnore: `
The set comes from somewhere else, or will be scaled that far.`,
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-name-label",
    "https://github.com/stackrox/kube-linter/pull/465",
  ],
  examples: [
    {
      title: "The Pods are db-0 to db-2",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
  selector:
    app: db
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  replicas: 3
  selector:
    matchLabels:
      app: db
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
        - name: db
          image: registry.example/db:1
---
apiVersion: v1
kind: Service
metadata:
  name: db-last
spec:
  selector:
    statefulset.kubernetes.io/pod-name: db-3
#                                       ^^^^ pod-name-service-out-of-range warning
  ports:
    - name: client
      port: 2379
      targetPort: 2379
`,
      good: `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
  selector:
    app: db
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  replicas: 3
  selector:
    matchLabels:
      app: db
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
        - name: db
          image: registry.example/db:1
---
apiVersion: v1
kind: Service
metadata:
  name: db-last
spec:
  selector:
    statefulset.kubernetes.io/pod-name: db-2
  ports:
    - name: client
      port: 2379
      targetPort: 2379
`,
      fix: "Use 'x'",
    },
  ],
};
