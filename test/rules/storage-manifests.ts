// The manifests that the tests of the storage rules vary, besides those of the claim rules.
import { deployment, type Variation } from "./deployment-rwo-claim";

/** What is said of the claim's name of `deployment()`: a marker line for `claimSource`. */
export function onClaim(label: string): string {
  return `#          ^^^^ ${label}`;
}

/** The workload of `deployment()` under another name, with labels of its own. */
export function named(name: string, variation: Variation = {}): string {
  return deployment(variation).replace(/\bdb\b/g, name);
}

/** `named()` that must run beside the Pods of another workload of these tests. */
export function beside(other: string, name: string, variation: Variation = {}): string {
  const pod =
    "affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: OTHER}}}]}}";
  return named(name, { ...variation, pod }).replace("OTHER", other);
}

/** The same in a cluster of so many nodes. */
export function onNodes(nodes: number, manifests: string): string {
  return `#- .rightkind.yaml\ncluster: {nodes: ${nodes}}\n#- manifest.yaml\n${manifests}`;
}

/** A StatefulSet of the claim tests. */
export function statefulSet(variation: Variation = {}): string {
  return deployment({ kind: "StatefulSet", ...variation });
}

export interface SetParts {
  /** Lines of `spec` above the selector. */
  readonly spec?: string;
  readonly image?: string;
  /** Lines of the container. */
  readonly container?: string;
  /** Lines of the Pod's `spec` behind the containers. */
  readonly pod?: string;
  /** Lines of `volumeClaimTemplates`, `spec` of the set behind the Pod template. */
  readonly behind?: string;
  readonly kind?: string;
}

/** A StatefulSet `db`, or another kind, put together from lines. */
export function set({
  spec,
  image = "registry.example/app:1",
  container,
  pod,
  behind,
  kind = "StatefulSet",
}: SetParts): string {
  return [
    "apiVersion: apps/v1",
    `kind: ${kind}`,
    "metadata: {name: db}",
    "spec:",
    ...indented(spec, 2),
    "  selector: {matchLabels: {app: db}}",
    "  template:",
    "    metadata: {labels: {app: db}}",
    "    spec:",
    "      containers:",
    "        - name: db",
    `          image: ${image}`,
    ...indented(container, 10),
    ...indented(pod, 6),
    ...indented(behind, 2),
    "",
  ].join("\n");
}

/** A list of one claim template. @param more lines of its `spec` */
export function template(name = "data", { modes = "[ReadWriteOnce]", more = "", storage = "1Gi" } = {}): string {
  return [
    "volumeClaimTemplates:",
    "  - metadata:",
    `      name: ${name}`,
    "    spec:",
    ...(modes === "" ? [] : [`      accessModes: ${modes}`]),
    ...indented(more === "" ? undefined : more, 6),
    ...(storage === "" ? [] : ["      resources:", "        requests:", `          storage: ${storage}`]),
  ].join("\n");
}

/** One mount. */
export function mounts(name = "data", path = "/data"): string {
  return `volumeMounts:\n  - name: ${name}\n    mountPath: ${path}`;
}

/** Marker lines keep their column: they name that of the whole line. */
function indented(text: string | undefined, by: number): string[] {
  return text === undefined || text === ""
    ? []
    : text.split("\n").map((line) => (/^#\s*[\^<]/.test(line) ? line : " ".repeat(by) + line));
}
