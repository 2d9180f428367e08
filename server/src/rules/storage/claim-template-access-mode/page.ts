// The page of claim-template-access-mode: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
A claim template makes one claim for each Pod, which no other Pod of the set mounts. ReadWriteMany asks for storage that many nodes can mount, usually a network file system:
slower, dearer, and not what databases are made for. Clusters without such storage leave the claim \`Pending\`. ReadWriteOnce is enough, and every
disk can do it; ReadWriteOncePod is stricter still and just as right.

Templates cannot be changed on a live StatefulSet: it is deleted with \`--cascade=orphan\` and created again, and the claims that are there keep their modes.`,
  whenToIgnore: `
Something outside the manifests mounts the claims as well (a file browser, a backup), or all storage of the cluster is a network file system. Classes that are
known to be one are left alone.`,
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage",
    "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes",
  ],
  examples: [
    {
      title: "More than is needed",
      bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  selector:
    matchLabels: {app: db}
  template:
    metadata:
      labels: {app: db}
    spec:
      containers:
        - name: db
          image: registry.example/db:1
          volumeMounts:
            - name: data
              mountPath: /srv/data
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteMany]
#                     ^^^^^^^^^^^^^ claim-template-access-mode
        resources:
          requests:
            storage: 10Gi
`,
      good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  selector:
    matchLabels: {app: db}
  template:
    metadata:
      labels: {app: db}
    spec:
      containers:
        - name: db
          image: registry.example/db:1
          volumeMounts:
            - name: data
              mountPath: /srv/data
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 10Gi
`,
      fix: "Use ReadWriteOnce (recreates the object)",
    },
  ],
};
