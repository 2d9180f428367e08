// The page of statefulset-unsupported-strategy: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
A StatefulSet has \`RollingUpdate\` and \`OnDelete\`. \`Recreate\` is a Deployment's, and rejected here:
\`spec.updateStrategy: Invalid value: …: must be 'RollingUpdate' or 'OnDelete'\`. Nor is it needed for what most people want of it:
a StatefulSet never surges. The old Pod of an ordinal is always gone before the new one is made, so that two Pods of one name
never hold one volume.

From Kubernetes 1.37 there is a \`Recreate\` for StatefulSets, which takes all old Pods away before it makes new ones. It is alpha:
without the feature gate \`StatefulSetRecreateStrategy\` on the API server and the controller manager it is rejected as before.`,
  whenToIgnore: "The cluster runs 1.37 or later, and the gate is on: no old Pod may run beside a new one.",
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies",
    "https://github.com/kubernetes/enhancements/issues/3541",
    "https://github.com/bitnami/charts/issues/1107",
  ],
  examples: [
    {
      title: "A Deployment's strategy",
      bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: ""
  updateStrategy:
    type: Recreate
    #     ^^^^^^^^ statefulset-unsupported-strategy error
  selector:
    matchLabels: {app: db}
  template:
    metadata:
      labels: {app: db}
    spec:
      containers:
        - name: db
          image: registry.example/db:1
`,
      good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: ""
  updateStrategy:
    type: RollingUpdate
  selector:
    matchLabels: {app: db}
  template:
    metadata:
      labels: {app: db}
    spec:
      containers:
        - name: db
          image: registry.example/db:1
`,
      fix: "Set the update strategy to RollingUpdate",
    },
  ],
};
