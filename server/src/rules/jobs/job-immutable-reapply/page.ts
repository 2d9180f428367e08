// The page of job-immutable-reapply: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
The Pod template of a Job is immutable. Where Helm, \`kubectl apply -k\`, Argo CD or Flux apply the Job again with another image or
another variable, while the old one of that name is there, they are told \`Job.batch "migrate" is invalid: spec.template: Invalid value:
…: field is immutable\`, and the whole release or sync fails.

* **A hook** is deleted and made anew by its tool: \`helm.sh/hook\` with \`helm.sh/hook-delete-policy: before-hook-creation\`, or
  \`argocd.argoproj.io/hook\` with \`argocd.argoproj.io/hook-delete-policy: BeforeHookCreation\`.
* **A name that changes with the content** makes another Job: a version or a hash at its end. With Kustomize the name must be there
  (\`generateName\` only works with \`kubectl create\`).
* **Replacing** what cannot be changed: \`argocd.argoproj.io/sync-options: Force=true,Replace=true\`,
  \`kustomize.toolkit.fluxcd.io/force: enabled\`.`,
  whenToIgnore: "The Job is never changed, or it is always deleted before it is applied again.",
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/job/",
    "https://helm.sh/docs/topics/charts_hooks/",
    "https://github.com/helm/helm/issues/7725",
  ],
  examples: [
    {
      title: "A migration that Argo CD applies",
      bad: `
#- apps.yaml
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  source:
    path: shop
#- shop/migrate.yaml
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
#       ^^^^^^^ job-immutable-reapply
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: migrate
          image: registry.example/shop:7
`,
      good: `
#- apps.yaml
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  source:
    path: shop
#- shop/migrate.yaml
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: Sync
    argocd.argoproj.io/hook-delete-policy: BeforeHookCreation
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: migrate
          image: registry.example/shop:7
`,
      fix: "Add Argo CD hook annotations",
    },
  ],
};
