// The page of volatile-label-in-selector: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
The selector of a Deployment, StatefulSet, DaemonSet or ReplicaSet of apps/v1 is immutable. A label that says the version of a chart or
of the program, or the tool that applies it, changes sooner or later, and then the upgrade is rejected:
\`spec.selector: Invalid value: …: field is immutable\`. Until then all goes well, which is why it is found so late.

\`app.kubernetes.io/version\`, \`helm.sh/chart\`, \`chart\`, \`version\`, \`app.kubernetes.io/managed-by\`, \`heritage\` and
\`pod-template-hash\` are such labels. They may stay on the Pods; only the selector must not ask for them. \`app.kubernetes.io/name\` and
\`app.kubernetes.io/instance\` are made for it.

Taking the label out changes the selector too: a live object has to be deleted first, with \`--cascade=orphan\` if its Pods are to
go on running.`,
  whenToIgnore: `
Each version is an object of its own, as a service mesh has it: \`reviews-v1\` and \`reviews-v2\` with a label \`version\`. The rule sees
that by the name, by the other version beside it, by a value without a number (\`blue\`), or by objects of Istio beside it.`,
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#label-selector-updates",
    "https://github.com/helm/charts/issues/7680",
    "https://github.com/jetstack/version-checker/issues/140",
  ],
  examples: [
    {
      title: "The version of the chart",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  selector:
    matchLabels:
      app.kubernetes.io/name: shop
      helm.sh/chart: shop-1.4.2
#     ^^^^^^^^^^^^^ volatile-label-in-selector
  template:
    metadata:
      labels:
        app.kubernetes.io/name: shop
        helm.sh/chart: shop-1.4.2
    spec:
      containers:
        - name: shop
          image: registry.example/shop:7
`,
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  selector:
    matchLabels:
      app.kubernetes.io/name: shop
  template:
    metadata:
      labels:
        app.kubernetes.io/name: shop
        helm.sh/chart: shop-1.4.2
    spec:
      containers:
        - name: shop
          image: registry.example/shop:7
`,
      fix: "Remove label 'k' from the selector (recreates the object)",
    },
  ],
};
