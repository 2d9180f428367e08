// The page of claim-template-incomplete: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
Each claim needs an access mode and a size, and a template a name besides, by which Pods mount it. From Kubernetes 1.34 on the API server rejects a StatefulSet whose
template lacks one: \`spec.volumeClaimTemplates[0].spec.accessModes: Required value\`. Before, it is accepted, and the claim fails when it is made, which
only an event tells: \`FailedCreate … spec.accessModes: Required value: at least 1 access mode is required\`. No Pod appears.

Kustomize replaces the whole list where a strategic merge patch sets \`volumeClaimTemplates\`: a patch that only sets the class loses modes and
size.`,
  whenToIgnore: `
Never: a claim without them cannot be made.`,
  references: [
    "https://github.com/kubernetes/kubernetes/pull/132212",
    "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims",
  ],
  examples: [
    {
      title: "No size",
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
#             ^^^^ claim-template-incomplete
      spec:
        accessModes: [ReadWriteOnce]
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
            storage: 1Gi
`,
      fix: "Add a storage request",
    },
  ],
};
