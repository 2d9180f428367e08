// The page of hpa-and-fixed-replicas: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
A HorizontalPodAutoscaler, and KEDA through one, writes \`spec.replicas\` of the live object. Where a manifest says a number too, each
\`kubectl apply\`, Helm upgrade or sync sets it back: in the middle of the day ten Pods become three, until the autoscaler has
looked again. In \`kubectl get events\` that reads as a \`ScalingReplicaSet\` down and, soon after, up.

Without \`replicas\` in the manifest the autoscaler's number stays. There is one thing to know about the first time: a client-side
\`kubectl apply\` that no longer has a field which the last one had takes it for deleted, and the number falls to 1 once. Take it
out of the last applied configuration first (\`kubectl apply edit-last-applied deployment/web\`); the second fix writes that down
in a comment. A new object without \`replicas\` starts with one Pod, and the autoscaler raises it to its least at once.

Nothing is said where the number is 0, which switches the autoscaler off, where a ScaledObject is paused
(\`autoscaling.keda.sh/paused\`), and where it is the autoscaler's least: that is written so
that a new object starts with so many Pods. It too comes back with each apply.`,
  whenToIgnore: `
A tool keeps the live number: an Application of Argo CD that ignores \`/spec/replicas\` where Rightkind cannot see it, or a manifest
that is used only to create the object.`,
  references: [
    "https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling",
    "https://github.com/cortexproject/cortex-helm-chart/pull/472",
  ],
  examples: [
    {
      title: "Two that say how many",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  #         ^ hpa-and-fixed-replicas
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
      fix: "Remove replicas",
    },
  ],
};
