// The page of overlapping-controller-selectors: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
Two controllers whose selectors match each other's Pods. An owner reference keeps each from taking over the other's Pods. But all that
counts Pods by labels counts those of both: autoscalers work with the load of the wrong Pods, a PodDisruptionBudget lets too many or
too few go, and a Service leads to both. ReplicaSets and StatefulSets, which take in Pods without an owner, take in each other's.
Selectors cannot be changed: the object must be made anew. Both need a label of their own: one that only one of them has still leaves
its Pods to the selector of the other.`,
  whenToIgnore: `
Only one of the two is ever applied.`,
  references: [
    "https://github.com/kubernetes/kubernetes/issues/24152",
    "https://github.com/skupperproject/skupper/issues/2299",
  ],
  examples: [
    {
      title: "Two Deployments with the same labels",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  selector:
# ^^^^^^^^ overlapping-controller-selectors
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx:1.29
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: admin
spec:
  selector:
# ^^^^^^^^ overlapping-controller-selectors
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx:1.29
`,
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  selector:
    matchLabels:
      app: web
      app.kubernetes.io/instance: shop
  template:
    metadata:
      labels:
        app: web
        app.kubernetes.io/instance: shop
    spec:
      containers:
        - name: web
          image: nginx:1.29
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: admin
spec:
  selector:
    matchLabels:
      app: web
      app.kubernetes.io/instance: admin
  template:
    metadata:
      labels:
        app: web
        app.kubernetes.io/instance: admin
    spec:
      containers:
        - name: web
          image: nginx:1.29
`,
    },
  ],
};
