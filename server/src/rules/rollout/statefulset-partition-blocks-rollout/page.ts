// The page of statefulset-partition-blocks-rollout: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
\`updateStrategy.rollingUpdate.partition\` divides the Pods of a StatefulSet: those from that position upwards get a changed template,
the ones below keep theirs, and are made again at the old revision where they are deleted. It is meant for a canary, or for a
change in steps. The controller counts from \`ordinals.start\`: with start 5, partition 1 is Pod 6.

A partition of as many as there are Pods, or more, freezes the set: no Pod is at or above it. A new image is accepted, no error and
no event says anything, and every Pod goes on with the old one. Scaling down to a partition has the same effect, so what counts is
the least number that an autoscaler allows.`,
  whenToIgnore:
    "The rollout is stopped on purpose: a canary that is still looked at, or Pods that are updated in steps.",
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#partitions"],
  examples: [
    {
      title: "A canary that nobody took back",
      bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: ""
  replicas: 1
  updateStrategy:
    type: RollingUpdate
    rollingUpdate:
      partition: 3
      #          ^ statefulset-partition-blocks-rollout warning
  selector:
    matchLabels: {app: db}
  template:
    metadata:
      labels: {app: db}
    spec:
      containers:
        - name: db
          image: registry.example/db:1
`,
      good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: ""
  replicas: 1
  updateStrategy:
    type: RollingUpdate
    rollingUpdate:
      partition: 0
  selector:
    matchLabels: {app: db}
  template:
    metadata:
      labels: {app: db}
    spec:
      containers:
        - name: db
          image: registry.example/db:1
`,
      fix: "Set partition to 0",
    },
  ],
};
