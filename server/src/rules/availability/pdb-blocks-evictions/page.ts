// The page of pdb-blocks-evictions: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
A PodDisruptionBudget says how many Pods must stay when somebody asks for an eviction: \`kubectl drain\`, an upgrade of the nodes, an
autoscaler of nodes. If the number that has to stay is the number that there is, no eviction is ever allowed, and the drain waits
and says \`Cannot evict pod as it would violate the pod's disruption budget.\` Percentages round up: half of one Pod is one Pod. With neither
\`minAvailable\` nor \`maxUnavailable\` the budget is accepted, and lets nothing go.

Counted are the Pods of all workloads that the selector matches, by the labels of their templates, at the least number to which an
autoscaler may bring them. With \`maxUnavailable: 1\` one Pod at a time may go, whatever the number is.`,
  whenToIgnore: `
The one Pod must never go without somebody being asked first, and whoever drains nodes knows that: say so with the annotation, so that the
next reader knows too.`,
  references: [
    "https://kubernetes.io/docs/tasks/run-application/configure-pdb/",
    "https://kubernetes.io/docs/concepts/workloads/pods/disruptions/",
    "https://github.com/stackrox/kube-linter/issues/637",
  ],
  examples: [
    {
      title: "The one that must stay",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 1
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: nginx:1.29
          resources:
            requests:
              cpu: 250m
              memory: 128Mi
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  minAvailable: 1
  #             ^ pdb-blocks-evictions
  selector:
    matchLabels:
      app: web
`,
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 1
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: nginx:1.29
          resources:
            requests:
              cpu: 250m
              memory: 128Mi
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      app: web
`,
      fix: "Set maxUnavailable to 1",
    },
  ],
};
