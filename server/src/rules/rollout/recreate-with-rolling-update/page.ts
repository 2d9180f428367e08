// The page of recreate-with-rolling-update: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
\`maxSurge\` and \`maxUnavailable\` say how far a rolling update may go. With the strategy Recreate there is none: all old Pods go,
then the new ones come. The API server rejects the two together, an empty \`rollingUpdate: {}\` too:
\`spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy \`type\` is 'Recreate'\`.

**Kustomize** keeps the \`rollingUpdate\` of a base when a patch only sets \`type: Recreate\`, and so renders an object that is
rejected. The patch has to say \`rollingUpdate: null\` as well (or \`$patch: replace\`).

**Server-side apply** (Flux, Argo CD with ServerSideApply, Helm 4, \`kubectl apply --server-side\`) fails with the same message
although the manifest is right, where the live object has a \`rollingUpdate\` that was defaulted or that another manager wrote. A null
does not help there, nor does \`--force-conflicts\`. Apply once with \`rollingUpdate: {}\` and \`type: RollingUpdate\` written, so that
your manager owns the field, then with Recreate; or change the live object with \`kubectl patch --type=json\`; or delete it and
create it again. Client-side \`kubectl apply\` needs nothing.`,
  whenToIgnore: "Never as it stands. `rollingUpdate: null` is not reported: it says that the field is to go.",
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy",
    "https://github.com/kubernetes/kubernetes/issues/24198",
    "https://github.com/bitnami/charts/issues/1107",
  ],
  examples: [
    {
      title: "Limits left from a rolling update",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  strategy:
    type: Recreate
    rollingUpdate:
#   ^^^^^^^^^^^^^ recreate-with-rolling-update
      maxSurge: 1
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: registry.example/web:1
`,
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  strategy:
    type: Recreate
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: registry.example/web:1
`,
      fix: "Remove rollingUpdate",
    },
  ],
};
