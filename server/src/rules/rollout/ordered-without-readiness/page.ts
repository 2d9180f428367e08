// The page of ordered-without-readiness: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
A StatefulSet with \`OrderedReady\`, the default, starts its Pods one after the other: each waits until the one before it is Running
and Ready. A container without a readiness probe counts as ready as soon as it runs. So the order only says which process is
started first, not that the first one answers when the second one looks for it: a replica asks a primary that still replays its log.
An update is no better off: each Pod is replaced as soon as the one before it has been started, and a version that does not work
goes through all of them.

A readiness probe, or a startup probe, makes the order mean something. One in a native sidecar counts too: a Pod is Ready when all its
containers are. \`minReadySeconds\` helps a little: the next Pod waits that long, whatever the state of the last one. Where the order
does not matter, \`podManagementPolicy: Parallel\` says so, before the set exists: the field is immutable.

The fix asks whether the first declared TCP port is open. A probe that asks the program itself (\`pg_isready\`, an HTTP path) says
more: only you know it.`,
  whenToIgnore:
    "Pods start in any order without harm, and the set exists already, so that the policy cannot be changed.",
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#orderedready-pod-management",
    "https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/",
  ],
  examples: [
    {
      title: "Order without an end of the start",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
  publishNotReadyAddresses: true
  selector: {app: db}
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  podManagementPolicy: OrderedReady
  replicas: 3
  #         ^ ordered-without-readiness information
  selector:
    matchLabels: {app: db}
  template:
    metadata:
      labels: {app: db}
    spec:
      containers:
        - name: db
          image: registry.example/db:1
          ports:
            - name: sql
              containerPort: 5432
`,
      good: `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
  publishNotReadyAddresses: true
  selector: {app: db}
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  podManagementPolicy: OrderedReady
  replicas: 3
  selector:
    matchLabels: {app: db}
  template:
    metadata:
      labels: {app: db}
    spec:
      containers:
        - name: db
          image: registry.example/db:1
          ports:
            - name: sql
              containerPort: 5432
          readinessProbe:
            tcpSocket:
              port: sql
`,
      fix: "Add a readiness probe to 'x'",
    },
  ],
};
