// The page of spread-selector-mismatch: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
A topology spread constraint counts the Pods that its \`labelSelector\` selects, in each node or zone, and puts the new Pod where there are fewest.
If the selector does not match the labels of the Pods themselves, they are not counted: all of them go where there are fewest of the others. With
\`DoNotSchedule\` that may be a place that never becomes even (\`didn't match pod topology spread constraints\`). It is nearly always a label that was renamed.

To keep away from other Pods is what pod anti-affinity is for; nothing is said of its selectors.`,
  whenToIgnore: `
The Pods are meant to be where there are fewest of some others.`,
  references: [
    "https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/#spread-constraint-definition",
  ],
  examples: [
    {
      title: "A label that was renamed",
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
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: topology.kubernetes.io/zone
          whenUnsatisfiable: DoNotSchedule
          labelSelector:
#         ^^^^^^^^^^^^^ spread-selector-mismatch
            matchLabels:
              app: website
      containers:
        - name: web
          image: nginx:1.29
          resources:
            requests:
              cpu: 250m
              memory: 128Mi
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
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: topology.kubernetes.io/zone
          whenUnsatisfiable: DoNotSchedule
          labelSelector:
            matchLabels:
              app: web
      containers:
        - name: web
          image: nginx:1.29
          resources:
            requests:
              cpu: 250m
              memory: 128Mi
`,
      fix: "Copy the Pod labels to the selector",
    },
  ],
};
