// The page of ordinal-used-outside-statefulset: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
Pods of a StatefulSet are called \`db-0\`, \`db-1\`, …, and carry that number in the label \`apps.kubernetes.io/pod-index\`. Pods of a
Deployment are called \`db-7c9d8f6b5d-x2k4q\`: what is behind the last hyphen is no number. A script that counts with it stops with an
error (\`value too great for base\`, \`integer expression expected\`) or takes every Pod for the first one; a variable that is taken
from the label is empty.`,
  whenToIgnore: `
The expression is in a branch that only runs in a StatefulSet, for instance in a script that several workloads share.`,
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#ordinal-index",
    "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-index-label",
  ],
  examples: [
    {
      title: "A number out of the host name",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx:1.29
          command:
            - sh
            - -c
            - start --id $((\${HOSTNAME##*-} + 1))
#                           ^^^^^^^^^^^^^^^ ordinal-used-outside-statefulset
`,
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx:1.29
          command:
            - sh
            - -c
            - start --name \${HOSTNAME}
`,
    },
  ],
};
