// The page of statefulset-shared-claim: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
A claim that stands under \`volumes\` is mounted by every Pod of a StatefulSet, as in a Deployment. Only \`volumeClaimTemplates\` give each Pod a claim of
its own. With ReadWriteOnce the Pods on a second node stay in \`ContainerCreating\` with \`Multi-Attach error for volume … Volume is already used by
pod(s) …\`, and since a StatefulSet starts its Pods one after the other, all later ones wait too. With ReadWriteMany all Pods write to one file
system, which software with a data directory does not survive: that is information, because sharing may be meant.

A template's volumes start empty, one for each Pod. Data in the shared claim stay there, and are to be copied by hand. The list of templates cannot be
changed on a live StatefulSet: delete it with \`--cascade=orphan\` and create it again. Where others mount the claim, too, where it is bound by hand or
filled from a source, no move is offered.

It is a hint where the claim is not in the workspace, and where all Pods run on one node anyway.`,
  whenToIgnore: `
The Pods share files on purpose (models, a mounted repository) and the claim is ReadWriteMany, or they only read.`,
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage",
    "https://github.com/paperclipinc/openclaw-operator/issues/328",
  ],
  examples: [
    {
      title: "Three Pods, one disk",
      bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  replicas: 3
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
          persistentVolumeClaim:
            claimName: db-data
#                      ^^^^^^^ statefulset-shared-claim warning
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: db-data
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
  replicas: 3
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
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: db-data
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 10Gi
`,
      fix: "Move claim 'x' to a volume claim template (recreates the object)",
    },
  ],
};
