// The page of cronjob-schedule: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
Kubernetes reads five fields: minute, hour, day of month, month, day of week. Months and weekdays may be names of three letters,
\`?\` means \`*\`, Sunday is 0 and never 7. Instead of fields there may be \`@yearly\`, \`@annually\`, \`@monthly\`, \`@weekly\`, \`@daily\`,
\`@midnight\`, \`@hourly\`, or \`@every 1h30m\`. Six fields, \`@reboot\`, \`L\`, \`W\`, \`#\` and Jenkins' \`H\` are those of other programs:
\`spec.schedule: Invalid value: "0 0 3 * * *": expected exactly 5 fields, found 6\`.

A time zone before the fields is rejected as well (\`cannot use TZ or CRON_TZ in schedule, use timeZone field instead\`); it belongs in
\`timeZone\`, as a name of the IANA database: no offset, no abbreviation like PST, and not \`Local\`
(\`unknown time zone …\`).

A day that no month has, like 31 February, is accepted and never comes. A weekday beside it does: where both are restricted either is
enough.`,
  whenToIgnore: "A tool of yours rewrites the schedule before it is applied.",
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax",
    "https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#time-zones",
  ],
  examples: [
    {
      title: "A time zone in the schedule",
      bad: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: TZ=Europe/Berlin 0 3 * * *
  #         ^^^^^^^^^^^^^^^^^^^^^^^^^^ cronjob-schedule
  concurrencyPolicy: Forbid
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
  schedule: 0 3 * * *
  timeZone: Europe/Berlin
  concurrencyPolicy: Forbid
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: report
              image: registry.example/report:7
`,
      fix: "Move the time zone to timeZone",
    },
    {
      title: "Seconds, as other programs have them",
      bad: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: "0 0 3 * * *"
  #         ^^^^^^^^^^^^^ cronjob-schedule
  concurrencyPolicy: Forbid
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
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: report
              image: registry.example/report:7
`,
    },
  ],
};
