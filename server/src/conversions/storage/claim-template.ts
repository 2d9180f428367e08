// A claim's document → the entry of `volumeClaimTemplates` that asks for the same, in the claim's own words.
import type { LabelSelector } from "../../kubernetes/labels";
import type { WorkspaceObject } from "../../workspace/objects/workspace-object";
import { entry, entrySlice, type Fragment, literal, mapping } from "../../yaml/fragment";
import { asMapping, asScalar, at, child, entriesOf, stringAt } from "../../yaml/navigate";
import type { Path } from "../../yaml/tree";

/** Labels that tools write, and that change with every release: a template's labels are immutable on a live set. */
const toolLabels = [
  /^app\.kubernetes\.io\/instance$/,
  /^app\.kubernetes\.io\/version$/,
  /^app\.kubernetes\.io\/managed-by$/,
  /^helm\.sh\//,
  /^chart$/,
  /^heritage$/,
  /^argocd\.argoproj\.io\//,
  /^kustomize\.toolkit\.fluxcd\.io\//,
];

/** Annotations that controllers and tools write, and the one that a field has replaced. */
const toolAnnotations = [
  /^pv\.kubernetes\.io\//,
  /^volume\.kubernetes\.io\//,
  /^volume\.beta\.kubernetes\.io\//,
  /^kubectl\.kubernetes\.io\/last-applied-configuration$/,
  /^helm\.sh\/(?:hook|resource-policy)/,
  /^meta\.helm\.sh\//,
  /^argocd\.argoproj\.io\//,
  /^kustomize\.toolkit\.fluxcd\.io\//,
];

const storageClassAnnotation = "volume.beta.kubernetes.io/storage-class";

/** Fields of a claim that a template carries over; the others bind it to one volume or one source. */
const carriedFields = [
  "accessModes",
  "resources",
  "storageClassName",
  "volumeMode",
  "volumeAttributesClassName",
  "selector",
];

/** Where the claim is not known: the most usual mode and size, to be filled in by hand. */
const placeholder = "accessModes: [ReadWriteOnce]\nresources:\n  requests:\n    storage: 1Gi";

export interface TemplateOptions {
  /** The claim's document; undefined where there is none, or several that differ. */
  readonly claim: WorkspaceObject | undefined;
  /** The workload's selector: its labels are added to the claims anyway. */
  readonly selector: LabelSelector | undefined;
  /** Also clone each Pod's volume from the claim's data source. */
  readonly keepDataSource: boolean;
}

/** What a template says beyond its name. */
export interface TemplateParts {
  /** The entries `labels` and `annotations` of its metadata, where it has any. */
  readonly metadata: readonly Fragment[];
  /** The entry `spec`. */
  readonly spec: Fragment;
}

/** Parts of an item of `volumeClaimTemplates`. Values are slices of the claim's text: quotes and `0755` survive. */
export function claimTemplate({ claim, selector, keepDataSource }: TemplateOptions): TemplateParts {
  const resource = claim?.document.resource(claim.index);
  if (!claim || !resource) return { metadata: [], spec: entry("spec", placeholder) };
  const { text } = claim.document;
  const { root } = resource;
  const base: Path = resource.item === undefined ? [] : ["items", resource.item];
  const spec = [...base, "spec"];
  const wanted = keepDataSource ? [...carriedFields, "dataSource", "dataSourceRef"] : carriedFields;
  const fields = entriesOf(child(root, "spec")).flatMap(({ key }) =>
    key.type === "scalar" && wanted.includes(key.text) ? entrySlice(text, [...spec, key.text]) : [],
  );
  const annotated = stringAt(root, "metadata", "annotations", storageClassAnnotation);
  if (annotated !== undefined && !asScalar(at(root, "spec", "storageClassName"))) {
    fields.unshift(
      entry("storageClassName", literal(JSON.stringify(annotated).replace(/^"([a-z][a-z0-9-]*)"$/, "$1"))),
    );
  }
  return { metadata: metadata(text, root, base, selector), spec: entry("spec", mapping(...fields)) };
}

/** Labels and annotations that people wrote. */
function metadata(
  text: string,
  root: Parameters<typeof child>[0],
  base: Path,
  selector: LabelSelector | undefined,
): Fragment[] {
  const kept = (field: "labels" | "annotations", isTools: (key: string, value: string) => boolean): Fragment[] => {
    const path = [...base, "metadata", field];
    if (!asMapping(at(root, "metadata", field))) return [];
    const own = entriesOf(at(root, "metadata", field)).flatMap(({ key, value }) => {
      if (key.type !== "scalar" || isTools(key.text, asScalar(value)?.text ?? "")) return [];
      return entrySlice(text, [...path, key.text]);
    });
    return own.length > 0 ? [entry(field, mapping(...own))] : [];
  };
  return [
    ...kept(
      "labels",
      (key, value) => selector?.matchLabels[key] === value || toolLabels.some((label) => label.test(key)),
    ),
    ...kept("annotations", (key) => toolAnnotations.some((annotation) => annotation.test(key))),
  ];
}
