// The page of anti-affinity-rollout-deadlock: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
Required anti-affinity to its own labels keeps two Pods of a Deployment off one node, old and new ones alike. A rolling update
of few replicas starts a new Pod while all old ones stay (\`maxUnavailable: 25%\` rounds down to 0 for up to three replicas), so it
needs one node more than there are replicas. With three replicas on three nodes the new Pod stays \`Pending\`:
\`0/3 nodes are available: 3 node(s) didn't match pod anti-affinity rules\`. The old ones stay as well, until
\`ProgressDeadlineExceeded\`, and for ever.

An even spread by host name (\`maxSkew: 1\`, \`DoNotSchedule\`) is milder: a node may get a second Pod once every node has one. But a node
that takes no Pods (cordoned, or tainted, a control plane for example) counts as one without, and then no other node gets a second.
\`nodeTaintsPolicy: Honor\` leaves such nodes out.

Set \`cluster.nodes\` and \`cluster.zones\` in \`.rightkind.yaml\`: with more nodes than replicas nothing is said, with as many it is a
warning. \`matchLabelKeys: [pod-template-hash]\` keeps only Pods of one revision apart, and is silent.`,
  whenToIgnore:
    "There is always a node more than replicas, or an autoscaler of the cluster adds one: say how many in `cluster.nodes`.",
  references: [
    "https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity",
    "https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/",
    "https://github.com/kubernetes/kubernetes/issues/116891",
    "https://github.com/argoproj/argo-cd/issues/16627",
  ],
  examples: [
    {
      title: "As many replicas as nodes",
      bad: `
#- .rightkind.yaml
cluster: {nodes: 3}
#- web.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  strategy:
    type: RollingUpdate
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      affinity:
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            - topologyKey: kubernetes.io/hostname
              #            ^^^^^^^^^^^^^^^^^^^^^^ anti-affinity-rollout-deadlock warning
              labelSelector:
                matchLabels: {app: web}
      containers:
        - name: web
          image: registry.example/web:1
`,
      good: `
#- .rightkind.yaml
cluster: {nodes: 3}
#- web.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxSurge: 0
      maxUnavailable: 1
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      affinity:
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            - topologyKey: kubernetes.io/hostname
              labelSelector:
                matchLabels: {app: web}
      containers:
        - name: web
          image: registry.example/web:1
`,
      fix: "Set maxSurge to 0 and maxUnavailable to 1",
    },
  ],
};
