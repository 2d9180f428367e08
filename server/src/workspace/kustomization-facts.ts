// What a kustomization says: which files it builds from, and how it changes their objects.
import { type Labels, labels } from "../kubernetes/labels";
import { asMapping, asScalar, booleanAt, child, integerAt, itemsOf, stringAt } from "../yaml/navigate";
import type { Node } from "../yaml/tree";
import { nameOf } from "./paths";

export interface KustomizationFacts {
  /** Entries of `resources`, `bases` and `components`, as written. */
  readonly resources: readonly string[];
  readonly patches: readonly PatchEntry[];
  readonly namespace: string | undefined;
  readonly namePrefix: string;
  readonly nameSuffix: string;
  readonly replicas: readonly ReplicaEntry[];
  readonly labels: readonly LabelEntry[];
  readonly generated: readonly GeneratedEntry[];
  /** Does it take in objects that cannot be seen here (charts, generators and transformers of plugins)? */
  readonly opaque: boolean;
}

export interface PatchEntry {
  readonly field: "patches" | "patchesStrategicMerge" | "patchesJson6902";
  /** Its place in that list. */
  readonly index: number;
  /** File with the patch, as written. */
  readonly path: string | undefined;
  /** The patch itself, where it stands in the kustomization. */
  readonly inline: string | undefined;
  readonly target: PatchTarget | undefined;
}

/** The fields of a target are anchored regular expressions (kubernetes.md 2.8); absent means any. */
export interface PatchTarget {
  readonly group: string | undefined;
  readonly version: string | undefined;
  readonly kind: string | undefined;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  readonly labelSelector: string | undefined;
}

export interface ReplicaEntry {
  readonly name: string;
  readonly count: number;
}

export interface LabelEntry {
  readonly pairs: Labels;
  readonly selectors: boolean;
  readonly templates: boolean;
}

export interface GeneratedEntry {
  readonly kind: "ConfigMap" | "Secret";
  readonly name: string;
}

const fileNames = new Set(["kustomization.yaml", "kustomization.yml", "Kustomization"]);

export function isKustomizationFile(path: string): boolean {
  return fileNames.has(nameOf(path));
}

/** Reads a kustomization. Anything of an unexpected type counts as absent. Source: kustomize api/types/kustomization.go. */
export function kustomizationFacts(root: Node | undefined): KustomizationFacts {
  return {
    resources: ["resources", "bases", "components"].flatMap((key) => strings(child(root, key))),
    patches: [
      ...itemsOf(child(root, "patches")).map((item, index) => patchEntry("patches", item, index)),
      ...itemsOf(child(root, "patchesStrategicMerge")).map(strategicMerge),
      ...itemsOf(child(root, "patchesJson6902")).map((item, index) => patchEntry("patchesJson6902", item, index)),
    ],
    namespace: stringAt(root, "namespace") || undefined,
    namePrefix: stringAt(root, "namePrefix") ?? "",
    nameSuffix: stringAt(root, "nameSuffix") ?? "",
    replicas: itemsOf(child(root, "replicas")).flatMap((item) => {
      const name = stringAt(item, "name");
      const count = integerAt(item, "count");
      return name === undefined || count === undefined ? [] : { name, count };
    }),
    labels: labelEntries(root),
    generated: [...generated(root, "configMapGenerator", "ConfigMap"), ...generated(root, "secretGenerator", "Secret")],
    opaque: ["helmCharts", "helmChartInflationGenerator", "generators", "transformers"].some(
      (key) => itemsOf(child(root, key)).length > 0,
    ),
  };
}

function strings(node: Node | undefined): string[] {
  return itemsOf(node).flatMap((item) => stringAt(item) ?? []);
}

function patchEntry(field: PatchEntry["field"], item: Node, index: number): PatchEntry {
  const target = child(item, "target");
  return {
    field,
    index,
    path: stringAt(item, "path"),
    inline: asScalar(child(item, "patch"))?.text,
    target: asMapping(target) && {
      group: stringAt(target, "group"),
      version: stringAt(target, "version"),
      kind: stringAt(target, "kind"),
      name: stringAt(target, "name"),
      namespace: stringAt(target, "namespace"),
      labelSelector: stringAt(target, "labelSelector"),
    },
  };
}

/** Entries are file names, or patches written as text. */
function strategicMerge(item: Node, index: number): PatchEntry {
  const text = asScalar(item)?.text ?? "";
  const inline = /[\n:]/.test(text);
  return {
    field: "patchesStrategicMerge",
    index,
    path: inline ? undefined : text,
    inline: inline ? text : undefined,
    target: undefined,
  };
}

/** `commonLabels` go into selectors and templates; `labels` only where it says so. */
function labelEntries(root: Node | undefined): LabelEntry[] {
  const common = labels(child(root, "commonLabels"));
  const entries = itemsOf(child(root, "labels")).map((item) => {
    const selectors = booleanAt(item, "includeSelectors") === true;
    return {
      pairs: labels(child(item, "pairs")),
      selectors,
      templates: selectors || booleanAt(item, "includeTemplates") === true,
    };
  });
  return Object.keys(common).length > 0 ? [{ pairs: common, selectors: true, templates: true }, ...entries] : entries;
}

function generated(root: Node | undefined, key: string, kind: "ConfigMap" | "Secret"): GeneratedEntry[] {
  return itemsOf(child(root, key)).flatMap((item) => {
    const name = stringAt(item, "name");
    return name === undefined ? [] : { kind, name };
  });
}
