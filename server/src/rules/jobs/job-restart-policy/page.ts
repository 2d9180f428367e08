// The page of job-restart-policy: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
A Job is done when its Pods have ended, so their \`restartPolicy\` must be \`OnFailure\` (the kubelet starts the container again in
the same Pod) or \`Never\` (the Job makes another Pod). Pods in general have \`Always\`, and that is also what they get where nothing
is said: \`spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"\`. The same holds for the Jobs of a
CronJob.

With a \`podFailurePolicy\` only \`Never\` is left: that policy looks at Pods that have failed, and a container that is started again
in its Pod never shows it one.`,
  whenToIgnore:
    "Never: the API server rejects the object. An admission webhook that fills the field in is the one exception.",
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-template",
    "https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy",
  ],
  examples: [
    {
      title: "The default is for Pods that serve",
      bad: `
apiVersion: batch/v1
kind: Job
#     ^^^ job-restart-policy
metadata:
  generateName: migrate-
spec:
  template:
    spec:
      containers:
        - name: migrate
          image: registry.example/shop:7
`,
      good: `
apiVersion: batch/v1
kind: Job
metadata:
  generateName: migrate-
spec:
  template:
    spec:
      containers:
        - name: migrate
          image: registry.example/shop:7
      restartPolicy: OnFailure
`,
      fix: "Set restartPolicy to OnFailure",
    },
    {
      title: "A failure policy looks at Pods that are not started again",
      bad: `
apiVersion: batch/v1
kind: Job
metadata:
  generateName: train-
spec:
  podFailurePolicy:
    rules:
      - action: FailJob
        onExitCodes: {operator: In, values: [42]}
  template:
    spec:
      restartPolicy: OnFailure
      #              ^^^^^^^^^ job-restart-policy
      containers:
        - name: train
          image: registry.example/train:7
`,
      good: `
apiVersion: batch/v1
kind: Job
metadata:
  generateName: train-
spec:
  podFailurePolicy:
    rules:
      - action: FailJob
        onExitCodes: {operator: In, values: [42]}
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: train
          image: registry.example/train:7
`,
      fix: "Set restartPolicy to Never",
    },
  ],
};
