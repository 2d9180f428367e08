// The fields of a kustomization that change objects without a patch: namespace, name prefix and suffix, labels, replicas.
//
// Order and reach are those of Kustomize 5.5.0 (api/internal/target/kusttarget_configplugin.go and
// api/internal/konfig/builtinpluginconsts): after `patches`, before `patchesJson6902` come namespace, names, labels;
// behind everything come replicas. References to a changed name are left alone: look-ups go by the written names.
import { groupOf } from "../kubernetes/kinds";
import { mappingLike, type Note, sequenceLike, stringLike, withEntry, withValueAt } from "../kubernetes/tree-change";
import {
  asMapping,
  asScalar,
  at,
  child,
  entriesOf,
  integerAt,
  isNullish,
  itemsOf,
  resolved,
  stringAt,
} from "../yaml/navigate";
import type { Entry, Mapping, Node } from "../yaml/tree";
import { type Identity, isClusterScoped } from "./build-target";
import type { KustomizationFacts, LabelEntry } from "./kustomization-facts";

export interface Fields {
  readonly facts: KustomizationFacts;
  /** The root of the kustomization, whose nodes become nodes of the object. */
  readonly root: Node | undefined;
  readonly note: Note;
}

export function withNamespace(object: Mapping, identity: Identity, { facts, root, note }: Fields): Mapping {
  const value = asScalar(child(root, "namespace"));
  if (facts.namespace === undefined || !value) return object;
  const isNamespace = identity.kind === "Namespace" && identity.group === "";
  if (!isNamespace && isClusterScoped(identity)) return object;
  const path = ["metadata", isNamespace ? "name" : "namespace"];
  return stringAt(object, ...path) === facts.namespace ? object : withValueAt(object, path, value, note);
}

/** @param former what the object was called first: kinds that are not renamed are told by it */
export function withName(object: Mapping, former: Identity, add: (name: string) => string, note: Note): Mapping {
  const { kind, group } = former;
  if (kind === "CustomResourceDefinition" || kind === "Namespace") return object;
  if (kind === "APIService" && group === "apiregistration.k8s.io") return object;
  const name = asScalar(at(object, "metadata", "name"));
  if (!name) return object;
  const text = add(name.text);
  return text === name.text ? object : withValueAt(object, ["metadata", "name"], stringLike(name, text, note), note);
}

/** @param identities all that the object was called in its build */
export function withReplicas(object: Mapping, identities: readonly Identity[], { facts, root, note }: Fields): Mapping {
  if (facts.replicas.length === 0 || !scalable.has(stringAt(object, "kind") ?? "")) return object;
  let result = object;
  for (const entry of itemsOf(child(root, "replicas"))) {
    const name = stringAt(entry, "name");
    const count = integerAt(entry, "count");
    const node = asScalar(child(entry, "count"));
    if (name === undefined || count === undefined || !node) continue;
    if (!identities.some((identity) => identity.name === name && scalable.has(identity.kind))) continue;
    if (integerAt(result, "spec", "replicas") !== count) result = withValueAt(result, ["spec", "replicas"], node, note);
  }
  return result;
}

/** By kind alone, whatever the group. */
const scalable = new Set(["Deployment", "ReplicationController", "ReplicaSet", "StatefulSet"]);

/** A place for labels in objects of one kind; without `group` or `version` in those of any. */
interface Place {
  readonly kind: string;
  readonly group?: string;
  readonly version?: string;
  readonly path: string;
  /** Are mappings that are missing on the way made? Lists never are. */
  readonly create?: boolean;
}

const templates: readonly Place[] = [
  { kind: "ReplicationController", version: "v1", path: "spec/template/metadata/labels", create: true },
  { kind: "Deployment", path: "spec/template/metadata/labels", create: true },
  { kind: "ReplicaSet", path: "spec/template/metadata/labels", create: true },
  { kind: "DaemonSet", path: "spec/template/metadata/labels", create: true },
  { kind: "StatefulSet", group: "apps", path: "spec/template/metadata/labels", create: true },
  { kind: "StatefulSet", group: "apps", path: "spec/volumeClaimTemplates[]/metadata/labels", create: true },
  { kind: "Job", group: "batch", path: "spec/template/metadata/labels", create: true },
  { kind: "CronJob", group: "batch", path: "spec/jobTemplate/metadata/labels", create: true },
  { kind: "CronJob", group: "batch", path: "spec/jobTemplate/spec/template/metadata/labels", create: true },
];

const podSelectors = [
  "affinity/podAffinity/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm/labelSelector/matchLabels",
  "affinity/podAffinity/requiredDuringSchedulingIgnoredDuringExecution/labelSelector/matchLabels",
  "affinity/podAntiAffinity/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm/labelSelector/matchLabels",
  "affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution/labelSelector/matchLabels",
  "topologySpreadConstraints/labelSelector/matchLabels",
];

