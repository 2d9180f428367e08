// The page of grace-period-zero: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
With \`terminationGracePeriodSeconds: 0\` a Pod is deleted by force: its name is free at once, and nobody waits until its
containers have really stopped. A StatefulSet then starts the Pod of that name again, perhaps on another node, while the
old one still writes: at most one Pod for each ordinal is a promise that holds no longer.

A Deployment promises nothing of that kind, but what its Pods have not written back yet is lost all the same.`,
  whenToIgnore: "The Pods keep nothing in memory and write nothing, and a set of them may have two of one name.",
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees",
    "https://kubernetes.io/docs/tasks/run-application/force-delete-stateful-set-pod/",
    "https://github.com/kubernetes/kubernetes/issues/120671",
  ],
  examples: [
    {
      title: "No time to stop",
      bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: ""
  selector:
    matchLabels: {app: db}
  template:
    metadata:
      labels: {app: db}
    spec:
      terminationGracePeriodSeconds: 0
      #                              ^ grace-period-zero
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
  selector:
    matchLabels: {app: db}
  template:
    metadata:
      labels: {app: db}
    spec:
      terminationGracePeriodSeconds: 30
      containers:
        - name: db
          image: registry.example/db:1
`,
      fix: `Set terminationGracePeriodSeconds to 30`,
    },
  ],
};
