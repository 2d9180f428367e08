// The page of single-writer-store-multi-replica: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
SQLite, H2, Bolt and RocksDB are libraries: the program itself writes the file, and expects to be the only one. On a volume that all Pods share, the second Pod finds \`database is locked\`,
\`Database may be already in use\` or \`resource temporarily unavailable\`; on network file systems locks often do not work at all, and the file is damaged. On a volume that each Pod has for
itself, the Pods have different data: what one request writes, the next does not find.

With several replicas the data belong on a database server. Until then one replica works, with the strategy \`Recreate\`, so that two Pods never write during an update.

Only paths on a volume count, in a variable, an argument or a command. A cache, an index or a position that each Pod has for itself is no fault.`,
  whenToIgnore: `
The file is opened for reading only, or each Pod is meant to have its own (a shard, a cache).`,
  references: [
    "https://www.sqlite.org/whentouse.html",
    "https://github.com/kunobi-ninja/kache/issues/767",
    "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy",
  ],
  examples: [
    {
      title: "SQLite and three replicas",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: app
spec:
  replicas: 3
  selector:
    matchLabels: {app: app}
  template:
    metadata:
      labels: {app: app}
    spec:
      containers:
        - name: app
          image: registry.example/app:1
          env:
            - name: DATABASE_URL
              value: sqlite:////data/app.db
#                    ^^^^^^^^^^^^^^^^^^^^^^ single-writer-store-multi-replica
          volumeMounts:
            - name: data
              mountPath: /data
      volumes:
        - name: data
          persistentVolumeClaim:
            claimName: app-data
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: app-data
spec:
  accessModes: [ReadWriteMany]
  resources:
    requests:
      storage: 1Gi
`,
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: app
spec:
  replicas: 1
  selector:
    matchLabels: {app: app}
  strategy:
    type: Recreate
  template:
    metadata:
      labels: {app: app}
    spec:
      containers:
        - name: app
          image: registry.example/app:1
          env:
            - name: DATABASE_URL
              value: sqlite:////data/app.db
          volumeMounts:
            - name: data
              mountPath: /data
      volumes:
        - name: data
          persistentVolumeClaim:
            claimName: app-data
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: app-data
spec:
  accessModes: [ReadWriteMany]
  resources:
    requests:
      storage: 1Gi
`,
      fix: "Run one replica with the strategy Recreate",
    },
  ],
};
