// The page of hostport-rollout-deadlock: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
A \`hostPort\` belongs to one Pod of each node; with \`hostNetwork: true\` every \`containerPort\` is one. A rolling update of few
replicas starts a new Pod and keeps all old ones until it is Ready: \`maxUnavailable: 25%\` rounds down to 0 for up to three
replicas. The new Pod can only go to a node where the port is free. If there is none, it stays \`Pending\` with
\`0/3 nodes are available: 3 node(s) didn't have free ports for the requested pod ports\`, the old one is kept, and after
\`progressDeadlineSeconds\` (600) the Deployment says \`ProgressDeadlineExceeded\`. Nothing is rolled back, and it does not heal.

It is certain where the Pods are kept on one node (\`nodeName\`, a node selector for one host), and where there are no more nodes than
replicas: set \`cluster.nodes\` in \`.rightkind.yaml\`. With one node and one replica, the usual report, every update hangs.

Let the old Pod go first: the strategy Recreate for one replica, \`maxSurge: 0\` with \`maxUnavailable: 1\` for several. A program that
is to have its port on every node is a DaemonSet, which replaces the Pod of a node in place.`,
  whenToIgnore: "There are always more nodes that may run the Pod than replicas: say how many in `cluster.nodes`.",
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy",
    "https://github.com/kubernetes/kubernetes/issues/126879",
    "https://github.com/newrelic/nri-kubernetes/issues/356",
  ],
  examples: [
    {
      title: "A port of one node",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: relay
spec:
  replicas: 1
  selector:
    matchLabels: {app: relay}
  template:
    metadata:
      labels: {app: relay}
    spec:
      nodeSelector:
        kubernetes.io/hostname: edge-1
      containers:
        - name: relay
          image: registry.example/relay:1
          ports:
            - containerPort: 1883
              hostPort: 1883
              #         ^^^^ hostport-rollout-deadlock warning
`,
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: relay
spec:
  replicas: 1
  selector:
    matchLabels: {app: relay}
  strategy:
    type: Recreate
  template:
    metadata:
      labels: {app: relay}
    spec:
      nodeSelector:
        kubernetes.io/hostname: edge-1
      containers:
        - name: relay
          image: registry.example/relay:1
          ports:
            - containerPort: 1883
              hostPort: 1883
`,
      fix: "Set the strategy to Recreate",
    },
  ],
};
