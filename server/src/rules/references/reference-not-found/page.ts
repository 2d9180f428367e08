// The page of reference-not-found: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
Manifests name each other, and the API server does not check it. A Pod whose ConfigMap or Secret is missing stays in \`CreateContainerConfigError\` (\`configmap "web-config" not found\`) or in \`ContainerCreating\`
(\`MountVolume.SetUp failed\`); one whose claim is missing stays \`Pending\` (\`persistentvolumeclaim "data" not found\`); with a missing ServiceAccount no Pod is created (\`serviceaccount "web" not found\`).
An Ingress answers 503, and an autoscaler says \`FailedGetScale\`.

Looked for are claims, ConfigMaps, Secrets, ServiceAccounts, Services behind Ingresses and routes, and what autoscalers scale: in the same file, in what is applied together, then in the folders around it up to
the workspace folder. It is a warning where everything that is applied is known (a kustomization, or a folder that is declared \`closed\`) and a name like it is there; elsewhere the missing object may come from
another repository, and it is a hint. References that are \`optional\`, claims that a StatefulSet makes, and Secrets that an ExternalSecret, a SealedSecret or a Certificate of the unit stands for are not missed, nor is what is called after a custom resource whose controller
makes such things (\`rook-ceph-mon\` of the CephCluster \`rook-ceph\`, \`shop-http\` of the HelmRelease \`shop\`), what may come with a chart or a remote base of the kustomization, and a name that waits to be filled in.
A hint is given once for what is applied together, at the first that names the object.`,
  whenToIgnore: `
The object comes from elsewhere: another repository, an operator, or by hand, as Secrets often do.`,
  references: [
    "https://kubernetes.io/docs/concepts/configuration/configmap/#configmaps-and-pods",
    "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#claims-as-volumes",
    "https://github.com/stackrox/kube-linter/issues/249",
  ],
  examples: [
    {
      title: "A misspelt name",
      bad: `
#- kustomization.yaml
resources:
  - web.yaml
#- web.yaml
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
          image: registry.example/web:1
          envFrom:
            - configMapRef:
                name: web-confg
#                     ^^^^^^^^^ reference-not-found warning
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: web-config
data:
  COLOUR: blue
`,
      good: `
#- kustomization.yaml
resources:
  - web.yaml
#- web.yaml
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
          image: registry.example/web:1
          envFrom:
            - configMapRef:
                name: web-config
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: web-config
data:
  COLOUR: blue
`,
      fix: "Use 'x'",
    },
    {
      title: "A claim by nearly its name",
      bad: `
#- kustomization.yaml
resources:
  - web.yaml
#- web.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  strategy:
    type: Recreate
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: registry.example/web:1
          volumeMounts:
            - name: uploads
              mountPath: /uploads
      volumes:
        - name: uploads
          persistentVolumeClaim:
            claimName: web-upload
#                      ^^^^^^^^^^ reference-not-found warning
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: web-uploads
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 10Gi
`,
      good: `
#- kustomization.yaml
resources:
  - web.yaml
#- web.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  strategy:
    type: Recreate
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: registry.example/web:1
          volumeMounts:
            - name: uploads
              mountPath: /uploads
      volumes:
        - name: uploads
          persistentVolumeClaim:
            claimName: web-uploads
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: web-uploads
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 10Gi
`,
      fix: "Use 'x'",
    },
  ],
};
