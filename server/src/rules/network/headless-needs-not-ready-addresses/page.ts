// The page of headless-needs-not-ready-addresses: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
DNS knows a Pod of a headless Service once it is Ready. Members of a cluster often are Ready only when they have found each other:
each waits for the names of the others, gets \`no such host\`, and none starts. \`publishNotReadyAddresses: true\` puts the Pods into
DNS as soon as they have an address. Clients that use the same Service then also get Pods that are not Ready; give them another one.

It is a warning where members are listed by name; else a hint.`,
  whenToIgnore: `
The Pods do not need each other to become Ready.`,
  references: ["https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/"],
  examples: [
    {
      title: "Members that are listed by name",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
#            ^^^^ headless-needs-not-ready-addresses warning
  selector:
    app: db
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  replicas: 2
  podManagementPolicy: Parallel
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
          env:
            - name: ETCD_INITIAL_CLUSTER
              value: db-0=http://db-0.db:2380,db-1=http://db-1.db:2380
          readinessProbe:
            httpGet:
              path: /health
              port: 2379
`,
      good: `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
  publishNotReadyAddresses: true
  selector:
    app: db
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  replicas: 2
  podManagementPolicy: Parallel
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
          env:
            - name: ETCD_INITIAL_CLUSTER
              value: db-0=http://db-0.db:2380,db-1=http://db-1.db:2380
          readinessProbe:
            httpGet:
              path: /health
              port: 2379
`,
      fix: "Set publishNotReadyAddresses to true",
    },
  ],
};
