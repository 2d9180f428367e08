// The page of statefulset-max-unavailable-gated: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
\`updateStrategy.rollingUpdate.maxUnavailable\` of a StatefulSet stands behind the feature gate \`MaxUnavailableStatefulSet\`. Where
the gate is off the API server drops the field before it looks at it: no error, no warning, and \`kubectl get -o yaml\` shows
nothing of it. The set is updated one Pod at a time.

| release | gate |
|---|---|
| 1.24 to 1.34 | alpha, off |
| 1.35.0 to 1.35.3 | beta, on |
| 1.35.4 to 1.36 | beta, **off**: switched off again for a regression with \`Parallel\` |
| 1.37 | beta, on |

A target without a patch number (\`kubernetesVersion: "1.35"\`) means its last patch release.

Where the gate is on, \`OrderedReady\` takes that many old Pods away at once, but makes the new ones one after the other; the full
effect comes with \`podManagementPolicy: Parallel\`.`,
  whenToIgnore:
    "Your cluster has the gate on, or the manifest is for several releases and the limit is welcome where it counts.",
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#maximum-unavailable-pods",
    "https://github.com/kubernetes/website/pull/56128",
    "https://github.com/kubernetes/kubernetes/pull/139466",
  ],
  examples: [
    {
      title: "A limit without effect",
      bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: ""
  updateStrategy:
    type: RollingUpdate
    rollingUpdate:
      maxUnavailable: 2
#     ^^^^^^^^^^^^^^ statefulset-max-unavailable-gated
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
      fix: "Remove maxUnavailable",
    },
  ],
};
