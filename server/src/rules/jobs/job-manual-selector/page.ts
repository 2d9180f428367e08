// The page of job-manual-selector: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
The API server gives each Job a selector of its own, for the label \`batch.kubernetes.io/controller-uid\`, so that it never takes the
Pods of another one. A selector that is written is rejected (\`spec.selector: Invalid value: …: \`selector\` not auto-generated\`), unless
\`manualSelector: true\` says that it is meant. It mostly comes from a Deployment that was copied, or from \`kubectl get job -o yaml\`:
then the Pods also have labels of the old Job (\`controller-uid\`, \`job-name\`), which are rejected as well. The fix takes them along.

The Jobs of a CronJob can have neither: one selector for all of them would take the Pods of former runs
(\`spec.jobTemplate.spec.selector: Invalid value: …: \`selector\` will be auto-generated\`).`,
  whenToIgnore: "Never: the API server rejects the object.",
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/job/#specifying-your-own-pod-selector"],
  examples: [
    {
      title: "A selector out of a Deployment",
      bad: `
apiVersion: batch/v1
kind: Job
metadata:
  generateName: import-
spec:
  selector:
# ^^^^^^^^ job-manual-selector
    matchLabels:
      app: import
  template:
    metadata:
      labels:
        app: import
    spec:
      restartPolicy: Never
      containers:
        - name: import
          image: registry.example/import:7
`,
      good: `
apiVersion: batch/v1
kind: Job
metadata:
  generateName: import-
spec:
  template:
    metadata:
      labels:
        app: import
    spec:
      restartPolicy: Never
      containers:
        - name: import
          image: registry.example/import:7
`,
      fix: "Remove selector",
    },
  ],
};
