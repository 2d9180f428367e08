// The page of cronjob-overlap: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
\`concurrencyPolicy\` is \`Allow\` unless something else is said: the next run starts on time, whether the last one is done or not. That
goes well until a run takes longer than the pause.

**With a ReadWriteOnce claim** the second Pod, on another node, stays in \`ContainerCreating\` with \`Multi-Attach error for volume …\`
until the first one ends; with a ReadWriteOncePod claim it stays \`Pending\` wherever it is. With a claim that both can mount, both
write to it.

**Runs every few minutes** that hang pile up: each takes memory and connections, until nothing else starts.

\`Forbid\` leaves the next run out while the last one is at work; \`Replace\` ends the last one. A run that is left out counts as
missed, so give it a \`startingDeadlineSeconds\`.`,
  whenToIgnore: "Each run does work of its own, and several at a time are meant.",
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#concurrency-policy",
    "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes",
  ],
  examples: [
    {
      title: "Two backups for one disk",
      bad: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: backup
spec:
  schedule: "0 * * * *"
  #         ^^^^^^^^^^^ cronjob-overlap warning
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: backup
              image: registry.example/backup:7
              volumeMounts:
                - name: backups
                  mountPath: /backups
          volumes:
            - name: backups
              persistentVolumeClaim:
                claimName: backups
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: backups
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 10Gi
`,
      good: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: backup
spec:
  schedule: "0 * * * *"
  concurrencyPolicy: Forbid
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: backup
              image: registry.example/backup:7
              volumeMounts:
                - name: backups
                  mountPath: /backups
          volumes:
            - name: backups
              persistentVolumeClaim:
                claimName: backups
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: backups
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 10Gi
`,
      fix: "Set concurrencyPolicy to Forbid",
    },
  ],
};
