// The page of deprecated-workload-api: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
A version of an API that a release does not serve is rejected whatever the object says: \`no matches for kind "Deployment" in version
"extensions/v1beta1"\`, \`ensure CRDs are installed first\`, \`the server could not find the requested resource\`. The releases that took
versions away are 1.16 (workloads of extensions/v1beta1, apps/v1beta1, apps/v1beta2), 1.22 (Ingress), 1.25 (CronJob, PodDisruptionBudget,
PodSecurityPolicy, autoscaling/v2beta1) and 1.26 (autoscaling/v2beta2).

**Use apiVersion** is offered where nothing else changes: no field has another name or another default. **Upgrade to apiVersion** also
rewrites what has another shape: the selector that apps/v1 asks for, backends of an Ingress, targets of an autoscaler, the empty selector
of a PodDisruptionBudget, which selected nothing and selects everything in policy/v1. What is not written may mean something else
afterwards; the defaults of apps/v1 are:

| field | before | apps/v1 |
| --- | --- | --- |
| \`maxSurge\`, \`maxUnavailable\` (extensions/v1beta1) | 1 | 25% |
| \`revisionHistoryLimit\` of a Deployment | unlimited, 2 in apps/v1beta1 | 10 |
| \`progressDeadlineSeconds\` (extensions/v1beta1) | none | 600 |
| \`updateStrategy\` of a StatefulSet or DaemonSet | OnDelete | RollingUpdate |`,
  whenToIgnore: "The cluster is older than the `kubernetesVersion` of the configuration says: set that.",
  references: [
    "https://kubernetes.io/docs/reference/using-api/deprecation-guide/",
    "https://kubernetes.io/docs/reference/using-api/deprecation-policy/",
  ],
  examples: [
    {
      title: "A version that is gone",
      bad: `
apiVersion: batch/v1beta1
#           ^^^^^^^^^^^^^ deprecated-workload-api error
kind: CronJob
metadata:
  name: report
spec:
  schedule: "0 3 * * *"
  concurrencyPolicy: Forbid
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: report
              image: registry.example/report:7
`,
      good: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: "0 3 * * *"
  concurrencyPolicy: Forbid
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: report
              image: registry.example/report:7
`,
      fix: "Use apiVersion 'x'",
    },
    {
      title: "An Ingress of another shape",
      bad: `
apiVersion: networking.k8s.io/v1beta1
#           ^^^^^^^^^^^^^^^^^^^^^^^^^ deprecated-workload-api error
kind: Ingress
metadata:
  name: shop
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            backend:
              serviceName: shop
              servicePort: 80
---
apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  ports:
    - port: 80
`,
      good: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: ImplementationSpecific
            backend:
              service:
                name: shop
                port:
                  number: 80
---
apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  ports:
    - port: 80
`,
      fix: "Upgrade to apiVersion 'x'",
    },
  ],
};
