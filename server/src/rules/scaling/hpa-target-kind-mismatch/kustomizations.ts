// Targets of patches and replacements that name a workload of their build by a kind that it no longer has.
import { workloadKinds } from "../../../kubernetes/kinds";
import { described } from "../../../kubernetes/resource";
import { joined } from "../../../workspace/paths";
import type { Slot } from "../../../workspace/slot";
import { replace } from "../../../yaml/edit-script";
import { asScalar, at, itemsOf, stringAt } from "../../../yaml/navigate";
import type { Fix, Related, RuleContext } from "../../rule";
import {
  foundBy,
  isWorkloadSlot,
  type KustomizationTarget,
  meet,
  plainTargets,
} from "../../shared/kustomization-targets";
import { ownFix } from "../../shared/written";

/** What one kind alone has, and what other rules weigh: a patch of these may do harm to another kind. */
const TELLING =
  /\b(?:strategy|updateStrategy|progressDeadlineSeconds|paused|serviceName|podManagementPolicy|ordinals|volumeClaimTemplates|persistentVolumeClaim\w*|replicas|selector|matchLabels|labels|volumes|hostPort|hostNetwork|restartPolicy|terminationGracePeriodSeconds|preStop|schedule|jobTemplate)\b/;

/** Kustomize builds without them, and says nothing. */
export function checkKustomization(context: RuleContext): void {
  for (const target of plainTargets(context)) {
    const { kind, name } = target;
    if (!kind || !name || !workloadKinds.some((known) => known === kind.text)) continue;
    const { ofKind = [], called = [] } = foundBy(context, target);
    if (meet(ofKind, called)) continue;
    const [slot, ...others] = distinct(called.filter(isWorkloadSlot));
    const facts = slot?.document.objects[slot.index]?.facts;
    if (!slot || !facts || others.length > 0) continue;
    const there = described({ kind: facts.kind, name: name.text });
    const message = `There is no ${kind.text} "${name.text}" in this build, but ${there}: Kustomize skips the ${target.what} without a word. Set kind to ${facts.kind}.`;
    context.report(kind, message, {
      severity: "warning",
      related: related(context, slot),
      fixes: isHarmless(context, target) ? fixes(context, target, facts) : [],
    });
  }
}

/** One written object in several builds is one. */
function distinct(slots: readonly Slot[]): Slot[] {
  return [...new Map(slots.map((slot) => [`${slot.document.id}.${slot.index}`, slot])).values()];
}

function related({ lookups }: RuleContext, slot: Slot): Related[] {
  const object = lookups.files.standing(slot);
  if (!object) return [];
  return [{ message: `This is ${described(object.facts)}`, place: { object, path: ["kind"], part: "value" } }];
}

function fixes(
  context: RuleContext,
  { path }: KustomizationTarget,
  facts: { readonly kind: string; readonly group: string },
): Fix[] {
  const { root } = context.resource;
  const [group, version] = [stringAt(root, ...path, "group"), stringAt(root, ...path, "version")];
  // The group beside the kind would have to follow.
  if ((group ?? facts.group) !== facts.group || (version ?? "v1") !== "v1") return [];
  return [ownFix(context, `Set kind to '${facts.kind}'`, () => [replace([...path, "kind"], facts.kind)])];
}

/** Does what then reaches the workload say nothing that only its former kind takes? */
function isHarmless({ resource, lookups }: RuleContext, { entry, what }: KustomizationTarget): boolean {
  const { root } = resource;
  if (what === "replacement") {
    const paths = itemsOf(at(root, ...entry, "fieldPaths")).map((item) => asScalar(item)?.text ?? "");
    return paths.every((path) => !TELLING.test(path));
  }
  const inline = stringAt(root, ...entry, "patch");
  const file = stringAt(root, ...entry, "path");
  if (inline !== undefined) return !TELLING.test(inline);
  if (file === undefined) return false;
  const { path } = lookups.subject.document;
  const documents = lookups.files.documentsOf(joined(path.slice(0, path.lastIndexOf("/")), file) ?? file);
  return documents.length > 0 && documents.every(({ text }) => !TELLING.test(text));
}
