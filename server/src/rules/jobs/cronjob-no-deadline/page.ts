// The page of cronjob-no-deadline: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
Without \`startingDeadlineSeconds\` a run that was missed may start at any time later: after two hours without its controller a CronJob
of every minute starts the last of 120 runs, with the warning \`TooManyMissedTimes\` (\`too many missed start times. Set or decrease
.spec.startingDeadlineSeconds or check clock skew\`) where they are more than 100. The same comes behind a run that hangs under
\`Forbid\`. With a deadline a run that is too late is left out, and only the runs of that time are counted.

That is why this is a hint for schedules of every 5 minutes and oftener, and nothing for all others: a CronJob that runs once a day
misses 100 runs in months.`,
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
