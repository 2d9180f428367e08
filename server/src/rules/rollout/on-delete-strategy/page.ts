// The page of on-delete-strategy: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
With \`OnDelete\` the controller changes no running Pod. A new image or a new setting waits in the object until each Pod is deleted
by hand, or until its node is lost, so that for months some Pods may run the old revision and some the new one. Nothing waits for
such an update either: \`kubectl rollout status\` fails with \`rollout status is only available for RollingUpdate strategy type\`.

\`OnDelete\` was the default of old API versions (extensions/v1beta1 and apps/v1beta1), which is where many manifests have it from.`,
  whenToIgnore: `
An operator, or a person, deletes the Pods in an order that Kubernetes cannot know: the leader of a cluster last, node after node in
a maintenance window.`,
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies",
    "https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/",
  ],
  examples: [
    {
      title: "An agent that is never updated",
      bad: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  updateStrategy:
    type: OnDelete
    #     ^^^^^^^^ on-delete-strategy
  selector:
    matchLabels: {app: agent}
  template:
    metadata:
      labels: {app: agent}
    spec:
      containers:
        - name: agent
          image: registry.example/agent:1
`,
      good: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  updateStrategy:
    type: RollingUpdate
  selector:
    matchLabels: {app: agent}
  template:
    metadata:
      labels: {app: agent}
    spec:
      containers:
        - name: agent
          image: registry.example/agent:1
`,
      fix: "Set the update strategy to RollingUpdate",
    },
  ],
};
