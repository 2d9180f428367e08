// What a kustomization says: which files it builds from, and how it changes their objects. Plain data without places.
import { type Labels, labels } from "../kubernetes/labels";
import { asMapping, asScalar, booleanAt, child, integerAt, itemsOf, stringAt } from "../yaml/navigate";
import type { Node } from "../yaml/tree";
import { type FieldSpec, fieldSpecs } from "./field-spec";
import { type GeneratorFacts, generatorFacts } from "./generator-facts";
import type { IdentityPattern } from "./identity";
import { identityPattern, type ReplacementEntry, replacementEntries } from "./replacement-facts";
import type { PatchField } from "./source-document";
import { type VariableFacts, variableFacts } from "./variable-facts";

export interface KustomizationFacts {
  /** A component changes what its user has gathered; a kustomization only what it gathers itself. */
  readonly kind: "Kustomization" | "Component";
  /** `resources`, then `bases`: files and other kustomizations. */
  readonly resources: readonly ResourceEntry[];
  readonly components: readonly ResourceEntry[];
  readonly patches: readonly PatchEntry[];
  readonly namespace: string | undefined;
  readonly namePrefix: string;
  readonly nameSuffix: string;
  readonly replicas: readonly ReplicaEntry[];
  /** In the order in which they are applied: `labels`, then `commonLabels`. */
  readonly labels: readonly LabelEntry[];
  readonly annotations: Labels;
  readonly images: readonly ImageEntry[];
  readonly replacements: readonly ReplacementEntry[];
  readonly variables: readonly VariableFacts[];
  readonly generated: readonly GeneratorFacts[];
  /** Files that say which fields the transformers reach. */
  readonly configurations: readonly string[];
  readonly crds: readonly string[];
  /** Files of plugins, or their text. */
  readonly transformers: readonly string[];
  readonly generators: readonly string[];
  /** How many charts it takes in. */
  readonly helmCharts: number;
  /** The file of another schema than the one that Kustomize has. */
  readonly openapi: string | undefined;
  readonly buildMetadata: readonly string[];
  /** May it take in objects that cannot be seen here (remote resources, charts, generators of plugins)? */
  readonly addsUnseen: boolean;
  /** May anything that it gathers be changed in ways that cannot be seen here (plugins, remote components and patches)? */
  readonly changesUnseen: boolean;
}

export interface ResourceEntry {
  readonly field: "resources" | "bases" | "components";
  /** Its place in that list. */
  readonly index: number;
  /** As written. */
  readonly path: string;
}

export interface PatchEntry {
  readonly field: PatchField;
  /** Its place in that list. */
  readonly index: number;
  /** File with the patch, as written. */
  readonly path: string | undefined;
  /** The patch itself, where it stands in the kustomization. */
  readonly inline: string | undefined;
  readonly target: PatchTarget | undefined;
  /** May a strategic merge patch change these? */
  readonly allowKindChange: boolean;
  readonly allowNameChange: boolean;
}

/** The names of a target are anchored regular expressions (kubernetes.md 2.8); absent means any. */
export interface PatchTarget extends IdentityPattern {
  readonly labelSelector: string | undefined;
  readonly annotationSelector: string | undefined;
}

export interface ReplicaEntry {
  /** Its place in `replicas`. */
  readonly index: number;
  readonly name: string;
  readonly count: number;
}

export interface LabelEntry {
  readonly field: "labels" | "commonLabels";
  /** Its place in that list; 0 for `commonLabels`. */
  readonly index: number;
  readonly pairs: Labels;
  readonly selectors: boolean;
  readonly templates: boolean;
  /** Further fields that get the labels. */
  readonly fields: readonly FieldSpec[];
}

export interface ImageEntry {
  readonly field: "images" | "imageTags";
  /** Its place in that list. */
  readonly index: number;
  /** A regular expression in the eyes of Kustomize. */
  readonly name: string;
  readonly newName: string;
  readonly newTag: string;
  readonly tagSuffix: string;
  readonly digest: string;
}

