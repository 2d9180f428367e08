// The page of server-in-job: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
A Job waits for its Pods to end with success. What a Service leads to and a probe watches does not end: the Job stays \`Running\`, \`kubectl wait --for=condition=complete\` waits for ever, a
CronJob with \`concurrencyPolicy: Forbid\` never starts again, and with \`Allow\` starts one server more each time. When the Pod goes, the Job makes another, without a rollout. A Deployment is made
for that.

Metrics ports alone are no reason: only a container with ports and a probe, behind a Service, counts.`,
  whenToIgnore: `
The container serves only while it works, and ends by itself.`,
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/job/",
    "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/",
  ],
  examples: [
    {
      title: "A server that is to complete",
      bad: `
apiVersion: batch/v1
kind: Job
#     ^^^ server-in-job
metadata:
  name: api
spec:
  template:
    metadata:
      labels: {app: api}
    spec:
      restartPolicy: OnFailure
      containers:
        - name: api
          image: registry.example/api:1
          ports:
            - containerPort: 8080
          readinessProbe:
            httpGet: {path: /, port: 8080}
---
apiVersion: v1
kind: Service
metadata:
  name: api
spec:
  selector: {app: api}
  ports:
    - port: 8080
`,
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  selector:
    matchLabels: {app: api}
  template:
    metadata:
      labels: {app: api}
    spec:
      containers:
        - name: api
          image: registry.example/api:1
          ports:
            - containerPort: 8080
          readinessProbe:
            httpGet: {path: /, port: 8080}
---
apiVersion: v1
kind: Service
metadata:
  name: api
spec:
  selector: {app: api}
  ports:
    - port: 8080
`,
    },
  ],
};
