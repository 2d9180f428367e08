// The page of claim-template-unused: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
A StatefulSet makes a claim of each template for each Pod, attaches the volume and pays for it, whether a container mounts it or not: that every claim needs
a mount is a comment in the API, and nothing checks it. What the software writes goes into the container's own file system, and is gone with the Pod. \`kubectl get
pvc\` shows bound claims, so everything looks right.

Mount it where the software keeps its data. Where no volume is wanted, remove the template; the list cannot be changed on a live StatefulSet, and the
claims that are there stay.

\`Mount 'x' in 'y'\` is offered for images whose data directory is known. Of others only you know it.`,
  whenToIgnore: `
An admission webhook adds a container that mounts it.`,
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage"],
  examples: [
    {
      title: "A volume for nothing",
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
          image: mysql:8.4
  volumeClaimTemplates:
    - metadata:
        name: data
#             ^^^^ claim-template-unused
      spec:
        accessModes: [ReadWriteOnce]
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
      fix: "Mount 'x' in 'y'",
    },
  ],
};
