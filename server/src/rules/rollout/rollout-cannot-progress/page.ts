// The page of rollout-cannot-progress: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
A rolling update proceeds by one Pod more than wanted (\`maxSurge\`) or one Pod less (\`maxUnavailable\`). Where a Deployment has
both written as 0 or "0%", it could do neither, and the API server rejects it:
\`spec.strategy.rollingUpdate.maxUnavailable: Invalid value: 0: may not be 0 when \`maxSurge\` is 0\`. Percentages that only round to
0 are no fault: the controller then takes one Pod away.

\`progressDeadlineSeconds\` (600 where it is not written) is the time in which something has to become available, and a Pod is
available only after \`minReadySeconds\`. So it has to be the greater one:
\`spec.progressDeadlineSeconds: Invalid value: …: must be greater than minReadySeconds\`. 0 is always rejected.

A StatefulSet never surges. Its \`maxUnavailable\` may not be 0 where the server knows the field (1.35.0 to 1.35.3, and from 1.37);
elsewhere it is dropped without a word.`,
  whenToIgnore: "Never: no API server accepts it. A number that is filled in later is not reported.",
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-unavailable",
    "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#progress-deadline-seconds",
  ],
  examples: [
    {
      title: "Neither one more nor one less",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  strategy:
    rollingUpdate:
      maxSurge: 0
      maxUnavailable: 0
      #               ^ rollout-cannot-progress
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: registry.example/web:1
`,
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  strategy:
    rollingUpdate:
      maxSurge: 0
      maxUnavailable: 1
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: registry.example/web:1
`,
      fix: "Set maxUnavailable to 1",
    },
    {
      title: "A deadline that comes too early",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  minReadySeconds: 60
  progressDeadlineSeconds: 60
  #                        ^^ rollout-cannot-progress
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: registry.example/web:1
`,
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  minReadySeconds: 60
  progressDeadlineSeconds: 660
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: registry.example/web:1
`,
      fix: "Raise progressDeadlineSeconds above minReadySeconds",
    },
  ],
};
