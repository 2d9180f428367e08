// Targets of patches and replacements that name nothing of their build: Kustomize skips them without a word.
import { nearMiss } from "../../../config/near-miss";
import { workloadKinds } from "../../../kubernetes/kinds";
import { isPlain } from "../../../kustomize/target";
import type { Slot } from "../../../workspace/slot";
import { replace } from "../../../yaml/edit-script";
import { asScalar, at, child, itemsOf } from "../../../yaml/navigate";
import type { Node, Path, Scalar } from "../../../yaml/tree";
import type { RuleContext } from "../../rule";
import { ownFix } from "../../shared/written";

export const kustomizationKinds: readonly string[] = [
  "kustomize.config.k8s.io/Kustomization",
  "kustomize.config.k8s.io/Component",
];

interface Target {
  readonly path: Path;
  readonly kind: Scalar | undefined;
  readonly name: Scalar | undefined;
  readonly what: "patch" | "replacement";
}

/** Speaks only where all that is built is seen. */
export function checkTargets(context: RuleContext): void {
  const { resource, lookups, report } = context;
  if (!lookups.files.wasReadThrough(layerOf(lookups.subject.document.path).folder)) return;
  for (const target of targetsIn(resource.root)) {
    const token = target.name ?? target.kind;
    if (!token || !namesNothing(context, target)) continue;
    const near = target.name && nearName(context, target.name.text, target.kind?.text);
    const meant = target.name ? `"${target.name.text}"` : target.kind?.text;
    const kind = target.name && target.kind ? `no ${target.kind.text}` : "nothing";
    const mend = near === undefined ? "Correct or remove it." : `Did you mean "${near}"?`;
    report(
      token,
      `Target ${meant} names ${kind} of this build: Kustomize skips the ${target.what} without a word. ${mend}`,
      {
        severity: "warning",
        fixes:
          near === undefined ? [] : [ownFix(context, `Use '${near}'`, () => [replace([...target.path, "name"], near)])],
      },
    );
  }
}

function targetsIn(root: Node): Target[] {
  const patches = (["patches", "patchesJson6902"] as const).flatMap((field) =>
    itemsOf(child(root, field)).map((_, index): Path => [field, index, "target"]),
  );
  const replacements = itemsOf(child(root, "replacements")).flatMap((replacement, index) =>
    itemsOf(child(replacement, "targets")).map((_, place): Path => ["replacements", index, "targets", place, "select"]),
  );
  const target = (path: Path, what: Target["what"]): Target => ({
    path,
    what,
    kind: asScalar(at(root, ...path, "kind")),
    name: asScalar(at(root, ...path, "name")),
  });
  return [...patches.map((path) => target(path, "patch")), ...replacements.map((path) => target(path, "replacement"))];
}

/** Expressions may mean anything; what has the name and is another kind of workload is another rule's. */
function namesNothing({ lookups }: RuleContext, { kind, name }: Target): boolean {
  const words = [kind, name].flatMap((node) => (node && node.text !== "" ? node.text : []));
  if (words.length === 0 || !words.every(isPlain)) return false;
  const layer = layerOf(lookups.subject.document.path);
  const ofKind = kind && kind.text !== "" ? lookups.files.ofKindThrough(layer, kind.text) : undefined;
  // A component is for many builds, of which not each has all kinds.
  const isComponent = lookups.subject.document.kustomization?.kind === "Component";
  if (!name || name.text === "") return !isComponent && ofKind?.length === 0;
  const called = lookups.files.calledThrough(layer, name.text);
  if (!ofKind) return called.length === 0;
  const keys = new Set(ofKind.map(keyOf));
  return !called.some((slot) => keys.has(keyOf(slot))) && !called.some(isWorkload);
}

function nearName({ lookups }: RuleContext, name: string, kind: string | undefined): string | undefined {
  if (kind === undefined) return undefined;
  const slots = lookups.files.ofKindThrough(layerOf(lookups.subject.document.path), kind);
  const near = nearMiss(
    name,
    slots.flatMap(({ document, index }) => document.objects[index]?.facts.name ?? []),
  );
  return near !== undefined && Math.abs(near.length - name.length) <= 2 ? near : undefined;
}

function layerOf(path: string): { readonly path: string; readonly folder: string } {
  return { path, folder: path.slice(0, path.lastIndexOf("/")) };
}

function keyOf({ document, index, unit }: Slot): string {
  return `${document.id}.${index} ${unit.key}`;
}

function isWorkload({ document, index }: Slot): boolean {
  const kind = document.objects[index]?.facts.kind;
  return workloadKinds.some((known) => known === kind);
}
