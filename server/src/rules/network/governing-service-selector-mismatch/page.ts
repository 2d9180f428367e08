// The page of governing-service-selector-mismatch: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
A Service knows the Pods that carry all labels of its selector. One that the Pods lack, or have with another value, is enough: the
Service has no endpoints, \`db-0.db\` never resolves (\`no such host\`, \`NXDOMAIN\`), and members of a cluster do not find each other.
Nothing else says so: the Pods run, and the StatefulSet is ready.`,
  whenToIgnore: `
The Service is meant for other Pods, and nobody asks for those of this set by name.`,
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id",
    "https://github.com/zegl/kube-score",
  ],
  examples: [
    {
      title: "Another value than the Pods have",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
  selector:
    app: database
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
#              ^^ governing-service-selector-mismatch
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
`,
      fix: "Copy the selector to Service 'x'",
    },
  ],
};
