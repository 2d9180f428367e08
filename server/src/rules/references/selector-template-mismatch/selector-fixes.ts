// The fixes of a selector that does not match the Pods: one side takes over what the other says.
import { type Labels, matches, matchesLabels, meets } from "../../../kubernetes/labels";
import { volatileLabels } from "../../../kubernetes/volatile-labels";
import { podLabels, type Workload, workload, workloadSelector } from "../../../kubernetes/workload";
import { type EditScript, insert, type Operation, remove, replace } from "../../../yaml/edit-script";
import { entry, type Fragment, mapping } from "../../../yaml/fragment";
import { asMapping, at, child, entriesOf, entryOf } from "../../../yaml/navigate";
import { quoted } from "../../../yaml/quoting";
import type { Path } from "../../../yaml/tree";
import type { Fix, RuleContext } from "../../rule";
import { isOwn, ownFix, ownPath } from "../../shared/written";

export function mismatchFixes(context: RuleContext): Fix[] {
  const both = sides(context);
  return both ? [...copySelector(context, both), ...copyLabels(context, both)] : [];
}

/** Where there is no selector, or an empty one. */
export function missingSelectorFix(context: RuleContext): Fix[] {
  const { own } = context;
  const set = workload(own);
  const template = at(own.root, "spec", "template");
  const present = stable(set && podLabels(set));
  if (!template || Object.keys(present).length === 0 || !isOwn(context, selectorOf(context))) return [];
  const built = (context.workload && podLabels(context.workload)) ?? {};
  if (!matchesLabels(present, built) || overlaps(context, present)) return [];
  const value = entry("matchLabels", pairs(present));
  const script = (): EditScript =>
    entryOf(child(own.root, "spec"), "selector")
      ? [replace(ownPath(context, "spec", "selector"), mapping(value))]
      : [insert(ownPath(context, "spec"), { before: "template" }, entry("selector", mapping(value)))];
  return [ownFix(context, "Add a selector from the Pod labels", script)];
}

interface Sides {
  readonly workload: Workload;
  /** The way to the pairs of the selector. */
  readonly pairsPath: Path;
  readonly wanted: Labels;
  readonly present: Labels;
}

/** Both as the object itself has them; undefined where a kustomization has a say in either. */
function sides(context: RuleContext): Sides | undefined {
  const set = workload(context.own);
  const templateLabels = at(context.workload?.podTemplate, "metadata", "labels");
  if (!set?.podTemplate || !isOwn(context, selectorOf(context)) || !isOwn(context, templateLabels)) return undefined;
  return {
    workload: set,
    pairsPath: set.kind === "ReplicationController" ? ["spec", "selector"] : ["spec", "selector", "matchLabels"],
    wanted: workloadSelector(set)?.matchLabels ?? {},
    present: podLabels(set) ?? {},
  };
}

function selectorOf({ workload: built }: RuleContext): ReturnType<typeof child> {
  return child(built?.spec, "selector");
}

/** The Pods get the labels that the selector wants; whoever selects them by what they have now must still find them. */
function copySelector(context: RuleContext, { workload: set, wanted, present }: Sides): Fix[] {
  const selector = workloadSelector(set);
  const unmet = (selector?.matchExpressions ?? []).filter((requirement) => !meets(present, requirement));
  const added: Record<string, string> = { ...differing(wanted, present) };
  for (const { key, operator, values } of unmet) {
    const [value] = values;
    // Which of several values is meant, or which label is to go, nobody can tell.
    if (operator !== "In" || values.length !== 1 || value === undefined) return [];
    added[key] = value;
  }
  const after = { ...present, ...added };
  if (!selector || !matches(selector, after) || Object.keys(added).length === 0) return [];
  if (losesPods(context, present, after)) return [];
  const path = ["spec", "template", "metadata"];
  const script = (): EditScript => {
    const template = at(context.own.root, "spec", "template");
    const metadata = entryOf(template, "metadata");
    if (!metadata) {
      const fragment = entry("metadata", entry("labels", pairs(added)));
      return [insert(ownPath(context, "spec", "template"), "first", fragment)];
    }
    if (!entryOf(metadata.value, "labels"))
      return [insert(ownPath(context, ...path), "last", entry("labels", pairs(added)))];
    return written(context, [...path, "labels"], added);
  };
  const [[key, value] = ["", ""], ...others] = Object.entries(added);
  // What it comes to, where it is one label.
  const one = others.length === 0 ? [ownFix(context, `Set the Pod label '${key}' to '${value}'`, script)] : [];
  return [...one, ownFix(context, "Copy the selector to the Pod labels", script)];
}

