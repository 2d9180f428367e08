// Typed views of the parts of a workload: its Pod template, containers, volumes and claims, each with its node.
import { asMapping, asScalar, at, booleanAt, child, isNullish, itemsOf, stringAt } from "../yaml/navigate";
import type { Mapping, Node, Path, Scalar } from "../yaml/tree";
import { type PodRunnerKind, podRunnerKind, type WorkloadKind, workloadKind } from "./kinds";
import { type LabelSelector, type Labels, labelSelector, labels, matches } from "./labels";
import type { Resource } from "./resource";
import { type Count, countAt } from "./variables";

/** What runs Pods from a template: a workload, or an object of others that is read like a Deployment. */
export interface PodRunner {
  readonly kind: PodRunnerKind;
  readonly resource: Resource;
  readonly spec: Mapping | undefined;
  /** The node that holds `metadata` and `spec` of the Pods: `spec.template`, for a Pod the object itself. */
  readonly podTemplate: Mapping | undefined;
  readonly podSpec: Mapping | undefined;
}

/** One of Kubernetes' own kinds, about which guidance is given. */
export interface Workload extends PodRunner {
  readonly kind: WorkloadKind;
}

const templatePaths: Readonly<Record<PodRunnerKind, Path>> = {
  Pod: [],
  ReplicaSet: ["spec", "template"],
  ReplicationController: ["spec", "template"],
  Deployment: ["spec", "template"],
  StatefulSet: ["spec", "template"],
  DaemonSet: ["spec", "template"],
  Job: ["spec", "template"],
  CronJob: ["spec", "jobTemplate", "spec", "template"],
  Rollout: ["spec", "template"],
  DeploymentConfig: ["spec", "template"],
};

/** The way from an object's root to its Pod template; empty for a Pod. */
export function podTemplatePath(kind: PodRunnerKind): Path {
  return templatePaths[kind];
}

/** The workload view of an object; undefined for any other kind. */
export function workload(resource: Resource): Workload | undefined {
  const kind = workloadKind(resource.apiVersion, resource.kind);
  return kind && { ...runnerOf(resource, kind), kind };
}

/** The same view of whatever runs Pods from a template; undefined for any other kind. */
export function podRunner(resource: Resource): PodRunner | undefined {
  const kind = podRunnerKind(resource.apiVersion, resource.kind);
  return kind && runnerOf(resource, kind);
}

function runnerOf(resource: Resource, kind: PodRunnerKind): PodRunner {
  const podTemplate = asMapping(at(resource.root, ...templatePaths[kind]));
  return {
    kind,
    resource,
    spec: asMapping(child(resource.root, "spec")),
    podTemplate,
    podSpec: asMapping(child(podTemplate, "spec")),
  };
}

export interface Container {
  readonly node: Node;
  readonly name: string;
  readonly image: string;
  readonly init: boolean;
  /** An init container with `restartPolicy: Always`: it runs beside the main containers (GA 1.33). */
  readonly sidecar: boolean;
}

/** Main containers first, then init containers. */
export function containers({ podSpec }: PodRunner): Container[] {
  return [...containerList(podSpec, "containers"), ...containerList(podSpec, "initContainers")];
}

function containerList(podSpec: Node | undefined, key: "containers" | "initContainers"): Container[] {
  const init = key === "initContainers";
  return itemsOf(child(podSpec, key)).map((node) => ({
    node,
    name: stringAt(node, "name") ?? "",
    image: stringAt(node, "image") ?? "",
    init,
    sidecar: init && stringAt(node, "restartPolicy") === "Always",
  }));
}

/** A volume that names a claim. */
export interface ClaimVolume {
  /** The volume's own name, which the mounts use. */
  readonly volume: string;
  readonly claim: string;
  readonly claimNode: Scalar;
  readonly volumeNode: Node;
  /** Is it mounted (or used as a device) by any container? */
  readonly mounted: boolean;
  /** Can any container write to it? */
  readonly writable: boolean;
}

