// The page of statefulset-name-too-long: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
Each Pod of a StatefulSet carries the label \`controller-revision-hash\`: the set's name, a hyphen and up to ten characters. A label
takes 63, so names of up to 52 characters are safe. The API server accepts 63; then the object is there, no Pod appears, and its
events say \`Invalid value: …: must be no more than 63 bytes\` (\`characters\` on older servers). The host name of a Pod, \`<name>-<ordinal>\`, has the same limit.

In a kustomization the name counts with its prefix and suffix.`,
  whenToIgnore: `
The set runs already and its hash is short enough: a new revision may have a longer one.`,
  references: [
    "https://github.com/kubernetes/kubernetes/issues/64023",
    "https://github.com/tailscale/tailscale/pull/10343",
    "https://github.com/argoproj-labs/argocd-operator/issues/2181",
  ],
  examples: [
    {
      title: "One character too many",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: ledger
spec:
  clusterIP: None
  selector:
    app: db
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: payments-ledger-reconciliation-worker-for-region-west
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ statefulset-name-too-long
spec:
  serviceName: ledger
  selector:
    matchLabels:
      app: db
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
        - name: db
          image: registry.example/db:1
`,
      good: `
apiVersion: v1
kind: Service
metadata:
  name: ledger
spec:
  clusterIP: None
  selector:
    app: db
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: payments-ledger-reconciliation-worker-for-region
spec:
  serviceName: ledger
  selector:
    matchLabels:
      app: db
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
        - name: db
          image: registry.example/db:1
`,
      fix: "Rename to 'x' (recreates the object)",
    },
    {
      title: "No room for an ordinal",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: ledger
spec:
  clusterIP: None
  selector:
    app: db
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: payments-ledger-reconciliation-worker-for-region-west-and-south
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ statefulset-name-too-long error
spec:
  serviceName: ledger
  selector:
    matchLabels:
      app: db
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
        - name: db
          image: registry.example/db:1
`,
      good: `
apiVersion: v1
kind: Service
metadata:
  name: ledger
spec:
  clusterIP: None
  selector:
    app: db
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: payments-ledger-reconciliation-worker-for-region
spec:
  serviceName: ledger
  selector:
    matchLabels:
      app: db
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
        - name: db
          image: registry.example/db:1
`,
      fix: "Rename to 'x' (recreates the object)",
    },
  ],
};
