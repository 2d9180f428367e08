// The page of volatile-label-in-claim-template: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
\`volumeClaimTemplates\` of a StatefulSet are immutable, labels and annotations in them included. A label with the version of the chart
changes with the next release, and the whole upgrade is rejected: \`updates to statefulset spec for fields other than 'replicas',
'ordinals', 'template', 'updateStrategy', … are forbidden\`.

Taking the label out is such a change as well: a live set has to be deleted first (\`kubectl delete statefulset … --cascade=orphan\`
keeps its Pods and claims running), then it can be applied again.`,
  whenToIgnore: "The label never changes here, whatever its name says.",
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#volume-claim-templates",
    "https://github.com/helm/charts/issues/7803",
  ],
  examples: [
    {
      title: "The version of the chart",
      bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: ""
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
              mountPath: /var/lib/postgresql/data
  volumeClaimTemplates:
    - metadata:
        name: data
        labels:
          app: db
          chart: db-1.4.2
#         ^^^^^ volatile-label-in-claim-template
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
  serviceName: ""
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
              mountPath: /var/lib/postgresql/data
  volumeClaimTemplates:
    - metadata:
        name: data
        labels:
          app: db
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 10Gi
`,
      fix: "Remove label 'k' (recreates the object)",
    },
  ],
};
