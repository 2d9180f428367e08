// The page of cronjob-deadline: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
\`startingDeadlineSeconds\` says how late a run may start. A run that the controller comes to later is skipped without a Pod, an event
or an error, and \`kubectl get cronjob\` shows a \`LAST SCHEDULE\` that does not move. With 0 that is every run. With a few seconds it
is each one that is due while the controller is restarted, elects another leader or has much to do; the Kubernetes documentation
asks for 10 seconds at least.`,
  whenToIgnore: "A run that is some seconds late is worse than none, and it does not matter that some are left out.",
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#starting-deadline"],
  examples: [
    {
      title: "No time at all",
      bad: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: "0 3 * * *"
  concurrencyPolicy: Forbid
  startingDeadlineSeconds: 0
  #                        ^ cronjob-deadline
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
  startingDeadlineSeconds: 60
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: report
              image: registry.example/report:7
`,
      fix: "Set startingDeadlineSeconds to 60",
    },
    {
      title: "Five seconds",
      bad: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: "0 3 * * *"
  concurrencyPolicy: Forbid
  startingDeadlineSeconds: 5
  #                        ^ cronjob-deadline
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
  startingDeadlineSeconds: 60
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: report
              image: registry.example/report:7
`,
      fix: "Set startingDeadlineSeconds to 60",
    },
  ],
};
