// The page of job-history: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
A Job that is done stays, and so do its Pods, with their logs: nothing deletes them unless \`ttlSecondsAfterFinished\` says when. Jobs that
are made again and again fill the namespace: \`kubectl get pods\` is a long list of \`Completed\`, and a quota on Jobs or Pods is reached
one day (\`exceeded quota\`).

The Jobs of a CronJob are cleaned up by its history limits (3 and 1, where nothing else is said). With a time limit beside them
whichever comes first deletes a Job, so the limits do not hold what they say.`,
  whenToIgnore: `
Something else deletes the Job, or it is to stay. Under Argo CD and Flux leave it: what is deleted there is made again, and the Job runs
again; those, and hooks, are not reported.`,
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/",
    "https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#jobs-history-limits",
  ],
  examples: [
    {
      title: "A Job that stays",
      bad: `
#- .rightkind.yaml
profile: strict
#- job.yaml
apiVersion: batch/v1
kind: Job
#     ^^^ job-history
metadata:
  generateName: import-
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: import
          image: registry.example/import:7
`,
      good: `
#- .rightkind.yaml
profile: strict
#- job.yaml
apiVersion: batch/v1
kind: Job
metadata:
  generateName: import-
spec:
  ttlSecondsAfterFinished: 86400
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: import
          image: registry.example/import:7
`,
      fix: "Add ttlSecondsAfterFinished",
    },
  ],
};
