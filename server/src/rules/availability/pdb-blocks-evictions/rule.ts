// A PodDisruptionBudget that lets no Pod go: nodes cannot be drained.
import type { BudgetLimits } from "../../../kubernetes/disruption-budget";
import { described } from "../../../kubernetes/resource";
import { entryOf } from "../../../yaml/navigate";
import { defineRule } from "../../rule";
import { budgetOf, watched, watchedRelated } from "../../shared/budgeted";
import { oneUnavailableFix, oneUnavailableTitle } from "./one-unavailable-fix";

export const rule = defineRule({
  id: "pdb-blocks-evictions",
  group: "availability",
  severities: ["warning"],
  kinds: ["policy/PodDisruptionBudget"],
  summary: "A PodDisruptionBudget allows no eviction.",
  fixes: [{ title: oneUnavailableTitle, safe: false }],
  check(context) {
    const { lookups, resource, report } = context;
    const { budget } = lookups.subject.facts;
    if (!budget?.selector) return;
    const { minAvailable, maxUnavailable } = budget;
    // That is rejected, and told by pdb-both-limits.
    if (minAvailable !== undefined && maxUnavailable !== undefined) return;
    const all = watched(budget.selector, lookups).filter(({ least }) => least !== 0);
    const [first] = all;
    if (!first) return;
    const spec = entryOf(resource.root, "spec")?.value;
    const details = { related: all.map(watchedRelated), fixes: oneUnavailableFix(context, all) };
    const limit = entryOf(spec, minAvailable === undefined ? "maxUnavailable" : "minAvailable");
    const who = described(first.object.facts) + (all.length > 1 ? ` and ${all.length - 1} more` : "");
    if (minAvailable === undefined && maxUnavailable === undefined) {
      // What stands there is neither a number nor a percentage, but it is something.
      const node = entryOf(spec, "selector")?.key ?? resource.kindNode;
      const message = `With neither minAvailable nor maxUnavailable no Pod of ${who} may ever be evicted: no node can be drained. Set maxUnavailable to 1.`;
      if (isUnset(spec)) report(node, message, details);
      return;
    }
    const told = budgetOf(budget, all);
    if (!limit || !told || told.allowed > 0) return;
    const varies = all.some((one) => one.varies);
    report(limit.value, message(budget, varies ? `${told.pods} at least` : told.pods, who), details);
  },
});

function isUnset(spec: Parameters<typeof entryOf>[0]): boolean {
  return (["minAvailable", "maxUnavailable"] as const).every((key) => {
    const value = entryOf(spec, key)?.value;
    return value === undefined || (value.type === "scalar" && value.value === null);
  });
}

function message({ minAvailable, maxUnavailable }: BudgetLimits, pods: number | string, who: string): string {
  const end = "no node can be drained. Set maxUnavailable to 1.";
  if (maxUnavailable !== undefined) return `maxUnavailable ${maxUnavailable} lets no Pod of ${who} go: ${end}`;
  const there = pods === 1 ? "the only Pod" : typeof pods === "number" ? `all ${pods} Pods` : `all Pods (${pods})`;
  return `minAvailable ${minAvailable} keeps ${there} of ${who}: ${end}`;
}
