// The page of deployment-rwo-claim-multi-replica: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
Every Pod of a Deployment, ReplicaSet, ReplicationController or Job mounts the same claims. A ReadWriteOnce volume is
attached to one node at a time: Pods on that node all write to one file system, and a Pod on any other node stays in
\`ContainerCreating\` with the event \`Multi-Attach error for volume … Volume is already used by pod(s) …\`. The access modes of
the PersistentVolume alone decide that: \`readOnly\` of a mount or of the volume plays no part.

**Software that shares files** (uploads, static pages) needs a volume that many nodes mount: ReadWriteMany, from NFS, CephFS,
EFS, Azure Files, Filestore and the like; or ReadOnlyMany where all Pods only read. The access modes of a claim cannot be changed
once it exists: make a new claim of such a class, copy the files, and name the new claim. A claim that lists ReadOnlyMany beside
ReadWriteOnce is made, but CSI drivers never attach its volume. Until then one replica works.

**Software that replicates** (databases, queues) wants a volume for each Pod: a StatefulSet with \`volumeClaimTemplates\`. Each
of these volumes starts empty. Kubernetes copies no data between the Pods: replication is the software's to set up.

Where the volume is bound to one machine (k3s' \`local-path\`, \`local\` volumes), or the Pods are kept on one node, nothing
waits: all Pods write to one directory at the same time, and the end of that machine is the end of all of them. That is a hint.
So is a claim that is not in the workspace, or a number of replicas that comes from a variable.`,
  whenToIgnore: `
The storage behind the claim can be mounted on several nodes although the claim says ReadWriteOnce (many NFS
provisioners): set \`storageClasses.<name>.enforcesReadWriteOnce: false\` in \`.rightkind.yaml\`, and the finding goes for all
claims of that class. Where the class makes volumes on one machine, say \`nodeLocal: true\` there.`,
  references: [
    "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes",
    "https://github.com/kubernetes/kubernetes/issues/27959",
  ],
  examples: [
    {
      title: "Three replicas on one disk",
      bad: `
apiVersion: apps/v1
kind: Deployment
#     ^^^^^^^^^^ deployment-rwo-claim-multi-replica
metadata:
  name: mysql
spec:
  replicas: 3
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
          persistentVolumeClaim:
            claimName: mysql-data
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: mysql-data
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 10Gi
`,
      good: `
apiVersion: v1
kind: Service
metadata:
  name: mysql-headless
spec:
  clusterIP: None
  selector: {app: mysql}
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: mysql
spec:
  serviceName: mysql-headless
  podManagementPolicy: Parallel
  replicas: 3
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
            storage: 10Gi
`,
    },
  ],
};
