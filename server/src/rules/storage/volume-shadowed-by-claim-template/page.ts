// The page of volume-shadowed-by-claim-template: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
When a StatefulSet makes a Pod, each claim template becomes a volume of its name, and silently replaces an entry of \`volumes\` that has the same. No version
of the API server rejects it, and no event says so. Somebody who reads \`emptyDir\` under \`volumes\` believes that the data are
temporary; who reads a claim or a ConfigMap there looks for files that never arrive.

Remove the volume: nothing changes for the Pods. Or give one of the two another name, and mount both.`,
  whenToIgnore: `
Never: the volume is not used by any Pod.`,
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage"],
  examples: [
    {
      title: "An emptyDir that is none",
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
      volumes:
        - name: data
#               ^^^^ volume-shadowed-by-claim-template
          emptyDir: {}
  volumeClaimTemplates:
    - metadata:
        name: data
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
      fix: "Remove volume 'x'",
    },
  ],
};
