// The page of version-gated-field: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
New fields come behind a feature gate. As long as the gate is off, the API server takes the field out without an error or a warning: the
object is stored, \`kubectl get -o yaml\` does not show the field, and what it was written for does not happen: no time zone, no claims
deleted, a sidecar that the Pod waits for.

A release that does not know the field at all makes \`kubectl\` say \`strict decoding error: unknown field "spec.timeZone"\`; Helm and most
controllers drop it.`,
  whenToIgnore:
    "The cluster has the feature gate on, or is newer than the `kubernetesVersion` of the configuration says: set that.",
  references: [
    "https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/",
    "https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#time-zones",
  ],
  examples: [
    {
      title: "A time zone for an older cluster",
      bad: `
#- .rightkind.yaml
kubernetesVersion: "1.24"
#- report.yaml
apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: "0 3 * * *"
  timeZone: Europe/Berlin
# ^^^^^^^^ version-gated-field
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
#- .rightkind.yaml
kubernetesVersion: "1.25"
#- report.yaml
apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: "0 3 * * *"
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
    },
  ],
};
