// The manifests that the tests of the two claim rules vary.

export interface Variation {
  readonly kind?: string;
  readonly apiVersion?: string;
  /** Lines of `spec` above the template. */
  readonly spec?: string;
  /** Lines of the Pod's `spec`. */
  readonly pod?: string;
  readonly mount?: string;
  readonly claimSource?: string;
  /** What stands behind `kind: Deployment`, as a marker line. */
  readonly marker?: string;
}

/** A Deployment `db` that mounts claim `data`. */
export function deployment({
  kind = "Deployment",
  apiVersion = "apps/v1",
  spec = "",
  pod = "",
  mount = "",
  claimSource = "",
  marker = "",
}: Variation = {}): string {
  return lines(
    `apiVersion: ${apiVersion}`,
    `kind: ${kind}`,
    marker && `#     ${"^".repeat(kind.length)} ${marker}`,
    "metadata:",
    "  name: db",
    "spec:",
    spec && indent(spec, 2),
    kind === "Job"
      ? ""
      : kind === "ReplicationController"
        ? "  selector: {app: db}"
        : "  selector: {matchLabels: {app: db}}",
    "  template:",
    "    metadata:",
    "      labels: {app: db}",
    "    spec:",
    pod && indent(pod, 6),
    "      containers:",
    "        - name: db",
    "          image: registry.example/app:1",
    "          volumeMounts:",
    "            - name: store",
    "              mountPath: /store",
    mount && indent(mount, 14),
    "      volumes:",
    "        - name: store",
    "          persistentVolumeClaim:",
    "            claimName: data",
    claimSource && indent(claimSource, 12),
  );
}

/** The claim `data`. */
export function claim(modes = "ReadWriteOnce", more = ""): string {
  return lines(
    "apiVersion: v1",
    "kind: PersistentVolumeClaim",
    "metadata:",
    "  name: data",
    "spec:",
    `  accessModes: [${modes}]`,
    more && indent(more, 2),
    "  resources: {requests: {storage: 1Gi}}",
  );
}

/** The PersistentVolume `disk`. @param source lines of `spec` */
export function volume(source: string, modes = "ReadWriteOnce"): string {
  return lines(
    "apiVersion: v1",
    "kind: PersistentVolume",
    "metadata: {name: disk}",
    "spec:",
    "  capacity: {storage: 1Gi}",
    `  accessModes: [${modes}]`,
    indent(source, 2),
  );
}

export function storageClass(name: string, provisioner: string, annotations = "{}"): string {
  return lines(
    "apiVersion: storage.k8s.io/v1",
    "kind: StorageClass",
    `metadata: {name: ${name}, annotations: ${annotations}}`,
    `provisioner: ${provisioner}`,
  );
}

/** A HorizontalPodAutoscaler for `db`. */
export function autoscaler(max: number, min = 1, kind = "Deployment"): string {
  return lines(
    "apiVersion: autoscaling/v2",
    "kind: HorizontalPodAutoscaler",
    "metadata: {name: db}",
    "spec:",
    `  scaleTargetRef: {apiVersion: apps/v1, kind: ${kind}, name: db}`,
    `  minReplicas: ${min}`,
    `  maxReplicas: ${max}`,
  );
}

/** Documents of one file. */
export function documents(...texts: readonly string[]): string {
  return texts.join("---\n");
}

/** Several files. */
export function files(named: Readonly<Record<string, string>>): string {
  return Object.entries(named)
    .map(([path, text]) => `#- ${path}\n${text}`)
    .join("");
}

function lines(...given: readonly string[]): string {
  return `${given.filter((line) => line !== "").join("\n")}\n`;
}

function indent(text: string, by: number): string {
  return text
    .split("\n")
    .map((line) => " ".repeat(by) + line)
    .join("\n");
}
