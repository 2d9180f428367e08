// A claim template can never change, and one of its labels changes with every release.
import { described } from "../../../kubernetes/resource";
import { volatileLabels } from "../../../kubernetes/volatile-labels";
import { remove } from "../../../yaml/edit-script";
import { at, child, entriesOf, itemsOf, stringAt } from "../../../yaml/navigate";
import type { Scalar } from "../../../yaml/tree";
import { defineRule, type Fix, type RuleContext } from "../../rule";
import { isOwn, ownFix, ownPath } from "../../shared/written";

export const rule = defineRule({
  id: "volatile-label-in-claim-template",
  group: "lifecycle",
  severities: ["warning"],
  kinds: ["StatefulSet"],
  summary: "A claim template, which cannot change, has a label that changes with every release.",
  fixes: [{ title: "Remove label 'k' (recreates the object)", safe: false }],
  check(context) {
    const { workload, report } = context;
    if (!workload) return;
    for (const [index, template] of itemsOf(child(workload.spec, "volumeClaimTemplates")).entries()) {
      for (const list of ["labels", "annotations"] as const) {
        for (const { key } of entriesOf(at(template, "metadata", list))) {
          if (key.type !== "scalar" || !volatileLabels.includes(key.text)) continue;
          const name = stringAt(template, "metadata", "name") ?? `${index}`;
          const message = `Claim template "${name}" of ${described(workload.resource)} has "${key.text}", but templates are immutable: an upgrade that changes it is rejected. Remove it.`;
          report(key, message, { fixes: fixes(context, key, index, list) });
        }
      }
    }
  },
});

function fixes(context: RuleContext, key: Scalar, index: number, list: "labels" | "annotations"): Fix[] {
  const path = ["spec", "volumeClaimTemplates"];
  const own = at(context.own.root, ...path, index, "metadata", list);
  // A patch of the list replaces it: the places of its items are others.
  const isWritten = entriesOf(own).some((entry) => entry.key.start === key.start && entry.key.end === key.end);
  if (!isWritten || !isOwn(context, key)) return [];
  const title = `Remove label '${key.text}' (recreates the object)`;
  return [ownFix(context, title, () => [remove(ownPath(context, ...path, index, "metadata", list, key.text))])];
}
