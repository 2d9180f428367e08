// The page of restart-policy-needs-job: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
Deployments, StatefulSets, DaemonSets, ReplicaSets and ReplicationControllers keep their Pods running: in their templates \`restartPolicy\` can only be \`Always\`, and a Pod cannot have a
deadline. The API server rejects anything else: \`spec.template.spec.restartPolicy: Unsupported value: "OnFailure": supported values: "Always"\`, and
\`activeDeadlineSeconds in ReplicaSet is not Supported\`. Work that ends, and may be tried again or given up, is a Job.`,
  whenToIgnore: `
Never: the API server does not take the object.`,
  references: [
    "https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy",
    "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pod-template",
  ],
  examples: [
    {
      title: "A policy of Jobs",
      bad: `
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
      restartPolicy: OnFailure
#                    ^^^^^^^^^ restart-policy-needs-job
      containers:
        - name: web
          image: nginx:1.27
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
      restartPolicy: Always
      containers:
        - name: web
          image: nginx:1.27
`,
      fix: "Set restartPolicy to Always",
    },
  ],
};
