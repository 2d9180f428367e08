// The page of bare-pod: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
A Pod belongs to the node on which it was put. When that node is drained, fails or runs short of memory, the Pod is gone (\`Evicted\`, \`NodeLost\`), and nothing makes it
again: \`restartPolicy\` only restarts its containers, on the same node. Nor can the image or the number of Pods be changed by a rollout. A controller replaces it: a Deployment what serves, a
StatefulSet what keeps data, a DaemonSet what belongs on every node, a Job what ends.

The finding names the kind for which the manifest speaks.`,
  whenToIgnore: `
It is there to look around in, to try something out, or for a test. Pods of hooks, static Pods and Pods with an owner are left alone.`,
  references: [
    "https://kubernetes.io/docs/concepts/workloads/pods/#working-with-pods",
    "https://kubernetes.io/docs/concepts/configuration/overview/#naked-pods-vs-replicasets-deployments-and-jobs",
  ],
  examples: [
    {
      title: "A web server on one node",
      bad: `
apiVersion: v1
kind: Pod
#     ^^^ bare-pod
metadata:
  name: web
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
