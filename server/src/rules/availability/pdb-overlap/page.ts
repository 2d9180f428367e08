// The page of pdb-overlap: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
A Pod may stand under one PodDisruptionBudget only. Where two select it, each eviction fails, whatever they say: \`This pod has more than one
PodDisruptionBudget, which the eviction subresource does not support.\` A drain waits for ever. Nothing checks that when the objects are
created. It happens where a chart brings a budget of its own beside one that is written by hand, or where one selects by a label that several
workloads share.`,
  whenToIgnore: `
Only one of the two is ever applied.`,
  references: [
    "https://kubernetes.io/docs/tasks/run-application/configure-pdb/",
    "https://github.com/kubernetes/kubernetes/issues/75957",
  ],
  examples: [
    {
      title: "One for all, and one for the web",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web, team: shop}
    spec:
      containers:
        - name: web
          image: nginx:1.29
          resources:
            requests:
              cpu: 250m
              memory: 128Mi
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  selector:
    matchLabels: {app: api}
  template:
    metadata:
      labels: {app: api, team: shop}
    spec:
      containers:
        - name: api
          image: registry.example/api:1
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
# ^^^^^^^^ pdb-overlap
    matchLabels:
      app: web
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: shop
spec:
  maxUnavailable: 1
  selector:
# ^^^^^^^^ pdb-overlap
    matchLabels:
      team: shop
`,
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web, team: shop}
    spec:
      containers:
        - name: web
          image: nginx:1.29
          resources:
            requests:
              cpu: 250m
              memory: 128Mi
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  selector:
    matchLabels: {app: api}
  template:
    metadata:
      labels: {app: api, team: shop}
    spec:
      containers:
        - name: api
          image: registry.example/api:1
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
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: shop
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      team: shop
      app: api
`,
      fix: "Add label 'k: v' to the selector",
    },
  ],
};
