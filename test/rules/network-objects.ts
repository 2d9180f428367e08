// The manifests that the tests of the groups network and identity vary.

/** Lines; empty ones are left out. */
function lines(...given: readonly string[]): string {
  return given
    .filter((line) => line !== "")
    .join("\n")
    .concat("\n");
}

function indent(text: string, by: number): string {
  return text === "" ? "" : text.replace(/^(?!#)/gm, " ".repeat(by));
}

export interface Workload {
  readonly kind?: string;
  readonly name?: string;
  readonly apiVersion?: string;
  /** Lines of `metadata`. */
  readonly metadata?: string;
  /** Lines of `spec` above the selector. */
  readonly spec?: string;
  /** The selector, in flow style. */
  readonly selector?: string;
  /** Labels of the Pods, in flow style. */
  readonly labels?: string;
  /** Lines of the Pod's `spec`. */
  readonly pod?: string;
  /** Lines of the container. */
  readonly container?: string;
  /** A line behind `kind`, and one behind the name. */
  readonly markers?: { readonly kind?: string; readonly name?: string; readonly selector?: string };
}

/** A workload of apps/v1 `db` with the labels `app: db`; lines that begin with `#` are markers and keep their place. */
export function workload({
  kind = "StatefulSet",
  name = "db",
  apiVersion = "apps/v1",
  metadata = "",
  spec = "",
  labels = "{app: db}",
  selector = `{matchLabels: ${labels}}`,
  pod = "",
  container = "",
  markers = {},
}: Workload = {}): string {
  return lines(
    `apiVersion: ${apiVersion}`,
    `kind: ${kind}`,
    markers.kind ? `#     ${"^".repeat(kind.length)} ${markers.kind}` : "",
    "metadata:",
    `  name: ${name}`,
    markers.name ? `#       ${"^".repeat(name.length)} ${markers.name}` : "",
    indent(metadata, 2),
    "spec:",
    indent(spec, 2),
    selector === "" ? "" : `  selector: ${selector}`,
    markers.selector ? `# ^^^^^^^^ ${markers.selector}` : "",
    "  template:",
    `    metadata: {labels: ${labels}}`,
    "    spec:",
    indent(pod, 6),
    "      containers:",
    `        - name: ${
      name
        .slice(0, 20)
        .toLowerCase()
        .replace(/[^a-z0-9]/g, "") || "a"
    }`,
    "          image: registry.example/app:1",
    indent(container, 10),
  );
}

/** A StatefulSet `db` that names the Service `db`. */
export function set({
  service = "db",
  marker = "",
  ...given
}: Workload & { service?: string; marker?: string } = {}): string {
  const own = `serviceName: ${service}${marker && `\n#              ${"^".repeat(service.length)} ${marker}`}`;
  return workload({ ...given, spec: [own, given.spec].filter((part) => part).join("\n") });
}

export interface Service {
  readonly name?: string;
  readonly metadata?: string;
  /** In flow style; empty for none. */
  readonly selector?: string;
  /** Lines of `spec`. */
  readonly spec?: string;
  readonly marker?: string;
}

/** A headless Service `db` that selects `app: db`; with `spec` as it is given. */
export function service({
  name = "db",
  metadata = "",
  selector = "{app: db}",
  spec = "clusterIP: None",
  marker = "",
}: Service = {}): string {
  return lines(
    "apiVersion: v1",
    "kind: Service",
    "metadata:",
    `  name: ${name}`,
    indent(metadata, 2),
    "spec:",
    indent(spec, 2),
    selector === "" ? "" : `  selector: ${selector}`,
    marker && `# ^^^^^^^^ ${marker}`,
  );
}

/** A ConfigMap `db-config` with one value. */
export function config(value: string, { name = "db-config", marker = "" } = {}): string {
  return lines(
    "apiVersion: v1",
    "kind: ConfigMap",
    "metadata:",
    `  name: ${name}`,
    "data:",
    `  peers: ${value}`,
    marker,
  );
}

export function autoscaler(target: string, { kind = "StatefulSet", min = 1, max = 5 } = {}): string {
  return lines(
    "apiVersion: autoscaling/v2",
    "kind: HorizontalPodAutoscaler",
    `metadata: {name: ${target}}`,
    "spec:",
    `  scaleTargetRef: {apiVersion: apps/v1, kind: ${kind}, name: ${target}}`,
    `  minReplicas: ${min}`,
    `  maxReplicas: ${max}`,
  );
}

/** A kustomization that lists all files: a closed unit. */
export function closed(named: Readonly<Record<string, string>>, more = ""): string {
  return Object.entries({ "kustomization.yaml": `resources: [${Object.keys(named).join(", ")}]\n${more}`, ...named })
    .map(([path, text]) => `#- ${path}\n${text}`)
    .join("");
}
