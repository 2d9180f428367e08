// The page of cronjob-name-too-long: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
A CronJob gives each Job its own name and eleven characters more, the time of the run. So the API server takes 52 characters:
\`must be no more than 52 characters\`. A Job's name is the value of a label of its Pods and may have 63. The Pods of an Indexed Job
have the host name \`<name>-<index>\`, which must be a DNS label: \`will not able to create pod with invalid DNS label\`.`,
  whenToIgnore: `
An object that exists already with a longer name may still be updated; a new one is rejected.`,
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/"],
  examples: [
    {
      title: "53 characters",
      bad: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: payments-ledger-reconciliation-worker-for-region-west
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ cronjob-name-too-long
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: report
              image: registry.example/report:1
`,
      good: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: payments-ledger-reconciliation-worker-for-region
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: report
              image: registry.example/report:1
`,
      fix: "Rename to 'x' (recreates the object)",
    },
  ],
};
