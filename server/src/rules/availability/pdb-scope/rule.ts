// A PodDisruptionBudget over more Pods than one means, or over Pods that it cannot count.
import { isEmptySelector } from "../../../kubernetes/labels";
import { described } from "../../../kubernetes/resource";
import { child, entryOf, isNullish } from "../../../yaml/navigate";
import { defineRule } from "../../rule";
import { type Watched, watched, watchedRelated } from "../../shared/budgeted";
import { narrowBudgetFix } from "../../shared/narrow-budget";
import { keptPodsFix, minAvailableTitle } from "./kept-pods-fix";

export const rule = defineRule({
  id: "pdb-scope",
  group: "availability",
  severities: ["warning", "information"],
  kinds: ["policy/PodDisruptionBudget"],
  summary: "A PodDisruptionBudget over too many Pods, or such that it cannot count.",
  fixes: [
    { title: "Add label 'k: v' to the selector", safe: false },
    { title: minAvailableTitle("N"), safe: false },
  ],
  check(context) {
    const { lookups, resource, report } = context;
    const { budget } = lookups.subject.facts;
    if (!budget?.selector) return;
    const all = watched(budget.selector, lookups);
    const spec = entryOf(resource.root, "spec")?.value;
    const key = entryOf(spec, "selector")?.key;
    if (key && isEmptySelector(budget.selector) && all.length > 1) {
      const message = `An empty selector is all Pods of the namespace: ${listed(all)} share this budget. Select the Pods of one.`;
      const kept = all.filter(({ object }) => isNamedAfter(resource.name, object.facts.name));
      const fixes =
        kept.length === 1
          ? narrowBudgetFix(
              context,
              kept,
              all.filter((one) => !kept.includes(one)),
            )
          : [];
      report(key, message, { related: all.slice(0, 5).map(watchedRelated), fixes });
    }
    const most = child(spec, "maxUnavailable");
    const least = child(spec, "minAvailable");
    const isShare = typeof budget.minAvailable === "string" && /^\d+%$/.test(budget.minAvailable);
    const token = !isNullish(most) ? most : isShare ? least : undefined;
    const without = all.filter(({ hasScale }) => !hasScale);
    const [first] = without;
    // Both at once are rejected, and told by pdb-both-limits.
    if (!token || !first || (!isNullish(most) && !isNullish(least))) return;
    const limit = !isNullish(most) ? "maxUnavailable" : "A percentage";
    const message = `${limit} needs a controller with a scale, and ${described(first.object.facts)} has none: no Pod of it can be evicted. Use a whole minAvailable.`;
    report(token, message, {
      severity: "information",
      related: without.slice(0, 5).map(watchedRelated),
      fixes: keptPodsFix(context, all),
    });
  },
});

function listed(all: readonly Watched[]): string {
  const [first, second] = all.map(({ object }) => described(object.facts));
  return all.length > 2 ? `${first}, ${second} and ${all.length - 2} more` : `${first} and ${second}`;
}

/** `web-pdb` and `pdb-web` are about `web`. */
function isNamedAfter(budget: string, workload: string): boolean {
  const bare = budget
    .replace(/(?:^|-)(?:pdb|poddisruptionbudget|disruption-budget|budget)(?=-|$)/g, "")
    .replace(/^-/, "");
  return bare === workload;
}