/** Reads a kustomization. Anything of an unexpected type counts as absent. Source: kustomize api/types/kustomization.go. */
export function kustomizationFacts(root: Node | undefined): KustomizationFacts {
  const resources = (["resources", "bases"] as const).flatMap((field) => resourceEntries(root, field));
  const components = resourceEntries(root, "components");
  const patches = [
    ...itemsOf(child(root, "patches")).map((item, index) => patchEntry("patches", item, index)),
    ...itemsOf(child(root, "patchesStrategicMerge")).map(strategicMerge),
    ...itemsOf(child(root, "patchesJson6902")).map((item, index) => patchEntry("patchesJson6902", item, index)),
  ];
  const crds = strings(child(root, "crds"));
  const transformers = strings(child(root, "transformers"));
  const generators = strings(child(root, "generators"));
  const helmCharts = [...itemsOf(child(root, "helmCharts")), ...itemsOf(child(root, "helmChartInflationGenerator"))]
    .length;
  const openapi = stringAt(root, "openapi", "path");
  return {
    kind: stringAt(root, "kind") === "Component" ? "Component" : "Kustomization",
    resources,
    components,
    patches,
    namespace: stringAt(root, "namespace") || undefined,
    namePrefix: stringAt(root, "namePrefix") ?? "",
    nameSuffix: stringAt(root, "nameSuffix") ?? "",
    replicas: itemsOf(child(root, "replicas")).flatMap((item, index) => {
      const name = stringAt(item, "name");
      const count = integerAt(item, "count");
      return name === undefined || count === undefined ? [] : { index, name, count };
    }),
    labels: labelEntries(root),
    annotations: labels(child(root, "commonAnnotations")),
    images: (["images", "imageTags"] as const).flatMap((field) => imageEntries(root, field)),
    replacements: replacementEntries(root),
    variables: variableFacts(root),
    generated: generatorFacts(root),
    configurations: strings(child(root, "configurations")),
    crds,
    transformers,
    generators,
    helmCharts,
    openapi,
    buildMetadata: strings(child(root, "buildMetadata")),
    addsUnseen:
      helmCharts > 0 || generators.length > 0 || [...resources, ...components].some(({ path }) => isRemote(path)),
    changesUnseen:
      transformers.length > 0 ||
      crds.length > 0 ||
      openapi !== undefined ||
      [...components, ...patches].some(({ path }) => path !== undefined && isRemote(path)),
  };
}

/** An address, or what Git takes for one. Source: kustomize api/internal/git/repospec.go. */
function isRemote(path: string): boolean {
  return /:\/\/|^git@|^git::|^gh:|^(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org)[:/]|\.git(?:$|[/?])|[?&]ref=/i.test(
    path,
  );
}

function strings(node: Node | undefined): string[] {
  return itemsOf(node).flatMap((item) => stringAt(item) ?? []);
}

function resourceEntries(root: Node | undefined, field: ResourceEntry["field"]): ResourceEntry[] {
  return itemsOf(child(root, field)).flatMap((item, index) => {
    const path = stringAt(item);
    return path === undefined ? [] : { field, index, path };
  });
}

function patchEntry(field: PatchEntry["field"], item: Node, index: number): PatchEntry {
  const target = asMapping(child(item, "target"));
  const options = child(item, "options");
  return {
    field,
    index,
    path: stringAt(item, "path") || undefined,
    inline: asScalar(child(item, "patch"))?.text,
    target: target && {
      ...identityPattern(target),
      labelSelector: stringAt(target, "labelSelector") || undefined,
      annotationSelector: stringAt(target, "annotationSelector") || undefined,
    },
    allowKindChange: booleanAt(options, "allowKindChange") === true,
    allowNameChange: booleanAt(options, "allowNameChange") === true,
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
    allowKindChange: false,
    allowNameChange: false,
  };
}

/** `commonLabels` go into selectors and templates; `labels` only where it says so. */
function labelEntries(root: Node | undefined): LabelEntry[] {
  const entries = itemsOf(child(root, "labels")).map((item, index): LabelEntry => {
    const selectors = booleanAt(item, "includeSelectors") === true;
    return {
      field: "labels",
      index,
      pairs: labels(child(item, "pairs")),
      selectors,
      templates: selectors || booleanAt(item, "includeTemplates") === true,
      fields: fieldSpecs(child(item, "fields")),
    };
  });
  const pairs = labels(child(root, "commonLabels"));
  if (Object.keys(pairs).length === 0) return entries;
  return [...entries, { field: "commonLabels", index: 0, pairs, selectors: true, templates: true, fields: [] }];
}

function imageEntries(root: Node | undefined, field: ImageEntry["field"]): ImageEntry[] {
  return itemsOf(child(root, field)).map((item, index) => {
    const says = (key: string) => stringAt(item, key) ?? "";
    return {
      field,
      index,
      name: says("name"),
      newName: says("newName"),
      newTag: says("newTag"),
      tagSuffix: says("tagSuffix"),
      digest: says("digest"),
    };
  });
}
