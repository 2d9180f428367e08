// The page of immutable-field-changed: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
Some fields are fixed when an object is created. An update that changes one of them is rejected as a whole, with all else that it
changes: \`field is immutable\`, or \`updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', … are
forbidden\`. That is seen when it is rolled out, and often in one cluster only: a new one takes the manifest as it is.

What is live nobody can tell from files. The last commit (HEAD) of the repository that holds the file stands for it: the object there
of the same group, kind, namespace and name, in the same file. Compared are

- of a StatefulSet \`serviceName\`, \`selector\`, \`podManagementPolicy\` and \`volumeClaimTemplates\` with all that is in them; before
  Kubernetes 1.33 \`revisionHistoryLimit\` too
- of a Deployment, a DaemonSet and a ReplicaSet \`selector\`
- of a Job \`template\`, \`selector\`, \`completions\`, \`completionMode\`, \`podFailurePolicy\`, \`backoffLimitPerIndex\`, \`successPolicy\` and
  \`managedBy\`
- of a Service \`clusterIP\`
- of a PersistentVolumeClaim its \`spec\`; the storage that it requests may grow

A StatefulSet can be deleted without its Pods, and be created again: \`kubectl delete statefulset db --cascade=orphan\`, then apply.
Pods and claims stay, and the new set takes them over, without a restart where the template of the Pods is the same. Where a claim
template was added or renamed, it is stuck (\`FailedUpdate\`) until each of these Pods is deleted by hand. Claims that are there keep
their size, class and access modes. A set with another selector does not take its former Pods over.

The second fix writes that down above the field, and the finding goes. Written down is a change once: a comment that was committed
with an earlier one does not count for the next.

Nothing is said on a clean checkout: in CI the files are those of the last commit. Nothing is said either where the commit is not
known for certain: without a repository, before the first commit, of new and of moved files, of files with a Git filter, and of
repositories of a kind that is not read (objects that lie elsewhere, SHA-256, reftables).`,
  whenToIgnore: `
The committed object was never applied, or is deleted anyway before the next apply.`,
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#limitations",
    "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#label-selector-updates",
    "https://github.com/kubernetes/enhancements/issues/4650",
    "https://github.com/helm/helm/issues/7998",
  ],
  examples: [
    {
      title: "More storage for a set",
      bad: `
#- HEAD:db.yaml
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
              mountPath: /var/lib/db
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 10Gi
#- db.yaml
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
              mountPath: /var/lib/db
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 20Gi
#                    ^^^^ immutable-field-changed
`,
      good: `
#- HEAD:db.yaml
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
              mountPath: /var/lib/db
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 10Gi
#- db.yaml
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
              mountPath: /var/lib/db
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 10Gi
`,
      fix: "Restore the committed value",
    },
    {
      title: "Another label to select by",
      bad: `
#- HEAD:web.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example/web:1
#- web.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: shop
#          ^^^^ immutable-field-changed
  template:
    metadata:
      labels:
        app: shop
    spec:
      containers:
        - name: web
          image: registry.example/web:2
`,
      good: `
#- HEAD:web.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example/web:1
#- web.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example/web:2
`,
      fix: "Restore the committed value",
    },
    {
      title: "A Service that becomes headless",
      bad: `
#- HEAD:service.yaml
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  selector: {app: db}
  ports:
    - port: 5432
#- service.yaml
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
#            ^^^^ immutable-field-changed
  selector: {app: db}
  ports:
    - port: 5432
`,
      good: `
#- HEAD:service.yaml
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  selector: {app: db}
  ports:
    - port: 5432
#- service.yaml
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  selector: {app: db}
  ports:
    - port: 5432
`,
      fix: "Restore the committed value",
    },
    {
      title: "Another image for a Job",
      bad: `
#- HEAD:job.yaml
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: migrate
          image: registry.example/migrate:1
#- job.yaml
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: migrate
          image: registry.example/migrate:2
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^ immutable-field-changed
`,
      good: `
#- HEAD:job.yaml
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: migrate
          image: registry.example/migrate:1
#- job.yaml
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: migrate
          image: registry.example/migrate:1
`,
      fix: "Restore the committed value",
    },
    {
      title: "Another class for a claim",
      bad: `
#- HEAD:claim.yaml
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: uploads
spec:
  accessModes: [ReadWriteOnce]
  storageClassName: standard
  resources:
    requests:
      storage: 10Gi
#- claim.yaml
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: uploads
spec:
  accessModes: [ReadWriteOnce]
  storageClassName: fast
#                   ^^^^ immutable-field-changed
  resources:
    requests:
      storage: 10Gi
`,
      good: `
#- HEAD:claim.yaml
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: uploads
spec:
  accessModes: [ReadWriteOnce]
  storageClassName: standard
  resources:
    requests:
      storage: 10Gi
#- claim.yaml
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: uploads
spec:
  accessModes: [ReadWriteOnce]
  storageClassName: standard
  resources:
    requests:
      storage: 10Gi
`,
      fix: "Restore the committed value",
    },
  ],
};
