// The page of selector-template-mismatch: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
A controller counts and replaces the Pods that its selector matches. One that does not match its own Pods would make new ones
for ever, so the API server rejects it: \`\` \`selector\` does not match template \`labels\` \`\`. In apps/v1 a selector is
required and cannot be changed later (\`spec.selector: Required value\`, \`field is immutable\`).`,
  whenToIgnore: "Never: the API server does not accept such an object.",
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector"],
  examples: [
    {
      title: "Another value than the Pods have",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
      #    ^^^ selector-template-mismatch
  template:
    metadata:
      labels:
        app: website
    spec:
      containers:
        - name: web
          image: nginx:1.29
`,
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx:1.29
`,
      fix: "Set the Pod label 'x' to 'y'",
    },
    {
      title: "No selector",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
  selector: {app: db}
---
apiVersion: apps/v1
kind: StatefulSet
#     ^^^^^^^^^^^ selector-template-mismatch
metadata:
  name: db
spec:
  serviceName: db
  template:
    metadata:
      labels: {app: db}
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
  selector: {app: db}
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
      labels: {app: db}
    spec:
      containers:
        - name: db
          image: registry.example/db:1
`,
      fix: "Add a selector from the Pod labels",
    },
  ],
};
