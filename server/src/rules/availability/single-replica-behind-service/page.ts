// The page of single-replica-behind-service: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
With one Pod, each drain of its node, each eviction and each crash is a time in which the Service has no endpoint: callers get \`connection refused\`
or \`503 no healthy upstream\`. With two, one answers while the other is moved. Whether the software may run twice is for you to
know: there is no fix here.

This is said in the profile \`strict\` only, and not where anything shows that there is to be one: a claim, the strategy Recreate,
the image of a store, the election of a leader, or the setting \`singletons\`.`,
  whenToIgnore: `
A short time without it does no harm, or the software must not run twice. List it under \`singletons\` in \`.rightkind.yaml\`.`,
  references: [
    "https://kubernetes.io/docs/concepts/workloads/pods/disruptions/",
    "https://github.com/zegl/kube-score/issues/581",
  ],
  examples: [
    {
      title: "One that is called",
      bad: `
#- .rightkind.yaml
profile: strict
#- web.yaml
apiVersion: apps/v1
kind: Deployment
#     ^^^^^^^^^^ single-replica-behind-service
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
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
`,
      good: `
#- .rightkind.yaml
profile: strict
singletons: [web]
#- web.yaml
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
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
`,
    },
  ],
};
