// The page of cronjob-deadline: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
\`startingDeadlineSeconds\` says how late a run may start. The controller looks for runs that are due every 10 seconds, so with less
than 10 a run is often too late already when it is seen: it is skipped without a Pod, an event or an error, and \`kubectl get cronjob\`
shows a \`LAST SCHEDULE\` that does not move.`,
  whenToIgnore: "A run that is some seconds late is worse than none, and it does not matter that most are left out.",
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#starting-deadline"],
  examples: [
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
