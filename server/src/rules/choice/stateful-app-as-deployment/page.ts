// The page of stateful-app-as-deployment: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
Databases, queues and other stores keep data that belongs to one Pod. A Deployment treats its Pods as interchangeable: they get new names on every restart,
share every claim, and are started before the old one is gone. That works with one replica, and stops working with the second: both write to one directory,
or the second waits for the volume (\`Multi-Attach error\`). A StatefulSet gives each Pod a name that stays (\`db-0\`), a claim of its own, and stops a Pod before it
starts the next one under the same name.

The finding lists what speaks for it: the image, its ports, variables and arguments, the directory that it writes to, the claim.

With one replica and the strategy \`Recreate\` a Deployment is a documented way to run a single instance. Then this is only a hint, and says so.`,
  whenToIgnore: `
One replica is all there will ever be, and its name does not matter: set the strategy to \`Recreate\`, and keep the hint on purpose.
If the image is no store, list it under \`statelessImages\` in \`.rightkind.yaml\`.`,
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#using-statefulsets",
    "https://kubernetes.io/docs/tasks/run-application/run-single-instance-stateful-application/",
    "https://github.com/helm/charts/issues/1863",
  ],
  examples: [
    {
      title: "A database that rolls without a second Pod",
      bad: `
apiVersion: apps/v1
kind: Deployment
#     ^^^^^^^^^^ stateful-app-as-deployment
metadata:
  name: mysql
spec:
  strategy:
    rollingUpdate: {maxSurge: 0, maxUnavailable: 1}
  selector:
    matchLabels: {app: mysql}
  template:
    metadata:
      labels: {app: mysql}
    spec:
      containers:
        - name: mysql
          image: mysql:8.4
          env:
            - name: MYSQL_ROOT_PASSWORD
              valueFrom:
                secretKeyRef: {name: mysql, key: password}
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
---
apiVersion: v1
kind: Secret
metadata:
  name: mysql
stringData:
  password: change-me
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
  selector:
    matchLabels: {app: mysql}
  template:
    metadata:
      labels: {app: mysql}
    spec:
      containers:
        - name: mysql
          image: mysql:8.4
          env:
            - name: MYSQL_ROOT_PASSWORD
              valueFrom:
                secretKeyRef: {name: mysql, key: password}
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
kind: Secret
metadata:
  name: mysql
stringData:
  password: change-me
`,
    },
  ],
};