/** An entry of `volumeClaimTemplates`. */
export interface ClaimTemplate {
  readonly node: Node;
  /** Empty where it has none. */
  readonly name: string;
  readonly nameNode: Scalar | undefined;
}

/** The claim templates of a StatefulSet; no other kind has any. */
export function claimTemplates({ kind, spec }: PodRunner): ClaimTemplate[] {
  if (kind !== "StatefulSet") return [];
  return itemsOf(child(spec, "volumeClaimTemplates")).map((node) => {
    const nameNode = asScalar(at(node, "metadata", "name"));
    return { node, name: nameNode && nameNode.value !== null ? nameNode.text : "", nameNode };
  });
}

/** The names of the volumes that any container mounts or has as a device. */
export function usedVolumes(workload: PodRunner): Set<string> {
  return new Set(containers(workload).flatMap(({ node }) => volumeUses(node).map(({ volume }) => volume)));
}

/**
 * The volumes of the Pods that name a claim (`persistentVolumeClaim.claimName`), in order. A volume that has the name of a
 * claim template is none: the template's claim takes its place.
 */
export function claimVolumes(workload: PodRunner): ClaimVolume[] {
  const uses = containers(workload).flatMap(({ node }) => volumeUses(node));
  const replaced = new Set(claimTemplates(workload).map(({ name }) => name));
  return itemsOf(child(workload.podSpec, "volumes")).flatMap((volumeNode) => {
    const source = child(volumeNode, "persistentVolumeClaim");
    const claimNode = asScalar(child(source, "claimName"));
    const volume = stringAt(volumeNode, "name");
    if (volume !== undefined && replaced.has(volume)) return [];
    if (!claimNode || typeof claimNode.value !== "string" || claimNode.value === "" || volume === undefined) return [];
    const own = uses.filter((use) => use.volume === volume);
    const readOnly = booleanAt(source, "readOnly") === true;
    return {
      volume,
      claim: claimNode.value,
      claimNode,
      volumeNode,
      mounted: own.length > 0,
      writable: !readOnly && own.some((use) => !use.readOnly),
    };
  });
}

interface VolumeUse {
  readonly volume: string;
  readonly readOnly: boolean;
}

/** `volumeDevices` give the raw device, which has no read-only form. */
function volumeUses(container: Node): VolumeUse[] {
  const mounts = itemsOf(child(container, "volumeMounts")).map((mount) => ({
    volume: stringAt(mount, "name") ?? "",
    readOnly: booleanAt(mount, "readOnly") === true,
  }));
  const devices = itemsOf(child(container, "volumeDevices")).map((device) => ({
    volume: stringAt(device, "name") ?? "",
    readOnly: false,
  }));
  return [...mounts, ...devices];
}

/** Does a main container say when it is ready? */
export function probesReadiness(workload: PodRunner): boolean {
  return containers(workload).some(({ node, init }) => !init && asMapping(child(node, "readinessProbe")) !== undefined);
}

/** The number of the first Pod of a StatefulSet; 0 where nothing is said. */
export function firstOrdinal({ spec }: PodRunner): Count {
  const start = countAt(spec, "ordinals", "start");
  return start.value === undefined && !start.variable ? { value: 0, variable: false } : start;
}

/** Labels of the Pods; undefined where the template has none. */
export function podLabels({ podTemplate }: PodRunner): Labels | undefined {
  const node = at(podTemplate, "metadata", "labels");
  return asMapping(node) ? labels(node) : undefined;
}

/** The selector of the workload; undefined where it has none. A plain map (ReplicationController, DeploymentConfig) counts as `matchLabels`. */
export function workloadSelector({ kind, spec }: PodRunner): LabelSelector | undefined {
  const node = child(spec, "selector");
  if (kind !== "ReplicationController" && kind !== "DeploymentConfig") return labelSelector(node);
  return asMapping(node) ? { matchLabels: labels(node), matchExpressions: [] } : undefined;
}

