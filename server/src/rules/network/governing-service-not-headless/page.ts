// The page of governing-service-not-headless: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
DNS promises names of single Pods (\`db-0.db\`) only for a headless Service, one with \`clusterIP: None\`. CoreDNS often answers them for
an ordinary Service as well, by accident; other DNS servers do not, and then clients see \`no such host\`. Neither \`clusterIP\` of a
Service nor \`serviceName\` of a StatefulSet can be changed afterwards: the way out is a second, headless Service, and the set made
anew (\`kubectl delete sts db --cascade=orphan\`, then apply).

It is a warning where somebody in the unit uses such a name. There is no fix for a set of one Pod that nobody asks for by its name:
the name of the Service is enough for it.`,
  whenToIgnore: `
Nobody asks for single Pods: about half of all sets name an ordinary Service, and run well.`,
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id",
    "https://github.com/weaviate/weaviate-helm/issues/125",
    "https://github.com/wildfly/wildfly-operator/issues/70",
  ],
  examples: [
    {
      title: "A Pod is asked for by name",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  selector:
    app: db
  ports:
    - name: client
      port: 2379
      targetPort: 2379
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
#              ^^ governing-service-not-headless warning
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
            - name: client
              containerPort: 2379
          env:
            - name: ETCD_INITIAL_CLUSTER
              value: db-0=http://db-0.db:2380
`,
      good: `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  selector:
    app: db
  ports:
    - name: client
      port: 2379
      targetPort: 2379
---
apiVersion: v1
kind: Service
metadata:
  name: db-headless
spec:
  clusterIP: None
  selector:
    app: db
  ports:
    - name: client
      port: 2379
      targetPort: 2379
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
            - name: client
              containerPort: 2379
          env:
            - name: ETCD_INITIAL_CLUSTER
              value: db-0=http://db-0.db-headless:2380
`,
      fix: "Add headless Service 'x-headless' and name it in serviceName (recreates the object)",
    },
  ],
};
