// The page of volume-mount-unknown: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
Each name in \`volumeMounts\` and \`volumeDevices\` must be that of an entry of \`volumes\`, or in a StatefulSet of
\`volumeClaimTemplates\`. The API server rejects anything else: \`volumeMounts[0].name: Not found: "data"\`.

Below Kubernetes 1.34 it does not look into a StatefulSet: the object is accepted, and no Pod ever appears (event
\`FailedCreate: … create Pod db-0 in StatefulSet db failed\`).`,
  whenToIgnore: "An admission webhook of the cluster adds the volume.",
  references: [
    "https://kubernetes.io/docs/concepts/storage/volumes/",
    "https://github.com/kubevious/kubevious/issues/81",
  ],
  examples: [
    {
      title: "A slip of the pen",
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
          volumeMounts:
            - name: conifg
              #     ^^^^^^ volume-mount-unknown
              mountPath: /etc/nginx/conf.d
      volumes:
        - name: config
          configMap:
            name: web
            optional: true
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
          volumeMounts:
            - name: config
              mountPath: /etc/nginx/conf.d
      volumes:
        - name: config
          configMap:
            name: web
            optional: true
`,
      fix: "Use volume 'x'",
    },
  ],
};
