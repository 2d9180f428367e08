// The page of service-selects-several-workloads: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
A Service leads to all Pods that carry its labels, whichever workload they are of. Where a CronJob or a worker shares the labels of
the server, part of the requests goes to Pods that do not listen: \`connection refused\` now and then, and only while the other one
runs. One more label in the selector, which only the server's Pods have, ends it. Selectors of Services can be changed at any time.

It is a warning where one of the workloads is a Job or a CronJob, or where they differ in \`app.kubernetes.io/component\`. A headless
Service by which the members of a cluster find each other, as its name or that of its port says (\`memberlist\`, \`gossip\`), sends no
request anywhere, and is left alone.`,
  whenToIgnore: `
The workloads are versions of one program (a canary), or the Service only makes the Pods known to each other.`,
  references: ["https://github.com/nextcloud/helm/issues/144", "https://github.com/skupperproject/skupper/issues/2299"],
  examples: [
    {
      title: "A worker beside the server",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
# ^^^^^^^^ service-selects-several-workloads warning
    app: web
  ports:
    - port: 80
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
      app.kubernetes.io/component: server
  template:
    metadata:
      labels:
        app: web
        app.kubernetes.io/component: server
    spec:
      containers:
        - name: web
          image: nginx:1.29
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: worker
spec:
  selector:
    matchLabels:
      app: web
      app.kubernetes.io/component: worker
  template:
    metadata:
      labels:
        app: web
        app.kubernetes.io/component: worker
    spec:
      containers:
        - name: web
          image: nginx:1.29
`,
      good: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
    app.kubernetes.io/component: server
  ports:
    - port: 80
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
      app.kubernetes.io/component: server
  template:
    metadata:
      labels:
        app: web
        app.kubernetes.io/component: server
    spec:
      containers:
        - name: web
          image: nginx:1.29
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: worker
spec:
  selector:
    matchLabels:
      app: web
      app.kubernetes.io/component: worker
  template:
    metadata:
      labels:
        app: web
        app.kubernetes.io/component: worker
    spec:
      containers:
        - name: web
          image: nginx:1.29
`,
      fix: "Add label 'k: v' to the selector",
    },
  ],
};
