// Targets of patches and replacements that name nothing of their build: Kustomize skips them without a word.
import { nearMiss } from "../../../config/near-miss";
import { workloadKinds } from "../../../kubernetes/kinds";
import { replace } from "../../../yaml/edit-script";
import type { RuleContext } from "../../rule";
import {
  foundBy,
  isWorkloadSlot,
  type KustomizationTarget,
  layerOf,
  meet,
  nameBeforeRenaming,
  plainTargets,
} from "../../shared/kustomization-targets";
import { ownFix } from "../../shared/written";

export function checkTargets(context: RuleContext): void {
  for (const target of plainTargets(context)) {
    const token = target.name ?? target.kind;
    if (!token || !namesNothing(context, target)) continue;
    const near = innerName(context, target) ?? nearName(context, target.name?.text, target.kind?.text);
    const meant = target.name ? `"${target.name.text}"` : target.kind?.text;
    const kind = target.name && target.kind ? `no ${target.kind.text}` : "nothing";
    const mend = near === undefined ? "Correct or remove it." : `Did you mean "${near}"?`;
    context.report(
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

/** A kind of workload whose name another kind of workload has is another rule's. */
function namesNothing(context: RuleContext, target: KustomizationTarget): boolean {
  const { ofKind, called } = foundBy(context, target);
  // A component is for many builds, of which not each has all kinds, and none may be here.
  const isComponent = context.lookups.subject.document.kustomization?.kind === "Component";
  if (isComponent && ofKind?.length === 0) return false;
  if (!called) return ofKind?.length === 0;
  if (!ofKind) return called.length === 0;
  const isWorkload = workloadKinds.some((known) => known === target.kind?.text);
  return !meet(ofKind, called) && !(isWorkload && called.some(isWorkloadSlot));
}

/** Patches see the names without the prefix and suffix that stand beside them. */
function innerName(context: RuleContext, target: KustomizationTarget): string | undefined {
  const inner = nameBeforeRenaming(context, target);
  const { ofKind = [] } = foundBy(context, target);
  const layer = layerOf(context.lookups.subject.document.path);
  const called = inner === undefined ? [] : context.lookups.files.calledThrough(layer, inner);
  return meet(ofKind, called) ? inner : undefined;
}

function nearName({ lookups }: RuleContext, name: string | undefined, kind: string | undefined): string | undefined {
  if (kind === undefined || name === undefined) return undefined;
  const slots = lookups.files.ofKindThrough(layerOf(lookups.subject.document.path), kind);
  const near = nearMiss(
    name,
    slots.flatMap(({ document, index }) => document.objects[index]?.facts.name ?? []),
  );
  return near !== undefined && Math.abs(near.length - name.length) <= 2 ? near : undefined;
}
