// The page of parallel-with-seed-logic: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
A script that asks for ordinal 0 (\`[ "$HOSTNAME" = "db-0" ]\`, \`[[ $ordinal -eq 0 ]]\`) gives that Pod a part of its own: it creates the
cluster or the database, and the others join it or copy from it. With \`podManagementPolicy: OrderedReady\`, the default, Pod 1 starts
when Pod 0 is Running and Ready. With \`Parallel\` all start at once, the others look for a seed that is not there yet, and what they do
then is up to the script: wait, end and be started again, or create a second cluster of their own.

The field is immutable: on a live set it takes \`kubectl delete statefulset <name> --cascade=orphan\` and another apply.`,
  whenToIgnore:
    "The other Pods wait for the seed, or try again until it answers; or Pod 0 differs in something else than the start.",
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-management-policies"],
  examples: [
    {
      title: "A seed that does not come first",
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
  replicas: 3
  podManagementPolicy: Parallel
  #                    ^^^^^^^^ parallel-with-seed-logic
  selector:
    matchLabels: {app: db}
  template:
    metadata:
      labels: {app: db}
    spec:
      containers:
        - name: db
          image: registry.example/db:1
          command:
            - bash
            - -c
            - |
              if [ "$HOSTNAME" = "db-0" ]; then exec db --bootstrap; fi
              exec db --join db-0.db
          readinessProbe:
            tcpSocket:
              port: 5432
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
  replicas: 3
  podManagementPolicy: OrderedReady
  selector:
    matchLabels: {app: db}
  template:
    metadata:
      labels: {app: db}
    spec:
      containers:
        - name: db
          image: registry.example/db:1
          command:
            - bash
            - -c
            - |
              if [ "$HOSTNAME" = "db-0" ]; then exec db --bootstrap; fi
              exec db --join db-0.db
          readinessProbe:
            tcpSocket:
              port: 5432
`,
      fix: "Set podManagementPolicy to OrderedReady (recreates the object)",
    },
  ],
};
