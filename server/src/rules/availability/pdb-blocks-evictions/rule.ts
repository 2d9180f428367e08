// A PodDisruptionBudget that lets no Pod go: nodes cannot be drained.
import type { BudgetLimits } from "../../../kubernetes/disruption-budget";
import { described } from "../../../kubernetes/resource";
import { entryOf } from "../../../yaml/navigate";
import { defineRule } from "../../rule";
import { budgetOf, type Watched, watched, watchedRelated } from "../../shared/budgeted";
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
      const message = `With neither minAvailable nor maxUnavailable no Pod of ${who} may ever be evicted: no node can be drained. ${cure(all)}`;
      if (isUnset(spec)) report(node, message, details);
      return;
    }
    const told = budgetOf(budget, all);
    if (!limit || !told || told.allowed > 0) return;
    report(limit.value, message(budget, told.pods, who, all), details);
  },
});

function isUnset(spec: Parameters<typeof entryOf>[0]): boolean {
  return (["minAvailable", "maxUnavailable"] as const).every((key) => {
    const value = entryOf(spec, key)?.value;
    return value === undefined || (value.type === "scalar" && value.value === null);
  });
}

function message(
  { minAvailable, maxUnavailable }: BudgetLimits,
  pods: number,
  who: string,
  all: readonly Watched[],
): string {
  const end = `no node can be drained. ${cure(all)}`;
  if (maxUnavailable !== undefined) return `maxUnavailable ${maxUnavailable} lets no Pod of ${who} go: ${end}`;
  if (!all.some(({ varies }) => varies))
    return `minAvailable ${minAvailable} keeps ${pods === 1 ? "the only Pod" : `all ${pods} Pods`} of ${who}: ${end}`;
  const count = `${all.length > 1 ? "have" : "has"} ${pods} ${pods === 1 ? "Pod" : "Pods"}, the least`;
  return `minAvailable ${minAvailable} lets none go while ${who} ${count}: ${end}`;
}

/** Pods whose controller has no scale are only counted against a whole minAvailable. */
function cure(all: readonly Watched[]): string {
  if (all.every(({ hasScale }) => hasScale)) return "Set maxUnavailable to 1.";
  const counted = all.flatMap(({ least }) => least ?? []);
  const pods = counted.reduce((sum, least) => sum + least, 0);
  return counted.length < all.length ? "Set a whole minAvailable." : `Set minAvailable to ${pods - 1}.`;
}
