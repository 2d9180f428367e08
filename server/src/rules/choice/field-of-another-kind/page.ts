// The page of field-of-another-kind: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
The kinds of workloads look alike, and differ in some fields: a Deployment has \`strategy\`, a StatefulSet or a DaemonSet
\`updateStrategy\`; only a StatefulSet has \`serviceName\` and \`volumeClaimTemplates\`; a DaemonSet has no \`replicas\`.

Since 1.27 \`kubectl\` asks for strict validation and fails: \`strict decoding error: unknown field "spec.strategy"\`. Helm,
controllers and \`--validate=false\` do not: then the field is dropped without a word, and the object does something else
than it says.`,
  whenToIgnore: "Never: no API server reads such a field.",
  references: [
    "https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation",
    "https://github.com/bitnami/charts/issues/1107",
  ],
  examples: [
    {
      title: "A Deployment's strategy in a StatefulSet",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
  selector: {app: db}
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  selector:
    matchLabels: {app: db}
  strategy:
# ^^^^^^^^ field-of-another-kind
    type: RollingUpdate
    rollingUpdate:
      partition: 0
  template:
    metadata:
      labels: {app: db}
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
  selector: {app: db}
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  selector:
    matchLabels: {app: db}
  updateStrategy:
    type: RollingUpdate
    rollingUpdate:
      partition: 0
  template:
    metadata:
      labels: {app: db}
    spec:
      containers:
        - name: db
          image: registry.example/db:1
`,
      fix: "Rename strategy to updateStrategy",
    },
    {
      title: "Replicas of a DaemonSet",
      bad: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  replicas: 3
# ^^^^^^^^ field-of-another-kind
  selector:
    matchLabels: {app: agent}
  template:
    metadata:
      labels: {app: agent}
    spec:
      containers:
        - name: agent
          image: fluent/fluent-bit:4.0
`,
      good: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector:
    matchLabels: {app: agent}
  template:
    metadata:
      labels: {app: agent}
    spec:
      containers:
        - name: agent
          image: fluent/fluent-bit:4.0
`,
      fix: "Remove replicas",
    },
  ],
};
