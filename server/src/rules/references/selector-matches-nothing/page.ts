// The page of selector-matches-nothing: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
A Service leads to the Pods that have all labels of its selector. Where none has them, it has no endpoints, and nothing says so: clients get \`connection refused\` or a time-out, an Ingress answers 503, and
\`kubectl get endpointslices\` shows \`<unset>\`. A PodDisruptionBudget that selects nothing lets every drain through, and its status says \`NoPods\`.

It is a warning where everything that is applied is known (a kustomization, or a folder that is declared \`closed\`) and a workload is there of which one label differs; elsewhere the Pods may come from
somewhere else, and it is a hint. Services without a selector, with labels that controllers or operators give, with one by which a program marks its leading Pod while it runs (\`vault-active\`, \`role: primary\`, of which the template knows
nothing), and those of control-plane Pods in \`kube-system\` are left alone.`,
  whenToIgnore: `
The Pods are made by an operator or by another repository.`,
  references: [
    "https://kubernetes.io/docs/concepts/services-networking/service/#services-in-kubernetes",
    "https://kubernetes.io/docs/tasks/run-application/configure-pdb/",
    "https://github.com/stackrox/kube-linter/issues/591",
  ],
  examples: [
    {
      title: "One letter too few",
      bad: `
#- kustomization.yaml
resources:
  - web.yaml
#- web.yaml
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
# ^^^^^^^^ selector-matches-nothing warning
    app: wb
  ports:
    - port: 80
      targetPort: 8080
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: registry.example/web:1
          ports:
            - containerPort: 8080
`,
      good: `
#- kustomization.yaml
resources:
  - web.yaml
#- web.yaml
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
      targetPort: 8080
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: registry.example/web:1
          ports:
            - containerPort: 8080
`,
      fix: "Copy the Pod labels of 'x'",
    },
  ],
};
