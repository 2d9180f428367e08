// The page of governing-service-missing: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
A StatefulSet gives its Pods names, and the Service in \`serviceName\` puts them into DNS: \`db-0.db\` is an address only
where a Service \`db\` selects the Pods. Nothing creates that Service and nothing checks that it is there. Without it the
Pods start, and whoever looks for one of them gets \`no such host\` or \`NXDOMAIN\`; peers of a cluster never find each
other. The Service is to be headless (\`clusterIP: None\`).

It is a warning where somebody in the same unit uses such a name, and nothing else is applied with it. In a plain folder,
where the Service may come from elsewhere, it is a hint.`,
  whenToIgnore: `
The Service comes from another chart or an operator, or nobody asks for single Pods: then \`serviceName\` may be left out
(it is optional since Kubernetes 1.33).`,
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id",
    "https://github.com/kubernetes/kubernetes/pull/130233",
  ],
  examples: [
    {
      title: "Peers that are asked for by name",
      bad: `
#- kustomization.yaml
resources:
  - db.yaml
#- db.yaml
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db-headless
#              ^^^^^^^^^^^ governing-service-missing warning
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
          ports:
            - name: peer
              containerPort: 2380
          env:
            - name: ETCD_INITIAL_CLUSTER
              value: db-0=http://db-0.db-headless:2380
`,
      good: `
#- kustomization.yaml
resources:
  - db.yaml
#- db.yaml
apiVersion: v1
kind: Service
metadata:
  name: db-headless
spec:
  clusterIP: None
  selector:
    app: db
  ports:
    - name: peer
      port: 2380
      targetPort: 2380
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db-headless
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
          ports:
            - name: peer
              containerPort: 2380
          env:
            - name: ETCD_INITIAL_CLUSTER
              value: db-0=http://db-0.db-headless:2380
`,
      fix: "Create headless Service 'x'",
    },
  ],
};
