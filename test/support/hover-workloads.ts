// Small manifests for tests of hovers: a workload that may have a claim, and what stands around it.

export interface WorkloadParts {
  /** Lines of `spec`, without indentation. */
  readonly spec?: readonly string[];
  readonly name?: string;
  readonly image?: string;
  /** Mounted at `/data`; undefined for none. */
  readonly claim?: string;
}

/** A workload of apps/v1 called `db`, with the cursor on its kind. */
export function workloadText(kind: string, { spec = [], name = "db", image, claim }: WorkloadParts = {}): string {
  const volumes = claim === undefined ? "" : `volumes: [{name: data, persistentVolumeClaim: {claimName: ${claim}}}]`;
  const mounts = claim === undefined ? "" : ", volumeMounts: [{name: data, mountPath: /data}]";
  return `apiVersion: apps/v1
kind: $0${kind}
metadata: {name: ${name}}
spec:
  selector: {matchLabels: {app: db}}
${spec.map((line) => `  ${line}\n`).join("")}  template:
    metadata: {labels: {app: db}}
    spec:
      containers: [{name: db, image: ${image ?? '"registry.example/db:1"'}${mounts}}]
      ${volumes}
`;
}

/** The claim `db-data`. */
export function claimText(mode = "ReadWriteOnce", more = ""): string {
  return `---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: db-data}
spec: {accessModes: [${mode}], resources: {requests: {storage: 1Gi}}${more}}
`;
}

export function serviceText(name: string, { headless = false, app = "db" } = {}): string {
  return `---
apiVersion: v1
kind: Service
metadata: {name: ${name}}
spec: {${headless ? "clusterIP: None, " : ""}selector: {app: ${app}}, ports: [{port: 80}]}
`;
}

/** A claim template `data`, as a line of `spec`. */
export function templateText(more = ""): string {
  return `volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 5Gi}}${more}}}]`;
}