const selectors: readonly Place[] = [
  { kind: "Service", version: "v1", path: "spec/selector", create: true },
  { kind: "ReplicationController", version: "v1", path: "spec/selector", create: true },
  { kind: "Deployment", path: "spec/selector/matchLabels", create: true },
  { kind: "ReplicaSet", path: "spec/selector/matchLabels", create: true },
  { kind: "DaemonSet", path: "spec/selector/matchLabels", create: true },
  { kind: "StatefulSet", group: "apps", path: "spec/selector/matchLabels", create: true },
  ...["Deployment", "StatefulSet"].flatMap((kind) =>
    podSelectors.map((path) => ({ kind, group: "apps", path: `spec/template/spec/${path}` })),
  ),
  { kind: "Job", group: "batch", path: "spec/selector/matchLabels" },
  { kind: "CronJob", group: "batch", path: "spec/jobTemplate/spec/selector/matchLabels" },
  { kind: "PodDisruptionBudget", group: "policy", path: "spec/selector/matchLabels" },
  { kind: "NetworkPolicy", group: "networking.k8s.io", path: "spec/podSelector/matchLabels" },
  { kind: "NetworkPolicy", group: "networking.k8s.io", path: "spec/ingress/from/podSelector/matchLabels" },
  { kind: "NetworkPolicy", group: "networking.k8s.io", path: "spec/egress/to/podSelector/matchLabels" },
];

export function withLabels(object: Mapping, fields: Fields): Mapping {
  if (fields.facts.labels.length === 0) return object;
  let result = object;
  for (const { entry, pairs } of labelLists(fields)) result = withLabelEntry(result, entry, pairs, fields.note);
  return result;
}

interface LabelList {
  readonly entry: LabelEntry;
  readonly pairs: Mapping;
}

/** `labels` first, then `commonLabels`, each with the nodes of its pairs. */
function labelLists({ facts, root }: Fields): LabelList[] {
  const common = asMapping(child(root, "commonLabels"));
  const hasCommon =
    common !== undefined && entriesOf(common).length > 0 && facts.labels.length > itemsOf(child(root, "labels")).length;
  const entries = hasCommon ? facts.labels.slice(1) : facts.labels;
  const lists = itemsOf(child(root, "labels")).flatMap((item, index) => {
    const entry = entries[index];
    const pairs = asMapping(child(item, "pairs"));
    return entry && pairs ? [{ entry, pairs }] : [];
  });
  const first = facts.labels[0];
  return hasCommon && first ? [...lists, { entry: first, pairs: common }] : lists;
}

function withLabelEntry(
  object: Mapping,
  { pairs: wanted, selectors: inSelectors, templates: inTemplates }: LabelEntry,
  pairs: Mapping,
  note: Note,
): Mapping {
  const added = entriesOf(pairs).filter(({ key }) => key.type === "scalar" && key.text in wanted);
  const places = [...(inTemplates ? templates : []), ...(inSelectors ? selectors : [])].filter((place) =>
    isIn(object, place),
  );
  let result: Node = put(object, ["metadata", "labels"], true, added, pairs, note);
  for (const { path, create } of places) result = put(result, path.split("/"), create === true, added, pairs, note);
  return asMapping(result) ?? object;
}

function isIn(object: Mapping, { kind, group, version }: Place): boolean {
  const apiVersion = stringAt(object, "apiVersion") ?? "";
  if (stringAt(object, "kind") !== kind || (group !== undefined && groupOf(apiVersion) !== group)) return false;
  return version === undefined || apiVersion.slice(apiVersion.indexOf("/") + 1) === version;
}

/** The node with labels at a path, in every item of the lists on the way. */
function put(
  node: Node,
  path: readonly string[],
  create: boolean,
  added: readonly Entry[],
  like: Node,
  note: Note,
): Node {
  const target = resolved(node);
  if (target?.type === "sequence") {
    const items = target.items.map((item) => put(item, path, create, added, like, note));
    return items.every((item, index) => item === target.items[index]) ? node : sequenceLike(target, items, note);
  }
  if (target?.type !== "mapping") return node;
  const [step, ...rest] = path;
  if (step === undefined) return withPairs(target, added, node, note);
  const key = step.replace("[]", "");
  const former = child(target, key);
  const missing = isNullish(former);
  if (missing && (!create || key !== step)) return node;
  const inner = missing || !former ? mappingLike(like, [], note) : former;
  const value = put(inner, rest, create, added, like, note);
  return value === former ? node : withEntry(target, stringLike(like, key, note), value, note);
}

function withPairs(target: Mapping, added: readonly Entry[], node: Node, note: Note): Node {
  let result = target;
  for (const { key, value } of added) {
    if (key.type !== "scalar" || stringAt(result, key.text) === asScalar(value)?.value) continue;
    result = withEntry(result, key, value, note);
  }
  return result === target ? node : result;
}
