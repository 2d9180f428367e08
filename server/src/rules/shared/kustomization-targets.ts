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
  /** Is it looked for before the kustomization's own prefix and suffix are there, as only `patches` are? */
  readonly isBeforeRenaming: boolean;
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
    isBeforeRenaming: entry[0] === "patches",
    kind: asScalar(at(root, ...entry, key, "kind")),
    name: asScalar(at(root, ...entry, key, "name")),
  });
  return [
    ...patches.map((entry) => target(entry, "target", "patch")),
    ...replacements.map((entry) => target(entry, "select", "replacement")),
  ];
}

/** The objects of the build that have the target's kind, and those that have its name, at any step of it that counts. */
export function foundBy(context: RuleContext, target: KustomizationTarget) {
  const { files, subject } = context.lookups;
  const { kind, name } = target;
  const layer = layerOf(subject.document.path);
  const ofKind = kind && kind.text !== "" ? files.ofKindThrough(layer, kind.text) : undefined;
  if (!name || name.text === "") return { ofKind, called: undefined };
  const called = files.calledThrough(layer, name.text);
  const inner = nameBeforeRenaming(context, target);
  if (inner === undefined || called.length === 0) return { ofKind, called };
  // Who has the name only behind the own prefix had the inner one before, and never the name with the prefix once more.
  const before = new Set(files.calledThrough(layer, inner).map(keyOf));
  const after = new Set(files.calledThrough(layer, renamed(context, name.text)).map(keyOf));
  return { ofKind, called: called.filter((slot) => !before.has(keyOf(slot)) || after.has(keyOf(slot))) };
}

/** What the kustomization's own prefix and suffix make the written name of; undefined where they do not, or come before. */
export function nameBeforeRenaming({ lookups }: RuleContext, target: KustomizationTarget): string | undefined {
  const { namePrefix = "", nameSuffix = "" } = lookups.subject.document.kustomization ?? {};
  const text = target.name?.text ?? "";
  const isRenamed = namePrefix + nameSuffix !== "" && text.startsWith(namePrefix) && text.endsWith(nameSuffix);
  const inner = text.slice(namePrefix.length, text.length - nameSuffix.length);
  return target.isBeforeRenaming && isRenamed && inner !== "" ? inner : undefined;
}

function renamed({ lookups }: RuleContext, name: string): string {
  const { namePrefix = "", nameSuffix = "" } = lookups.subject.document.kustomization ?? {};
  return `${namePrefix}${name}${nameSuffix}`;
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
