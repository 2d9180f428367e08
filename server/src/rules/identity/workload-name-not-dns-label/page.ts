// The page of workload-name-not-dns-label: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
The name of a workload gets into the names and host names of its Pods, and a host name is a DNS label: lower-case letters, digits
and hyphens, no dots, at most 63 characters. Of a StatefulSet the API server rejects other names since 1.27, and another
\`serviceName\` since 1.33. Of most kinds it accepts a name with dots and warns: \`this is used in Pod names and hostnames, which can
result in surprising behavior; a DNS label is recommended\`.`,
  whenToIgnore: `
The object exists, and nobody looks at the host names of its Pods: another name is another object.`,
  references: [
    "https://github.com/kubernetes/kubernetes/pull/114172",
    "https://github.com/kubernetes/kubernetes/pull/114412",
    "https://github.com/kubernetes/kubernetes/pull/130233",
  ],
  examples: [
    {
      title: "A version in the name",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web-1.29
#       ^^^^^^^^ workload-name-not-dns-label information
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
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web-1-29
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
      fix: "Rename to 'x' (recreates the object)",
    },
    {
      title: "A StatefulSet",
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
  name: db.main
#       ^^^^^^^ workload-name-not-dns-label error
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
  name: db-main
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
      fix: "Rename to 'x' (recreates the object)",
    },
  ],
};
