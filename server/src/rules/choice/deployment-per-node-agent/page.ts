// The page of deployment-per-node-agent: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
Log shippers, metrics exporters, network and storage plugins work on the node on which they run: they read its directories, use its network, tolerate its taints.
A Deployment puts its replicas wherever there is room: some nodes get two, others none, and a new node gets none at all. Nothing reports that; the logs or metrics of
these nodes are just missing. A DaemonSet runs one Pod on each node, and on each new one.

Several pieces of evidence are needed: the image, a directory of the node, \`hostNetwork\` or \`hostPID\`, a toleration of everything, the name of the node as a variable.`,
  whenToIgnore: `
It gathers for the whole cluster on purpose (a gateway, an aggregator), or looks after one special node.`,
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/",
    "https://github.com/SigNoz/charts/pull/72",
    "https://github.com/prometheus/test-infra/pull/749",
  ],
  examples: [
    {
      title: "A log shipper with three replicas",
      bad: `
apiVersion: apps/v1
kind: Deployment
#     ^^^^^^^^^^ deployment-per-node-agent
metadata:
  name: logs
spec:
  replicas: 3
  selector:
    matchLabels: {app: logs}
  template:
    metadata:
      labels: {app: logs}
    spec:
      containers:
        - name: logs
          image: fluent/fluent-bit:3.2
          volumeMounts:
            - name: logs
              mountPath: /var/log
              readOnly: true
      volumes:
        - name: logs
          hostPath:
            path: /var/log
`,
      good: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: logs
spec:
  selector:
    matchLabels: {app: logs}
  template:
    metadata:
      labels: {app: logs}
    spec:
      containers:
        - name: logs
          image: fluent/fluent-bit:3.2
          volumeMounts:
            - name: logs
              mountPath: /var/log
              readOnly: true
      volumes:
        - name: logs
          hostPath:
            path: /var/log
`,
    },
  ],
};
