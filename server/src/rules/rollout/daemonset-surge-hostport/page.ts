// The page of daemonset-surge-hostport: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
With \`maxSurge\` a DaemonSet starts the new Pod of a node while the old one still runs, and takes the old one away once the new one
is available. A \`hostPort\` belongs to one Pod of each node, and with \`hostNetwork: true\` every \`containerPort\` is one. So the new
Pod stays \`Pending\`: \`1 node(s) didn't have free ports for the requested pod ports\`. The old one is kept, and the update never
proceeds on any node. The API server does not reject it (kubernetes/kubernetes#106417).

\`maxSurge: 0\` with \`maxUnavailable: 1\` takes the old Pod away first.`,
  whenToIgnore: "Never: no node runs both Pods. A program that can share its port does not need a `hostPort` for it.",
  references: [
    "https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/",
    "https://github.com/kubernetes/kubernetes/issues/106417",
  ],
  examples: [
    {
      title: "Two Pods for one port",
      bad: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  updateStrategy:
    rollingUpdate:
      maxSurge: 1
      #         ^ daemonset-surge-hostport
      maxUnavailable: 0
  selector:
    matchLabels: {app: agent}
  template:
    metadata:
      labels: {app: agent}
    spec:
      containers:
        - name: agent
          image: registry.example/agent:1
          ports:
            - containerPort: 8125
              hostPort: 8125
              protocol: UDP
`,
      good: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  updateStrategy:
    rollingUpdate:
      maxSurge: 0
      maxUnavailable: 1
  selector:
    matchLabels: {app: agent}
  template:
    metadata:
      labels: {app: agent}
    spec:
      containers:
        - name: agent
          image: registry.example/agent:1
          ports:
            - containerPort: 8125
              hostPort: 8125
              protocol: UDP
`,
      fix: "Set maxSurge to 0 and maxUnavailable to 1",
    },
  ],
};