/** The selector keeps those of its keys that the Pods have, with their values; where none is left, it takes all labels. */
function copyLabels(context: RuleContext, { workload: set, pairsPath, wanted, present }: Sides): Fix[] {
  const kept = Object.fromEntries(
    Object.keys(wanted).flatMap((key) => (present[key] === undefined ? [] : [[key, present[key]]])),
  );
  const expressions = workloadSelector(set)?.matchExpressions ?? [];
  const unmet = expressions.flatMap((requirement, index) => (meets(present, requirement) ? [] : [index]));
  const all = Object.keys(kept).length === 0 && unmet.length === expressions.length;
  const after = all ? stable(present) : kept;
  if ((all && Object.keys(after).length === 0) || overlaps(context, after)) return [];
  const script = (): EditScript => {
    const path = ownPath(context, ...pairsPath);
    if (all) {
      return set.kind === "ReplicationController"
        ? [replace(path, pairs(after))]
        : [replace(ownPath(context, "spec", "selector"), entry("matchLabels", pairs(after)))];
    }
    const own = at(context.own.root, ...pairsPath);
    const gone = entriesOf(own).flatMap(({ key }) => {
      return key.type === "scalar" && present[key.text] === undefined ? [remove([...path, key.text])] : [];
    });
    const items = unmet.map((index) => remove(ownPath(context, "spec", "selector", "matchExpressions", index)));
    return [...written(context, pairsPath, differing(after, wanted)), ...gone, ...items];
  };
  return [ownFix(context, "Copy the Pod labels to the selector (recreates the object)", script)];
}

/** Sets pairs of a mapping of the object. */
function written(context: RuleContext, path: Path, values: Labels): Operation[] {
  const own = at(context.own.root, ...path);
  const target = ownPath(context, ...path);
  if (!asMapping(own)) return [replace(target, pairs(values))];
  return Object.entries(values).map(([key, value]) =>
    entryOf(own, key)
      ? replace([...target, key], quoted(value, "plain", false))
      : insert(target, "last", entry(key, quoted(value, "plain", false))),
  );
}

function pairs(values: Labels): Fragment {
  return mapping(...Object.entries(values).map(([key, value]) => entry(key, quoted(value, "plain", false))));
}

function differing(wanted: Labels, present: Labels): Labels {
  return Object.fromEntries(Object.entries(wanted).filter(([key, value]) => present[key] !== value));
}

function stable(present: Labels | undefined): Labels {
  return Object.fromEntries(Object.entries(present ?? {}).filter(([key]) => !volatileLabels.includes(key)));
}

/** Would a Service or a PodDisruptionBudget that selects the Pods no longer find them? */
function losesPods({ lookups }: RuleContext, before: Labels, after: Labels): boolean {
  return (
    lookups.services.selecting(before).some(({ facts }) => !matchesLabels(facts.service?.selector ?? {}, after)) ||
    lookups.pods
      .budgetsSelecting(before)
      .some(({ facts }) => facts.budget?.selector && !matches(facts.budget.selector, after))
  );
}

/** Would two workloads select each other's Pods? */
function overlaps({ lookups, own }: RuleContext, selector: Labels): boolean {
  const set = workload(own);
  const present = (set && podLabels(set)) ?? {};
  return lookups.pods
    .workloadsWith(selector)
    .some(({ facts }) => facts.workload?.selector && matches(facts.workload.selector, present));
}
