// The page of host-path-as-state: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
A \`hostPath\` volume is a directory of the node on which the Pod happens to run. When the Pod moves (a drain, a lost node, a new image on a full node),
it finds an empty directory on the next one: a database initialises itself anew, and its data seem to have vanished. They lie on the old node. Nothing reports
it. A claim that is bound to a \`hostPath\` PersistentVolume without \`nodeAffinity\` does the same: each node has a directory of its own.

Use a claim: the scheduler takes the Pod where the volume is. Where the data must lie on a node, use a \`local\` PersistentVolume with \`nodeAffinity\`, or pin the
Pods to the node by \`kubernetes.io/hostname\`. Copy the data into the new volume before the switch: it starts empty, and the old directory stays where it is. A
Deployment gets the strategy Recreate with the claim, because two Pods cannot have it during an update.

It is concluded from a mount at a directory where stores keep their data.`,
  whenToIgnore: `
There is one node: say \`cluster.nodes: 1\` in \`.rightkind.yaml\`, and it is a hint. Or the directory is the same on all nodes, because each mounts a network file system
there.`,
  references: ["https://kubernetes.io/docs/concepts/storage/volumes/#hostpath"],
  examples: [
    {
      title: "A database in a directory of the node",
      bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: mysql
spec:
  selector:
    matchLabels: {app: mysql}
  template:
    metadata:
      labels: {app: mysql}
    spec:
      containers:
        - name: mysql
          image: mysql:8.4
          volumeMounts:
            - name: data
              mountPath: /var/lib/mysql
      volumes:
        - name: data
          hostPath:
            path: /srv/mysql
#                 ^^^^^^^^^^ host-path-as-state warning
`,
      good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: mysql
spec:
  selector:
    matchLabels: {app: mysql}
  template:
    metadata:
      labels: {app: mysql}
    spec:
      containers:
        - name: mysql
          image: mysql:8.4
          volumeMounts:
            - name: data
              mountPath: /var/lib/mysql
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 1Gi
`,
      fix: "Replace hostPath 'x' by a volume claim template (recreates the object)",
    },
  ],
};
