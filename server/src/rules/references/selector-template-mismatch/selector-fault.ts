// What is wrong with a workload's selector, compared with the labels of its own Pods.
import { isEmptySelector, type Labels, labelSelector, labels, matchesLabels, meets } from "../../../kubernetes/labels";
import { isPlaceholder } from "../../../kubernetes/template-markers";
import { podLabels, type Workload } from "../../../kubernetes/workload";
import { asMapping, asScalar, at, child, entriesOf, entryOf, isNullish, itemsOf } from "../../../yaml/navigate";
import type { Node } from "../../../yaml/tree";

export interface SelectorFault {
  readonly token: Node;
  readonly message: string;
  /** There is no selector, or nothing in it. */
  readonly absent: boolean;
}

/** The first fault: one says enough. */
export function selectorFault(workload: Workload): SelectorFault | undefined {
  return workload.kind === "ReplicationController" ? plainSelectorFault(workload) : labelSelectorFault(workload);
}

function labelSelectorFault(workload: Workload): SelectorFault | undefined {
  const { resource, spec, kind } = workload;
  const entry = entryOf(spec, "selector");
  const selector = labelSelector(entry?.value);
  if (!entry || !selector || (isEmptySelector(selector) && hasNoPairs(entry.value))) {
    // Older versions of the API fill the selector in from the template.
    if (resource.apiVersion !== "apps/v1" || (entry && !isNullish(entry.value) && !asMapping(entry.value)))
      return undefined;
    const what = entry ? "has an empty selector" : "has no selector";
    const message = `${kind} "${resource.name}" ${what}: the API server rejects it. Select the labels of its Pods.`;
    return { token: entry?.key ?? resource.kindNode, message, absent: true };
  }
  const present = podLabels(workload) ?? {};
  for (const pair of entriesOf(child(entry.value, "matchLabels"))) {
    const fault = pairFault(pair.key, pair.value, present, workload);
    if (fault) return fault;
  }
  const requirements = itemsOf(child(entry.value, "matchExpressions"));
  for (const [index, requirement] of selector.matchExpressions.entries()) {
    const node = requirements[index];
    const { key, operator, values } = requirement;
    if (!node || meets(present, requirement) || isPlaceholder([key, ...values].join(" "))) continue;
    const token = asScalar(itemsOf(child(node, "values"))[0]) ?? asScalar(child(node, "operator")) ?? entry.key;
    const wanted = `${key} ${operator} ${values.join(", ")}`.trim();
    return { token, message: mismatch(workload, wanted, present[key]), absent: false };
  }
  return undefined;
}

function plainSelectorFault(workload: Workload): SelectorFault | undefined {
  const selector = child(workload.spec, "selector");
  const present = podLabels(workload) ?? {};
  if (matchesLabels(labels(selector), present)) return undefined;
  for (const { key, value } of entriesOf(selector)) {
    const fault = pairFault(key, value, present, workload);
    if (fault) return fault;
  }
  return undefined;
}

function pairFault(key: Node, value: Node, present: Labels, workload: Workload): SelectorFault | undefined {
  const name = asScalar(key);
  const wanted = asScalar(value);
  // A label that is no string is rejected for its own sake.
  if (!name || typeof wanted?.value !== "string") return undefined;
  const actual = present[name.text];
  if (actual === wanted.value || isPlaceholder(wanted.value) || (actual !== undefined && isPlaceholder(actual)))
    return undefined;
  if (actual === undefined && asScalar(at(workload.podTemplate, "metadata", "labels", name.text))) return undefined;
  return { token: wanted, message: mismatch(workload, `${name.text}: ${wanted.value}`, actual), absent: false };
}

function mismatch({ kind, resource }: Workload, wanted: string, actual: string | undefined): string {
  const found = actual === undefined ? "do not have that label" : `have "${actual}"`;
  return `The selector of ${kind} "${resource.name}" wants ${wanted}, its Pods ${found}: the API server rejects it. Make both equal.`;
}

/** Are there no pairs, not even odd ones? */
function hasNoPairs(selector: Node): boolean {
  return (
    entriesOf(child(selector, "matchLabels")).length === 0 && itemsOf(child(selector, "matchExpressions")).length === 0
  );
}
