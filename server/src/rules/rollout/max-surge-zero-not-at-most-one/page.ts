// The page of max-surge-zero-not-at-most-one: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
\`maxSurge: 0\` with \`maxUnavailable: 1\` makes a rolling update take the old Pod away first. That avoids the wait for a ReadWriteOnce
volume, but it is no promise of at most one Pod: the controller counts the Pods that are wanted, and one that is being deleted is
not wanted any more. The new Pod is made at once, while the old one may still run for its \`terminationGracePeriodSeconds\`. Both on one
node, both have the volume: two writers in one data directory, or a lock file that stops the new one.

The strategy **Recreate** waits until all old Pods are gone. It governs changes of the template only: a Pod that is deleted by hand
or evicted is replaced at once, under any strategy. Only a **StatefulSet** covers that as well: it makes a Pod again when
the old one of that name is really gone.`,
  whenToIgnore: "The program takes a lock or elects a leader before it writes, and waits while another one has it.",
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#recreate-deployment",
    "https://github.com/cozystack/cozystack/issues/3319",
  ],
  examples: [
    {
      title: "Two Pods for a moment",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: wiki
spec:
  replicas: 1
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxSurge: 0
      #         ^ max-surge-zero-not-at-most-one
      maxUnavailable: 1
  selector:
    matchLabels: {app: wiki}
  template:
    metadata:
      labels: {app: wiki}
    spec:
      containers:
        - name: wiki
          image: registry.example/wiki:1
          volumeMounts:
            - name: pages
              mountPath: /srv/pages
      volumes:
        - name: pages
          persistentVolumeClaim:
            claimName: wiki-pages
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: wiki-pages
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 10Gi
`,
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: wiki
spec:
  replicas: 1
  strategy:
    type: Recreate
  selector:
    matchLabels: {app: wiki}
  template:
    metadata:
      labels: {app: wiki}
    spec:
      containers:
        - name: wiki
          image: registry.example/wiki:1
          volumeMounts:
            - name: pages
              mountPath: /srv/pages
      volumes:
        - name: pages
          persistentVolumeClaim:
            claimName: wiki-pages
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: wiki-pages
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 10Gi
`,
      fix: "Set the strategy to Recreate",
    },
  ],
};
