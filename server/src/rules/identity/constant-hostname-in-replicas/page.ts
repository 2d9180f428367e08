// The page of constant-hostname-in-replicas: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
\`hostname\` of a Pod template is the host name of every Pod that is made from it. With several replicas all of them say the same name
in logs, metrics and to each other; with \`subdomain\` that name resolves to all of them. What takes its identity from the host name
(a lock, a node name of a cluster) takes the same one several times. A StatefulSet sets a host name for each Pod and ignores the field.`,
  whenToIgnore: `
A licence or a certificate is bound to the name, and the replicas may share it.`,
  references: [
    "https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-hostname-and-subdomain-fields",
  ],
  examples: [
    {
      title: "Three Pods with one name",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      hostname: web
#               ^^^ constant-hostname-in-replicas
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
  replicas: 3
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
      fix: "Remove hostname",
    },
  ],
};
