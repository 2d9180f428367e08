// The page of bare-replicaset: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
A ReplicaSet (and its predecessor, the ReplicationController) keeps a number of Pods running, and nothing more. A change of the template reaches no Pod that runs:
\`kubectl apply\` says \`configured\`, and the old image goes on running until somebody deletes the Pods. There is no rollout, no pause, no history to go back to. A Deployment makes a
ReplicaSet for each revision and does all of that. Where labels and selector agree, it takes over a ReplicaSet that has no owner.

A manifest that was exported from a cluster belongs to its Deployment: take that, and drop the label \`pod-template-hash\`.`,
  whenToIgnore: `
Something of your own manages the object and replaces it on every change.`,
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/#alternatives-to-replicaset"],
  examples: [
    {
      title: "Replicas without rollouts",
      bad: `
apiVersion: apps/v1
kind: ReplicaSet
#     ^^^^^^^^^^ bare-replicaset
metadata:
  name: web
spec:
  replicas: 3
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: nginx:1.27
          ports:
            - containerPort: 80
`,
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: nginx:1.27
          ports:
            - containerPort: 80
`,
    },
  ],
};
