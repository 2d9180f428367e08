// Two PodDisruptionBudgets watch the same Pods: the API evicts none of them.
import { described } from "../../../kubernetes/resource";
import type { WorkspaceObject } from "../../../workspace/objects/workspace-object";
import { entryOf } from "../../../yaml/navigate";
import { defineRule, type Related } from "../../rule";
import { watched } from "../../shared/budgeted";
import { narrowBudgetFix } from "../../shared/narrow-budget";

export const rule = defineRule({
  id: "pdb-overlap",
  group: "availability",
  severities: ["warning"],
  kinds: ["policy/PodDisruptionBudget"],
  summary: "Two PodDisruptionBudgets select the same Pods.",
  fixes: [{ title: "Add label 'k: v' to the selector", safe: false }],
  check(context) {
    const { lookups, resource, report } = context;
    const { facts } = lookups.subject;
    const token = entryOf(entryOf(resource.root, "spec")?.value, "selector")?.key;
    if (!token || !facts.budget?.selector) return;
    const all = watched(facts.budget.selector, lookups).map((one) => ({
      ...one,
      // Two of one name are one object that is written twice.
      others: lookups.pods
        .budgetsSelecting(one.object.facts.workload?.podLabels ?? {})
        .filter((other) => other.facts.name !== facts.name),
    }));
    const shared = all.filter(({ others }) => others.length > 0);
    const [first] = shared;
    const [other] = first?.others ?? [];
    if (!first || !other) return;
    const who = described(first.object.facts) + (shared.length > 1 ? ` and ${shared.length - 1} more` : "");
    const message = `${described(other.facts)} selects the Pods of ${who} too: the API evicts none that two budgets select. Keep one of them.`;
    const rest = all.filter(({ others }) => others.length === 0);
    report(token, message, {
      related: [...new Set(shared.flatMap(({ others }) => others))].map(related),
      fixes: narrowBudgetFix(context, rest, shared),
    });
  },
});

function related(object: WorkspaceObject): Related {
  return {
    message: `${described(object.facts)} selects them here`,
    place: { object, path: ["spec", "selector"], part: "key" },
  };
}
