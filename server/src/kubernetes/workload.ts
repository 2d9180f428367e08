// Typed views of the parts of a workload: its Pod template, containers, volumes and claims, each with its node.
import { asMapping, asScalar, asSequence, at, booleanAt, child, isNullish, itemsOf, stringAt } from "../yaml/navigate";
import type { Mapping, Node, Path, Scalar } from "../yaml/tree";
import { type WorkloadKind, workloadKind } from "./kinds";
import { type LabelSelector, type Labels, labelSelector, labels, matches } from "./labels";
import type { Resource } from "./resource";
import { type Count, countAt } from "./variables";

export interface Workload {
  readonly kind: WorkloadKind;
  readonly resource: Resource;
  readonly spec: Mapping | undefined;
  /** The node that holds `metadata` and `spec` of the Pods: `spec.template`, for a Pod the object itself. */
  readonly podTemplate: Mapping | undefined;
  readonly podSpec: Mapping | undefined;
}

const templatePaths: Readonly<Record<WorkloadKind, Path>> = {
  Pod: [],
  ReplicaSet: ["spec", "template"],
  ReplicationController: ["spec", "template"],
  Deployment: ["spec", "template"],
  StatefulSet: ["spec", "template"],
  DaemonSet: ["spec", "template"],
  Job: ["spec", "template"],
  CronJob: ["spec", "jobTemplate", "spec", "template"],
};

/** The way from a workload's root to its Pod template; empty for a Pod. */
export function podTemplatePath(kind: WorkloadKind): Path {
  return templatePaths[kind];
}

/** The workload view of an object; undefined for any other kind. */
export function workload(resource: Resource): Workload | undefined {
  const kind = workloadKind(resource.apiVersion, resource.kind);
  if (!kind) return undefined;
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
export function containers({ podSpec }: Workload): Container[] {
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

/**
 * The volumes of the Pods that name a claim (`persistentVolumeClaim.claimName`), in order. One that a claim template of the
 * same name replaces is none: the Pods never mount its claim.
 */
export function claimVolumes(workload: Workload): ClaimVolume[] {
  const uses = containers(workload).flatMap(({ node }) => volumeUses(node));
  const replaced = claimTemplateNames(workload);
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

/** The names of the claim templates of a StatefulSet; none of any other kind. */
export function claimTemplateNames({ kind, spec }: Workload): Set<string> {
  if (kind !== "StatefulSet") return new Set();
  return new Set(
    itemsOf(child(spec, "volumeClaimTemplates")).flatMap((node) => stringAt(node, "metadata", "name") ?? []),
  );
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
export function probesReadiness(workload: Workload): boolean {
  return containers(workload).some(({ node, init }) => !init && asMapping(child(node, "readinessProbe")) !== undefined);
}

/** The number of the first Pod of a StatefulSet; 0 where nothing is said. */
export function firstOrdinal({ spec }: Workload): Count {
  const start = countAt(spec, "ordinals", "start");
  return start.value === undefined && !start.variable ? { value: 0, variable: false } : start;
}

/** Labels of the Pods; undefined where the template has none. */
export function podLabels({ podTemplate }: Workload): Labels | undefined {
  const node = at(podTemplate, "metadata", "labels");
  return asMapping(node) ? labels(node) : undefined;
}

/** The selector of the workload; undefined where it has none. A ReplicationController's plain map counts as `matchLabels`. */
export function workloadSelector({ kind, spec }: Workload): LabelSelector | undefined {
  const node = child(spec, "selector");
  if (kind !== "ReplicationController") return labelSelector(node);
  return asMapping(node) ? { matchLabels: labels(node), matchExpressions: [] } : undefined;
}

/**
 * Must all Pods of the template run on one and the same node?
 * By `nodeName`, a node selector or required node affinity for one host name, or required Pod affinity to themselves.
 */
export function pinnedToOneNode(workload: Workload): boolean {
  const { podSpec } = workload;
  if (stringAt(podSpec, "nodeName")) return true;
  if (stringAt(podSpec, "nodeSelector", HOSTNAME)) return true;
  const terms = itemsOf(
    at(podSpec, "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms"),
  );
  // Terms are alternatives: one is enough to leave another node open.
  if (terms.length > 0 && terms.every(namesOneHost)) return true;
  const own = podLabels(workload) ?? {};
  return itemsOf(at(podSpec, "affinity", "podAffinity", "requiredDuringSchedulingIgnoredDuringExecution")).some(
    (term) => {
      const selector = labelSelector(child(term, "labelSelector"));
      return stringAt(term, "topologyKey") === HOSTNAME && selector !== undefined && matches(selector, own);
    },
  );
}

const HOSTNAME = "kubernetes.io/hostname";

function namesOneHost(term: Node): boolean {
  return itemsOf(child(term, "matchExpressions")).some(
    (expression) =>
      stringAt(expression, "key") === HOSTNAME &&
      stringAt(expression, "operator") === "In" &&
      (asSequence(child(expression, "values"))?.items.length ?? 0) === 1,
  );
}

/**
 * Is the object whole, rather than a piece that is laid over another one (a Kustomize patch, an argument of `kubectl patch`)?
 * A whole workload has containers that all name an image, and labels or a selector where its kind asks for them.
 */
export function isWholeWorkload(workload: Workload): boolean {
  const main = containerList(workload.podSpec ?? misplacedPodSpec(workload), "containers");
  if (main.length === 0 || main.some(({ image }) => image === "")) return false;
  if (workload.kind === "Pod" || workload.kind === "Job" || workload.kind === "CronJob") return true;
  return child(workload.spec, "selector") !== undefined || podLabels(workload) !== undefined;
}

/** A CronJob's Pods under `spec.template`, where a Job has them: a whole object with a fault, and no patch. */
function misplacedPodSpec({ kind, spec }: Workload): Node | undefined {
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
