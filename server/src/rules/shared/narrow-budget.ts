// The fix "Add label 'k: v' to the selector" of a PodDisruptionBudget that selects too much.

import type { Labels } from "../../kubernetes/labels";
import { isPlaceholder } from "../../kubernetes/template-markers";
import { insert } from "../../yaml/edit-script";
import { asMapping, at, child } from "../../yaml/navigate";
import { quoted } from "../../yaml/quoting";
import type { Fix, RuleContext } from "../rule";
import { budgetOf, type Watched } from "./budgeted";
import { discriminatingLabel } from "./discriminating-label";
import { isOwn, ownFix, ownPath } from "./written";

/**
 * @param kept those that the budget is to watch
 * @param left those that it watches now and is to leave alone
 * @returns nothing where no lasting label tells them apart, where a patch has a say in the selector, or where none of the Pods
 * that are kept might go then
 */
export function narrowBudgetFix(context: RuleContext, kept: readonly Watched[], left: readonly Watched[]): Fix[] {
  const { own, resource, lookups } = context;
  const pair = kept.length > 0 && left.length > 0 ? discriminatingLabel(common(kept), left.map(labelsOf)) : undefined;
  const selector = at(resource.root, "spec", "selector");
  const written = asMapping(at(own.root, "spec", "selector"));
  if (!pair || pair.some(isPlaceholder) || !selector || !written || !isOwn(context, selector)) return [];
  const { budget } = lookups.subject.facts;
  const told = budget && budgetOf(budget, kept);
  if (told && told.allowed <= 0) return [];
  const [key, value] = pair;
  const text = `${word(key)}: ${word(value)}`;
  const path = ownPath(context, "spec", "selector");
  const fix = ownFix(context, `Add label '${key}: ${value}' to the selector`, () => [
    child(written, "matchLabels")
      ? insert([...path, "matchLabels"], "last", text)
      : insert(path, "first", `matchLabels:\n  ${text}`),
  ]);
  return [fix];
}

function labelsOf({ object }: Watched): Labels {
  return object.facts.workload?.podLabels ?? {};
}

function common(all: readonly Watched[]): Labels {
  const [first, ...others] = all.map(labelsOf);
  return Object.fromEntries(
    Object.entries(first ?? {}).filter(([key, value]) => others.every((other) => other[key] === value)),
  );
}

function word(text: string): string {
  return quoted(text, "plain", false);
}
