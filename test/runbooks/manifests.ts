// Manifests for runbooks: a database and what is around it. Any name may be given, however odd.

/** A scalar that YAML reads as the string, whatever it holds. */
const quoted = (text: string) => JSON.stringify(text);

export interface DatabaseOptions {
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly replicas?: number;
  readonly image?: string;
  readonly label?: string;
  /** Claim by volume. */
  readonly claims?: Readonly<Record<string, string>>;
  readonly metadata?: string;
  /** Volumes that are devices. */
  readonly devices?: readonly string[];
}

export function database({
  kind = "Deployment",
  name = "db",
  namespace,
  replicas,
  image = "mysql:8.4",
  label = name,
  claims = { data: `${name}-data` },
  metadata = "",
  devices = [],
}: DatabaseOptions = {}): string {
  const volumes = Object.entries(claims);
  const uses = (isDevice: boolean) => volumes.filter(([volume]) => devices.includes(volume) === isDevice);
  const list = (key: string, items: readonly string[], indent: string) =>
    items.length > 0 ? `${indent}${key}:\n${items.map((item) => `${indent}  - ${item}\n`).join("")}` : "";
  return `apiVersion: apps/v1
kind: ${kind}
metadata:
  name: ${quoted(name)}
${namespace === undefined ? "" : `  namespace: ${quoted(namespace)}\n`}${metadata}spec:
${replicas === undefined ? "" : `  replicas: ${replicas}\n`}${kind === "Deployment" ? "  strategy: {type: Recreate}\n" : ""}  selector:
    matchLabels:
      app: ${quoted(label)}
  template:
    metadata:
      labels:
        app: ${quoted(label)}
    spec:
      containers:
        - name: main
          image: ${quoted(image)}
          ports: [{name: client, containerPort: 3306}]
          readinessProbe: {tcpSocket: {port: client}}
${list(
  "volumeMounts",
  uses(false).map(([volume]) => `{name: ${quoted(volume)}, mountPath: ${quoted(`/var/lib/${volume}`)}}`),
  "          ",
)}${list(
  "volumeDevices",
  uses(true).map(([volume]) => `{name: ${quoted(volume)}, devicePath: /dev/disk}`),
  "          ",
)}${list(
  "volumes",
  volumes.map(([volume, claim]) => `{name: ${quoted(volume)}, persistentVolumeClaim: {claimName: ${quoted(claim)}}}`),
  "      ",
)}`;
}

export interface ClaimOptions {
  readonly namespace?: string;
  readonly modes?: string;
  readonly size?: string;
  /** Further entries of `spec`, each with its line end. */
  readonly more?: string;
}

export function claim(
  name: string,
  { namespace, modes = "ReadWriteOnce", size = "10Gi", more = "  storageClassName: fast\n" }: ClaimOptions = {},
): string {
  return `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: ${quoted(name)}
${namespace === undefined ? "" : `  namespace: ${quoted(namespace)}\n`}spec:
${more}  accessModes: [${modes}]
  resources: {requests: {storage: ${size}}}
`;
}

export function service(name: string, label: string, namespace?: string): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: ${quoted(name)}
${namespace === undefined ? "" : `  namespace: ${quoted(namespace)}\n`}spec:
  selector: {app: ${quoted(label)}}
  ports: [{name: client, port: 3306}]
`;
}

/** Several documents of one file. */
export function documents(...texts: readonly string[]): string {
  return texts.join("---\n");
}
