// A PodDisruptionBudget with both limits, of which it may have one.
import type { BudgetLimits } from "../../../kubernetes/disruption-budget";
import { remove } from "../../../yaml/edit-script";
import { child, entryOf, isNullish } from "../../../yaml/navigate";
import { defineRule, type Fix, type RuleContext } from "../../rule";
import { budgetOf, watched } from "../../shared/budgeted";
import { isOwn, written } from "../../shared/written";

const limits = ["minAvailable", "maxUnavailable"] as const;
type Limit = (typeof limits)[number];

export const rule = defineRule({
  id: "pdb-both-limits",
  group: "availability",
  severities: ["error"],
  kinds: ["policy/PodDisruptionBudget"],
  summary: "A PodDisruptionBudget has both minAvailable and maxUnavailable.",
  fixes: [
    { title: "Remove minAvailable", safe: false },
    { title: "Remove maxUnavailable", safe: false },
  ],
  check(context) {
    const { resource, report } = context;
    const spec = child(resource.root, "spec");
    const entries = limits.map((limit) => entryOf(spec, limit));
    const [least, most] = entries;
    // A piece without a selector is laid over another one.
    if (resource.name === "" || !child(spec, "selector")) return;
    if (!least || !most || isNullish(least.value) || isNullish(most.value)) return;
    // Where a patch brings maxUnavailable, what stands in the object itself.
    const isMost = isOwn(context, most.key);
    const [token, other] = isMost ? [most, least] : [least, most];
    report(token.key, "minAvailable and maxUnavailable are both set: the API server rejects it. Keep one of them.", {
      related: [{ message: `${isMost ? "minAvailable" : "maxUnavailable"} is set here`, node: other.key }],
      fixes: limits.flatMap((limit) => removeFix(context, limit)),
    });
  },
});

/**
 * A base stays as it is where only a patch makes two of one: others may build with it.
 * @returns nothing where the limit that is left would let no Pod go
 */
function removeFix(context: RuleContext, limit: Limit): Fix[] {
  const { own, resource } = context;
  const [node, other] = [limit, limits.find((known) => known !== limit) ?? limit].map((key) =>
    child(child(resource.root, "spec"), key),
  );
  const place = node && written(context, node);
  const otherPlace = other && written(context, other);
  const isBase = place?.by === "object" && otherPlace?.by !== "object";
  const isInBoth = place?.by === "patch" && !isNullish(child(child(own.root, "spec"), limit));
  if (!place || isBase || isInBoth || !lets(context, limit)) return [];
  const { document, path } = place;
  return [{ title: `Remove ${limit}`, safe: false, changes: () => [{ document, script: [remove(path)] }] }];
}

/** Would a Pod be allowed to go without the limit? */
function lets({ lookups }: RuleContext, without: Limit): boolean {
  const { budget } = lookups.subject.facts;
  if (!budget?.selector) return true;
  const left: BudgetLimits = {
    minAvailable: budget.minAvailable,
    maxUnavailable: budget.maxUnavailable,
    [without]: undefined,
  };
  const told = budgetOf(
    left,
    watched(budget.selector, lookups).filter(({ least }) => least !== 0),
  );
  return told === undefined || told.allowed > 0;
}
