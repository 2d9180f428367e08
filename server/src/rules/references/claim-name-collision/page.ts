// The page of claim-name-collision: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
The claims of a StatefulSet are called \`<template>-<set>-<ordinal>\`: \`data-db-0\`. Before a Pod is made, its controller looks for a claim of that name, and takes one that is there as it is: size, class, mode and data of
the template do not count. That is how data is brought into a StatefulSet beforehand. Where it was not meant so, the Pod finds somebody else's data, and \`whenDeleted: Delete\` deletes them with the set.`,
  whenToIgnore: `
It is meant so: the claim brings the data that the Pod is to start with.`,
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage"],
  examples: [
    {
      title: "A claim that the set takes over",
      bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
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
              mountPath: /var/lib/db
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
  name: db
spec:
  clusterIP: None
  selector: {app: db}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data-db-0
#       ^^^^^^^^^ claim-name-collision
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 20Gi
`,
      good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
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
              mountPath: /var/lib/db
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
  name: db
spec:
  clusterIP: None
  selector: {app: db}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: imported
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 20Gi
`,
    },
  ],
};
