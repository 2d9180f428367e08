// The manifests of the scenes: a database with its claims, and what is beside it.

export interface Database {
  readonly namespace?: string;
  readonly replicas?: number;
  /** Claim by volume. */
  readonly claims?: Readonly<Record<string, string>>;
  readonly kind?: "Deployment" | "StatefulSet";
}

/** A Deployment `pg`; without a namespace of its own. */
export function deployment({ namespace, replicas = 1, claims = { data: "pg-data" } }: Database = {}): string {
  const volumes = Object.entries(claims);
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: pg${namespace === undefined ? "" : `\n  namespace: ${namespace}`}
spec:
  replicas: ${replicas}
  strategy:
    type: Recreate
  selector:
    matchLabels:
      app: pg
  template:
    metadata:
      labels:
        app: pg
    spec:
      containers:
        - name: postgres
          image: postgres:17
          ports:
            - name: postgres
              containerPort: 5432
          volumeMounts:
${volumes.map(([volume]) => `            - {name: ${volume}, mountPath: /${volume}, subPath: pg}`).join("\n")}
      volumes:
${volumes.map(([volume, claim]) => `        - name: ${volume}\n          persistentVolumeClaim:\n            claimName: ${claim}`).join("\n")}
`;
}

export function claim(name: string, { modes = "ReadWriteOnce", namespace = "", storageClass = "fast" } = {}): string {
  return `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: ${name}${namespace === "" ? "" : `\n  namespace: ${namespace}`}
spec:
  storageClassName: ${storageClass}
  accessModes: [${modes}]
  resources:
    requests:
      storage: 10Gi
`;
}

export function service(namespace = ""): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: pg${namespace === "" ? "" : `\n  namespace: ${namespace}`}
spec:
  selector:
    app: pg
  ports:
    - port: 5432
`;
}

/** What nobody may touch. */
export const bystanders = `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data: {a: b}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: pg
spec:
  maxUnavailable: 1
  selector: {matchLabels: {app: pg}}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: other
spec:
  storageClassName: fast
  accessModes: [ReadWriteOnce]
  resources: {requests: {storage: 1Gi}}
`;

export const storageClass = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast}
provisioner: oracle/network
allowVolumeExpansion: true
`;
