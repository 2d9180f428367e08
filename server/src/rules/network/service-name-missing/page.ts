// The page of service-name-missing: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
\`serviceName\` names the headless Service by which DNS knows the Pods: \`db-0.db\`. Without it they have host names but no addresses
by name, and whoever looks for one gets \`no such host\`. Since Kubernetes 1.33 the field is optional; the schemas of older versions
demand it, and validators stop with \`missing required property "serviceName"\`. It cannot be added later: the set must be made anew.`,
  whenToIgnore: `
Nobody asks for single Pods, and the set needs only their order or their claims.`,
  references: [
    "https://github.com/kubernetes/kubernetes/pull/130233",
    "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id",
  ],
  examples: [
    {
      title: "Three Pods without a Service",
      bad: `
apiVersion: apps/v1
kind: StatefulSet
#     ^^^^^^^^^^^ service-name-missing
metadata:
  name: db
spec:
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
`,
      good: `
apiVersion: v1
kind: Service
metadata:
  name: db-headless
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
  serviceName: db-headless
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
`,
      fix: "Add serviceName and headless Service 'x' (recreates the object)",
    },
  ],
};
