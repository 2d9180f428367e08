// The page of database-on-ephemeral-storage: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
An emptyDir is made with the Pod and deleted with it; what is written to no volume at all goes with the container. A database that keeps its data there is empty after each update, eviction or drain of
its node, and says nothing: it starts as if for the first time, and the application finds \`relation "…" does not exist\`, \`Unknown database\` or no users. A claim outlives the Pod.

In a StatefulSet the fix adds a claim template: each Pod gets a volume of its own. In a Deployment with one Pod it adds a claim, and sets the strategy to \`Recreate\`, since a rolling update would
wait for the volume that the old Pod has. PostgreSQL before 18 fills only an empty folder, and a new disk has \`lost+found\`: there the mount gets a \`subPath\`.

Redis, Valkey and KeyDB without options that make them save are often caches: a hint. With \`--save ""\` or \`--appendonly no\`, and for memcached, nothing is said.`,
  whenToIgnore: `
The data may be lost: a test, a demo, a cache, a member of a cluster that gets everything from the others. List the folders under \`developmentPaths\` in \`.rightkind.yaml\`; what is reported there is
a hint.`,
  references: [
    "https://kubernetes.io/docs/concepts/storage/volumes/#emptydir",
    "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage",
  ],
  examples: [
    {
      title: "A database on an emptyDir",
      bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: mysql
spec:
  serviceName: mysql
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
#                        ^^^^^^^^^^^^^^ database-on-ephemeral-storage
      volumes:
        - name: data
          emptyDir: {}
---
apiVersion: v1
kind: Service
metadata:
  name: mysql
spec:
  clusterIP: None
  selector: {app: mysql}
`,
      good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: mysql
spec:
  serviceName: mysql
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
---
apiVersion: v1
kind: Service
metadata:
  name: mysql
spec:
  clusterIP: None
  selector: {app: mysql}
`,
      fix: "Add a volume claim template for 'x' (recreates the object)",
    },
  ],
};
