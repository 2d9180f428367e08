// The manifests that the tests of rules about autoscalers and disruption budgets vary.

export interface Scaled {
  readonly kind?: string;
  readonly apiVersion?: string;
  readonly name?: string;
  /** Lines of `spec` above the selector. */
  readonly spec?: string;
  /** Lines of the Pod's `spec` above the containers. */
  readonly pod?: string;
  /** Lines of the container `app`. */
  readonly container?: string;
  readonly labels?: string;
  readonly image?: string;
  /** A marker line under `kind`. */
  readonly marker?: string;
}

/** A workload `web` with one container `app`. */
export function scaled({
  kind = "Deployment",
  apiVersion = "apps/v1",
  name = "web",
  spec = "",
  pod = "",
  container = "",
  labels,
  image = "registry.example/app:1",
  marker = "",
}: Scaled = {}): string {
  const own = labels ?? `{app: ${name}}`;
  const selector = kind === "ReplicationController" ? own : `{matchLabels: ${own}}`;
  return lines(
    `apiVersion: ${apiVersion}`,
    `kind: ${kind}`,
    marker && `#     ${"^".repeat(kind.length)} ${marker}`,
    `metadata: {name: ${name}}`,
    "spec:",
    indent(spec, 2),
    kind === "Job" ? "" : `  selector: ${selector}`,
    "  template:",
    `    metadata: {labels: ${own}}`,
    "    spec:",
    indent(pod, 6),
    "      containers:",
    "        - name: app",
    `          image: ${image}`,
    indent(container, 10),
  );
}

/** A Pod `name` of its own. */
export function pod(name = "web", labels = "{app: web}"): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, labels: ${labels}}\nspec:\n  containers: [{name: app, image: registry.example/app:1}]\n`;
}

export interface Hpa {
  readonly name?: string;
  readonly apiVersion?: string;
  /** What stands behind `scaleTargetRef:`, in flow style. */
  readonly target?: string;
  /** Lines of `spec` behind the target. */
  readonly spec?: string;
  /** A marker line under the target. */
  readonly marker?: string;
}

/** A HorizontalPodAutoscaler `web` for the Deployment `web`, from 2 to 5. */
export function hpa({
  name = "web",
  apiVersion = "autoscaling/v2",
  target = "{apiVersion: apps/v1, kind: Deployment, name: web}",
  spec = "minReplicas: 2\nmaxReplicas: 5",
  marker = "",
}: Hpa = {}): string {
  return lines(
    `apiVersion: ${apiVersion}`,
    "kind: HorizontalPodAutoscaler",
    `metadata: {name: ${name}}`,
    "spec:",
    `  scaleTargetRef: ${target}`,
    marker,
    indent(spec, 2),
  );
}

/** A ScaledObject of KEDA. @param spec lines behind the target */
export function scaledObject(target = "{name: web}", spec = "", name = "web", marker = ""): string {
  return lines(
    "apiVersion: keda.sh/v1alpha1",
    "kind: ScaledObject",
    `metadata: {name: ${name}}`,
    "spec:",
    `  scaleTargetRef: ${target}`,
    marker,
    indent(spec, 2),
  );
}

/** A PodDisruptionBudget. @param limits lines of `spec`, with markers */
export function budget(
  limits = "maxUnavailable: 1",
  { name = "web", selector = "{matchLabels: {app: web}}", apiVersion = "policy/v1", marker = "" } = {},
): string {
  return lines(
    `apiVersion: ${apiVersion}`,
    "kind: PodDisruptionBudget",
    marker && `#     ^^^^^^^^^^^^^^^^^^^ ${marker}`,
    `metadata: {name: ${name}}`,
    "spec:",
    indent(limits, 2),
    selector && `  selector: ${selector}`,
  );
}

/** A marker line under the first place of some words in a line. */
export function under(line: string, words: string, label: string): string {
  return `#${" ".repeat(Math.max(0, line.indexOf(words) - 1))}${"^".repeat(words.length)} ${label}`;
}

function lines(...given: readonly string[]): string {
  return `${given.filter((line) => line.trim() !== "").join("\n")}\n`;
}

function indent(text: string, by: number): string {
  return text === ""
    ? ""
    : text
        .split("\n")
        .map((line) => (line.startsWith("#") ? line : " ".repeat(by) + line))
        .join("\n");
}
