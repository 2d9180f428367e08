// The page of cronjob-no-deadline: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
The controller counts the runs that were missed since the last one that started, or, where \`startingDeadlineSeconds\` is set, within
that time. After more than 100 it says \`too many missed start times (> 100). Set or decrease .spec.startingDeadlineSeconds or check
clock skew\`, and may start none. A CronJob that runs once a day gets there in months; one that runs every minute in two hours without
its controller, or under \`Forbid\` behind a run that hangs.

That is why this is a hint for schedules of every 5 minutes and oftener, and nothing for all others.`,
  whenToIgnore: "Somebody watches for runs that do not start, or it does not matter when they do.",
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#starting-deadline"],
  examples: [
    {
      title: "Every five minutes",
      bad: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: poll
spec:
  schedule: "*/5 * * * *"
  #         ^^^^^^^^^^^^^ cronjob-no-deadline
  concurrencyPolicy: Forbid
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: poll
              image: registry.example/poll:7
`,
      good: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: poll
spec:
  schedule: "*/5 * * * *"
  startingDeadlineSeconds: 60
  concurrencyPolicy: Forbid
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: poll
              image: registry.example/poll:7
`,
      fix: "Add startingDeadlineSeconds: 60",
    },
  ],
};
