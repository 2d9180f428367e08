// The page of volume-not-mounted: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
A volume of a Pod is there for the containers that mount it. One that none of them mounts, init containers included, gives the software nothing: often the mount was removed
with a container, or its name was forgotten. What the software was to read is not there, and what it writes goes elsewhere, without any message.

Mount it, or remove it. The claim, ConfigMap or Secret that it names stays.`,
  whenToIgnore: `
An admission webhook of the cluster adds a container that mounts it (a service mesh, an agent for secrets).`,
  references: ["https://kubernetes.io/docs/concepts/storage/volumes/"],
  examples: [
    {
      title: "A forgotten volume",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: nginx:1.29
      volumes:
        - name: cache
#               ^^^^^ volume-not-mounted
          emptyDir: {}
`,
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: nginx:1.29
`,
      fix: "Remove volume 'x'",
    },
  ],
};
