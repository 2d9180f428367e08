// The page of target-port-unresolved: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
A \`targetPort\` that is a name is looked up among the named ports of the containers of each Pod, together with the protocol: \`dns\`
of TCP is not \`dns\` of UDP. Where no container declares it, the Service has no endpoints for that port: connections are refused or
time out, and nothing is logged. A number needs no declaration:
\`containerPort\` is information only.`,
  whenToIgnore: `
Something adds a container with that port to the Pods when they are made.`,
  references: ["https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports"],
  examples: [
    {
      title: "Another name than the container has",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
      targetPort: https
#                 ^^^^^ target-port-unresolved
---
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
          ports:
            - name: http
              containerPort: 80
`,
      good: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
      targetPort: http
---
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
          ports:
            - name: http
              containerPort: 80
`,
      fix: "Use port 'x'",
    },
  ],
};
