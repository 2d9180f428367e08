// The page of missing-pdb: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
When nodes are drained for an upgrade, each Pod on them is asked to go, and nothing waits for those that take its place. Several replicas on
two nodes may be gone at the same time. A PodDisruptionBudget makes \`kubectl drain\` and the autoscalers of nodes wait: with \`maxUnavailable: 1\`
one Pod goes at a time.

This is said in the profile \`strict\` only.`,
  whenToIgnore: `
The Pods work off a queue, and nobody waits for them; or nodes are replaced one by one, with time enough in between.`,
  references: [
    "https://kubernetes.io/docs/tasks/run-application/configure-pdb/",
    "https://kubernetes.io/docs/concepts/workloads/pods/disruptions/",
  ],
  examples: [
    {
      title: "Three that may all go",
      bad: `
#- .rightkind.yaml
profile: strict
#- web.yaml
apiVersion: apps/v1
kind: Deployment
#     ^^^^^^^^^^ missing-pdb
metadata:
  name: web
spec:
  replicas: 3
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
`,
      good: `
#- .rightkind.yaml
profile: strict
#- web.yaml
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      app: web
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels: {app: web}
      containers:
        - name: web
          image: nginx:1.29
          resources:
            requests:
              cpu: 250m
              memory: 128Mi
`,
    },
  ],
};