/** What a Pod template says about where its Pods run. */
export interface Placement {
  /** The one node that they may run on (`nodeName`, or a node selector or required node affinity for one host name). */
  readonly host: string | undefined;
  /** Pods beside which, on the same node, each of them must run (required Pod affinity). */
  readonly beside: readonly LabelSelector[];
}

export function placement({ podSpec }: PodRunner): Placement {
  const affinity = child(podSpec, "affinity");
  const terms = itemsOf(
    at(affinity, "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms"),
  );
  const beside = itemsOf(at(affinity, "podAffinity", "requiredDuringSchedulingIgnoredDuringExecution")).flatMap(
    (term) => {
      const isOwnNamespace = isNullish(child(term, "namespaces")) && isNullish(child(term, "namespaceSelector"));
      const selector = labelSelector(child(term, "labelSelector"));
      return stringAt(term, "topologyKey") === HOSTNAME && isOwnNamespace && selector ? selector : [];
    },
  );
  const host = stringAt(podSpec, "nodeName") || stringAt(podSpec, "nodeSelector", HOSTNAME) || oneHost(terms);
  return { host: host || undefined, beside };
}

/**
 * Must all Pods of the template run on one and the same node?
 * By `nodeName`, a node selector or required node affinity for one host name, or required Pod affinity to themselves.
 */
export function pinnedToOneNode(workload: PodRunner): boolean {
  const { host, beside } = placement(workload);
  const own = podLabels(workload) ?? {};
  return host !== undefined || beside.some((selector) => matches(selector, own));
}

const HOSTNAME = "kubernetes.io/hostname";

/** Terms are alternatives: they name one host where all of them name the same. */
function oneHost(terms: readonly Node[]): string | undefined {
  const [first, ...others] = terms.map(hostOf);
  return others.every((host) => host === first) ? first : undefined;
}

function hostOf(term: Node): string | undefined {
  for (const expression of itemsOf(child(term, "matchExpressions"))) {
    const values = itemsOf(child(expression, "values"));
    if (stringAt(expression, "key") !== HOSTNAME || stringAt(expression, "operator") !== "In") continue;
    if (values.length === 1) return stringAt(values[0]);
  }
  return undefined;
}

/**
 * Is the object whole, rather than a piece that is laid over another one (a Kustomize patch, an argument of `kubectl patch`)?
 * A whole workload has containers that all name an image, and labels or a selector where its kind asks for them.
 */
export function isWholeWorkload(workload: PodRunner): boolean {
  // Its Pods are those of another object.
  if (workload.kind === "Rollout" && asMapping(child(workload.spec, "workloadRef"))) return true;
  const main = containerList(workload.podSpec ?? misplacedPodSpec(workload), "containers");
  // A DeploymentConfig leaves the image to a trigger.
  if (main.length === 0 || !(workload.kind === "DeploymentConfig" || main.every(namesImage))) return false;
  if (workload.kind === "Pod" || workload.kind === "Job" || workload.kind === "CronJob") return true;
  return child(workload.spec, "selector") !== undefined || podLabels(workload) !== undefined;
}

/** One that YAML reads as a number or a truth value is a fault of a whole object. */
function namesImage({ node, image }: Container): boolean {
  const written = child(node, "image");
  return image !== "" || (!isNullish(written) && asScalar(written)?.text !== "");
}

/** A CronJob's Pods under `spec.template`, where a Job has them: a whole object with a fault, and no patch. */
function misplacedPodSpec({ kind, spec }: PodRunner): Node | undefined {
  return kind === "CronJob" ? at(spec, "template", "spec") : undefined;
}

/** A workload of apps/v1 without a selector: the API server rejects it, unless it is laid over another object. */
export function hasNoSelector(resource: Resource): boolean {
  return (
    resource.apiVersion === "apps/v1" &&
    workload(resource) !== undefined &&
    isNullish(at(resource.root, "spec", "selector"))
  );
}
