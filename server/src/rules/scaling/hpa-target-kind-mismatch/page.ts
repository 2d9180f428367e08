// The page of hpa-target-kind-mismatch: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
An autoscaler names what it scales by kind and name. After a workload has become a StatefulSet, one that still says \`Deployment\`
finds nothing: it is accepted, \`kubectl describe hpa\` shows \`FailedGetScale … deployments/scale.apps "web" not found\`, and the
number of Pods stays as it is. A ScaledObject of KEDA without a \`kind\` means a Deployment. A VerticalPodAutoscaler gives no
recommendation, a Rollout of Argo waits for a workload that is not there, and a Canary of Flagger is never initialised.

It is a hint where a health check of Flux (which waits until it times out) or an ignored difference of Argo CD names the old kind.

The target of a patch or a replacement in a kustomization is compared with what it builds: of one that names the old kind Kustomize
says nothing, and builds without the patch.

It is said where no object of that kind and name is known anywhere in the workspace folder, and the unit has exactly one workload
of that name. Resources of other API groups are left alone: an operator may make them.`,
  whenToIgnore: `
The workload of that kind is applied from somewhere else, beside the one of the same name.`,
  references: [
    "https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/",
    "https://keda.sh/docs/latest/reference/scaledobject-spec/",
    "https://github.com/bitnami/charts/issues/32869",
  ],
  examples: [
    {
      title: "A set with the autoscaler of the Deployment that it was",
      bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: ""
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: nginx:1.29
          resources:
            requests:
              cpu: 250m
              memory: 128Mi
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    #     ^^^^^^^^^^ hpa-target-kind-mismatch
    name: web
  minReplicas: 2
  maxReplicas: 6
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: 70
`,
      good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: ""
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: nginx:1.29
          resources:
            requests:
              cpu: 250m
              memory: 128Mi
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: StatefulSet
    name: web
  minReplicas: 2
  maxReplicas: 6
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: 70
`,
      fix: "Set kind to 'X'",
    },
  ],
};
