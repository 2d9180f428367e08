// The manifests that the tests of rules about rollouts vary.

export interface Variation {
  readonly kind?: string;
  readonly apiVersion?: string;
  /** Lines of `spec` above the selector. */
  readonly spec?: string;
  /** Lines of the Pod's `spec` above the containers. */
  readonly pod?: string;
  /** Lines of the container. */
  readonly container?: string;
  readonly image?: string;
  /** A marker line under `kind`: what is said of it. */
  readonly marker?: string;
}

/** A workload `app` with the labels `app: app` and one container `app`. */
export function workload({
  kind = "Deployment",
  apiVersion = "apps/v1",
  spec = "",
  pod = "",
  container = "",
  image = "registry.example/app:1",
  marker = "",
}: Variation = {}): string {
  return [
    `apiVersion: ${apiVersion}`,
    `kind: ${kind}`,
    ...(marker === "" ? [] : [`#     ${"^".repeat(kind.length)} ${marker}`]),
    "metadata:",
    "  name: app",
    "spec:",
    ...lines(spec, 2),
    ...(kind === "Pod"
      ? lines(podOf(pod, image, container), 2)
      : [
          ...(kind === "Job" || kind === "CronJob" ? [] : ["  selector: {matchLabels: {app: app}}"]),
          "  template:",
          "    metadata:",
          "      labels: {app: app}",
          "    spec:",
          ...lines(podOf(pod, image, container), 6),
        ]),
    "",
  ].join("\n");
}

function podOf(pod: string, image: string, container: string): string {
  return [
    ...(pod === "" ? [] : [pod]),
    "containers:",
    "  - name: app",
    `    image: ${image}`,
    ...lines(container, 4),
  ].join("\n");
}

function lines(text: string, by: number): string[] {
  if (text === "") return [];
  return text.split("\n").map((line) => (line === "" ? "" : " ".repeat(by) + line));
}

/** A manifest in which each «token» is to be reported: with markers in their place, each with the same label. */
export function marked(text: string, label: string): string {
  return text.replace(/^(.*)«([^»]*)»(.*)$/gm, (_, before: string, token: string, after: string) => {
    if (before === "") throw new Error("there is no room for a marker under the first column");
    return `${before}${token}${after}\n#${" ".repeat(before.length - 1)}${"^".repeat(token.length)} ${label}`;
  });
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

/** A base with the object, and an overlay with a patch of it. */
export function patched(object: string, patch: string): string {
  return files({
    "base/kustomization.yaml": "resources: [app.yaml]\n",
    "base/app.yaml": object,
    "prod/kustomization.yaml": "resources: [../base]\npatches: [{path: patch.yaml}]\n",
    "prod/patch.yaml": patch,
  });
}

/** A strategic merge patch of `app`. @param spec lines of its `spec` */
export function patch(kind: string, spec: string): string {
  return [`apiVersion: apps/v1`, `kind: ${kind}`, "metadata:", "  name: app", "spec:", ...lines(spec, 2), ""].join(
    "\n",
  );
}

/** A HorizontalPodAutoscaler of `app`. */
export function autoscaler(min: number | string, max: number | string, kind = "Deployment"): string {
  return [
    "apiVersion: autoscaling/v2",
    "kind: HorizontalPodAutoscaler",
    "metadata: {name: app}",
    "spec:",
    `  scaleTargetRef: {apiVersion: apps/v1, kind: ${kind}, name: app}`,
    `  minReplicas: ${min}`,
    `  maxReplicas: ${max}`,
    "",
  ].join("\n");
}

/** The claim `data`. */
export function claim(modes = "ReadWriteOnce", more = ""): string {
  return [
    "apiVersion: v1",
    "kind: PersistentVolumeClaim",
    "metadata: {name: data}",
    "spec:",
    `  accessModes: [${modes}]`,
    ...lines(more, 2),
    "  resources: {requests: {storage: 1Gi}}",
    "",
  ].join("\n");
}

/** Lines of a Pod and of its container that mount the claim `data`. */
export const mounted = {
  pod: "volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]",
  container: "volumeMounts: [{name: data, mountPath: /srv}]",
} as const;

/** The limits of a rolling update. @param field `updateStrategy` of StatefulSets and DaemonSets */
export function limits(surge: number | string, unavailable: number | string, field = "strategy"): string {
  return `${field}:\n  rollingUpdate:\n    maxSurge: ${surge}\n    maxUnavailable: ${unavailable}`;
}
