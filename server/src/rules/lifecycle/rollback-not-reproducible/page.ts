// The page of rollback-not-reproducible: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
\`kubectl rollout undo\` brings back the former Pod template, and a tag that moves (\`latest\`, or none, which means \`latest\`) means
something else by then: the rollback starts the very image that is broken. Pods of one revision may run different programs, too, as each
node pulled what the tag meant at that time.

\`revisionHistoryLimit: 0\` keeps no former revision: \`error: no rollout history found for deployment "web"\`.`,
  whenToIgnore:
    "The cluster is for trying things out, or rollbacks are made by applying an older commit that names its images.",
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-back-a-deployment",
    "https://kubernetes.io/docs/concepts/containers/images/#image-names",
  ],
  examples: [
    {
      title: "A tag that moves",
      bad: `
#- .rightkind.yaml
profile: strict
#- web.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  revisionHistoryLimit: 0
  #                     ^ rollback-not-reproducible
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: registry.example/web:latest
          #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ rollback-not-reproducible
`,
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: registry.example/web:7
`,
    },
  ],
};
