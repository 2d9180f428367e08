// The page of daemonset-claim: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
A DaemonSet runs a Pod on each node, and all of them mount the same claim. A ReadWriteOnce volume is attached to one node: the Pods of all other nodes
stay in \`ContainerCreating\` with \`Multi-Attach error for volume …\`. With ReadWriteOncePod, and where the volume lies on one node (k3s'
\`local-path\`, \`local\` volumes), they stay \`Pending\`: \`node(s) didn't match PersistentVolume's node affinity\`
(\`had volume node affinity conflict\` on older servers).

For scratch and buffers each Pod can have a volume of its own that goes with it: a generic ephemeral volume (\`ephemeral.volumeClaimTemplate\`). What
is to stay on the node belongs into \`hostPath\`; files that all share, on ReadWriteMany storage. A DaemonSet has no claim templates.

Where the Pods are kept on one node the claim is enough, which is information: a Deployment with one replica would say so plainly.`,
  whenToIgnore: `
The storage behind the claim can be mounted on several nodes although the claim says ReadWriteOnce: set
\`storageClasses.<name>.enforcesReadWriteOnce: false\` in \`.rightkind.yaml\`.`,
  references: [
    "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes",
    "https://github.com/truecharts/library-charts/issues/734",
    "https://github.com/kubernetes/kubernetes/issues/78902",
  ],
  examples: [
    {
      title: "A buffer on every node",
      bad: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector:
    matchLabels: {app: agent}
  template:
    metadata:
      labels: {app: agent}
    spec:
      containers:
        - name: agent
          image: registry.example/agent:1
          volumeMounts:
            - name: buffer
              mountPath: /buffer
      volumes:
        - name: buffer
          persistentVolumeClaim:
            claimName: agent-buffer
#                      ^^^^^^^^^^^^ daemonset-claim warning
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: agent-buffer
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 10Gi
`,
      good: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector:
    matchLabels: {app: agent}
  template:
    metadata:
      labels: {app: agent}
    spec:
      containers:
        - name: agent
          image: registry.example/agent:1
          volumeMounts:
            - name: buffer
              mountPath: /buffer
      volumes:
        - name: buffer
          ephemeral:
            volumeClaimTemplate:
              spec:
                accessModes: [ReadWriteOnce]
                resources:
                  requests:
                    storage: 10Gi
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: agent-buffer
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 10Gi
`,
      fix: "Use a generic ephemeral volume for 'x'",
    },
    {
      title: "A claim for a single Pod, and three nodes",
      bad: `
#- .rightkind.yaml
cluster: {nodes: 3}
#- agent.yaml
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector:
    matchLabels: {app: agent}
  template:
    metadata:
      labels: {app: agent}
    spec:
      containers:
        - name: agent
          image: registry.example/agent:1
          volumeMounts:
            - name: buffer
              mountPath: /buffer
      volumes:
        - name: buffer
          persistentVolumeClaim:
            claimName: agent-buffer
#                      ^^^^^^^^^^^^ daemonset-claim error
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: agent-buffer
spec:
  accessModes: [ReadWriteOncePod]
  resources:
    requests:
      storage: 10Gi
`,
      good: `
#- .rightkind.yaml
cluster: {nodes: 3}
#- agent.yaml
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector:
    matchLabels: {app: agent}
  template:
    metadata:
      labels: {app: agent}
    spec:
      containers:
        - name: agent
          image: registry.example/agent:1
          volumeMounts:
            - name: buffer
              mountPath: /buffer
      volumes:
        - name: buffer
          ephemeral:
            volumeClaimTemplate:
              spec:
                accessModes: [ReadWriteOncePod]
                resources:
                  requests:
                    storage: 10Gi
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: agent-buffer
spec:
  accessModes: [ReadWriteOncePod]
  resources:
    requests:
      storage: 10Gi
`,
      fix: "Use a generic ephemeral volume for 'x'",
    },
  ],
};
