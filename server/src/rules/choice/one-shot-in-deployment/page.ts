// The page of one-shot-in-deployment: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
A Deployment starts a container again whenever it ends, with success or not. A migration, a dump or a backup is then done again and again, with pauses that grow to five minutes, and the Pod shows
\`CrashLoopBackOff\` although nothing has failed. A Job runs it until it has succeeded once.

A container that works once an hour and sleeps between keeps its memory all day, forgets its rhythm with every restart, and nobody notices a run that failed. A CronJob starts
a Pod for each run and keeps the last ones with their logs.

Only Deployments of one container count. A command that migrates and then starts the server (\`migrate && exec server\`) is none of these.`,
  whenToIgnore: `
The program goes on although its command looks as if it ended, or its pauses are shorter than what the start of a Pod costs.`,
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/job/",
    "https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/",
  ],
  examples: [
    {
      title: "A migration that never stops",
      bad: `
apiVersion: apps/v1
kind: Deployment
#     ^^^^^^^^^^ one-shot-in-deployment
metadata:
  name: shop-migration
spec:
  selector:
    matchLabels: {app: migration}
  template:
    metadata:
      labels: {app: migration}
    spec:
      containers:
        - name: migration
          image: registry.example/shop:1
          command: [python, manage.py, migrate]
`,
      good: `
apiVersion: batch/v1
kind: Job
metadata:
  name: shop-migration
spec:
  template:
    spec:
      restartPolicy: OnFailure
      containers:
        - name: migration
          image: registry.example/shop:1
          command: [python, manage.py, migrate]
`,
    },
  ],
};
