// The targets of patches and replacements that a kustomization writes, and what they find in its build.
import { workloadKinds } from "../../kubernetes/kinds";
import { isPlain } from "../../kustomize/target";
import type { Slot } from "../../workspace/slot";
import { asScalar, at, child, itemsOf } from "../../yaml/navigate";
import type { Node, Path, Scalar } from "../../yaml/tree";
import type { RuleContext } from "../rule";

export const kustomizationKinds: readonly string[] = [
  "kustomize.config.k8s.io/Kustomization",
  "kustomize.config.k8s.io/Component",
];

export interface KustomizationTarget {
  readonly path: Path;
  /** The entry of the list that has the target. */
  readonly entry: Path;
  readonly kind: Scalar | undefined;
  readonly name: Scalar | undefined;
  readonly what: "patch" | "replacement";
}

/** Those of which each word means itself alone; none where not all that is built is seen. */
export function plainTargets({ resource, lookups }: RuleContext): KustomizationTarget[] {
  if (!lookups.files.wasReadThrough(layerOf(lookups.subject.document.path).folder)) return [];
  return targetsIn(resource.root).filter(({ kind, name }) => {
    const words = [kind, name].flatMap((node) => (node && node.text !== "" ? node.text : []));
    return words.length > 0 && words.every(isPlain);
  });
}

function targetsIn(root: Node): KustomizationTarget[] {
  const patches = (["patches", "patchesJson6902"] as const).flatMap((field) =>
    itemsOf(child(root, field)).map((_, index): Path => [field, index]),
  );
  const replacements = itemsOf(child(root, "replacements")).flatMap((replacement, index) =>
    itemsOf(child(replacement, "targets")).map((_, place): Path => ["replacements", index, "targets", place]),
  );
  const target = (entry: Path, key: string, what: KustomizationTarget["what"]): KustomizationTarget => ({
    path: [...entry, key],
    entry,
    what,
    kind: asScalar(at(root, ...entry, key, "kind")),
    name: asScalar(at(root, ...entry, key, "name")),
  });
  return [
    ...patches.map((entry) => target(entry, "target", "patch")),
    ...replacements.map((entry) => target(entry, "select", "replacement")),
  ];
}

/** The objects of the build that have the target's kind, and those that have its name, at any step of it. */
export function foundBy({ lookups }: RuleContext, { kind, name }: KustomizationTarget) {
  const layer = layerOf(lookups.subject.document.path);
  const ofKind = kind && kind.text !== "" ? lookups.files.ofKindThrough(layer, kind.text) : undefined;
  const called = name && name.text !== "" ? lookups.files.calledThrough(layer, name.text) : undefined;
  return { ofKind, called };
}

/** Are there objects that are both? */
export function meet(left: readonly Slot[], right: readonly Slot[]): boolean {
  const keys = new Set(left.map(keyOf));
  return right.some((slot) => keys.has(keyOf(slot)));
}

export function isWorkloadSlot({ document, index }: Slot): boolean {
  const kind = document.objects[index]?.facts.kind;
  return workloadKinds.some((known) => known === kind);
}

export function layerOf(path: string): { readonly path: string; readonly folder: string } {
  return { path, folder: path.slice(0, path.lastIndexOf("/")) };
}

function keyOf({ document, index, unit }: Slot): string {
  return `${document.id}.${index} ${unit.key}`;
}
