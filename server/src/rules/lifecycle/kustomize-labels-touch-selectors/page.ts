// The page of kustomize-labels-touch-selectors: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
\`commonLabels\`, and \`labels\` with \`includeSelectors: true\`, put their pairs into the selectors of Deployments, StatefulSets and
Services as well as on the objects. Selectors of workloads are immutable: a version among the pairs makes the next
\`kubectl apply -k\` fail with \`spec.selector: Invalid value: …: field is immutable\`, for every workload of the build at once.

\`labels\` with \`includeTemplates: true\` puts the pairs on objects and Pods, and leaves selectors alone. The fix moves only the pairs
that change: what else is there may be all that the selectors have. The selectors change by that, so live workloads have to be
deleted once.`,
  whenToIgnore: "Each version is a build of its own, with names of its own.",
  references: [
    "https://kubernetes.io/docs/tasks/manage-kubernetes-objects/kustomization/",
    "https://github.com/kubernetes-sigs/kustomize/issues/1009",
  ],
  examples: [
    {
      title: "The version among the common labels",
      bad: `
#- kustomization.yaml
resources: [web.yaml]
commonLabels:
  app: web
  app.kubernetes.io/version: 1.4.2
# ^^^^^^^^^^^^^^^^^^^^^^^^^ kustomize-labels-touch-selectors
#- web.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
          image: registry.example/web:7
`,
      good: `
#- kustomization.yaml
resources: [web.yaml]
labels:
  - pairs:
      app.kubernetes.io/version: 1.4.2
    includeTemplates: true
commonLabels:
  app: web
#- web.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
          image: registry.example/web:7
`,
      fix: "Rewrite to labels with includeTemplates (recreates the object)",
    },
  ],
};
