// The page of headless-service-exposed: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
A headless Service has no address of its own: DNS answers with those of the Pods. Nothing balances between them, and ingress
controllers and gateways treat such a backend in different ways, some not at all. Besides, a headless Service that publishes Pods
before they are Ready sends requests to them. A second Service with a cluster IP, for the same Pods, serves clients well; the
headless one stays for the Pods among themselves.`,
  whenToIgnore: `
Your controller leads to Pods by their own addresses and takes headless Services on purpose.`,
  references: [
    "https://kubernetes.io/docs/concepts/services-networking/service/#headless-services",
    "https://github.com/apache/couchdb-helm/issues/94",
  ],
  examples: [
    {
      title: "An Ingress to the headless Service of a set",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
  selector:
    app: db
  ports:
    - port: 2379
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: db
spec:
  defaultBackend:
    service:
      name: db
#           ^^ headless-service-exposed
      port:
        number: 2379
---
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: db
spec:
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
  ports:
    - port: 2379
---
apiVersion: v1
kind: Service
metadata:
  name: db-http
spec:
  selector:
    app: db
  ports:
    - port: 2379
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: db
spec:
  defaultBackend:
    service:
      name: db-http
      port:
        number: 2379
---
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: db
spec:
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
      fix: "Add Service 'x' for the backend",
    },
  ],
};
