// The page of pdb-both-limits: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
A PodDisruptionBudget has one limit. With both the API server rejects it: \`minAvailable and maxUnavailable cannot be both set\`. It happens where an
overlay adds the one and the base has the other: then the patch has to say \`minAvailable: null\` as well.

\`maxUnavailable: 1\` is right for most: it lets one Pod go at a time, whatever the number of Pods is.`,
  whenToIgnore: `
Never: it is not accepted.`,
  references: ["https://kubernetes.io/docs/tasks/run-application/configure-pdb/"],
  examples: [
    {
      title: "Both",
      bad: `
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
  maxUnavailable: 1
# ^^^^^^^^^^^^^^ pdb-both-limits
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
      fix: "Remove minAvailable",
    },
  ],
};
