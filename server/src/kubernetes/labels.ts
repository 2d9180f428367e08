// Labels and label selectors: reading them from a tree, and which labels a selector matches.
import { asMapping, asScalar, child, entriesOf, itemsOf, stringAt } from "../yaml/navigate";
import type { Node } from "../yaml/tree";

export type Labels = Readonly<Record<string, string>>;

export interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

export interface LabelSelector {
  readonly matchLabels: Labels;
  readonly matchExpressions: readonly Requirement[];
}

/** A map of strings. Values that are no strings are left out: the API server rejects them. */
export function labels(node: Node | undefined): Labels {
  const found: Record<string, string> = Object.create(null);
  for (const { key, value } of entriesOf(node)) {
    const text = asScalar(value);
    if (key.type === "scalar" && text && typeof text.value === "string") found[key.text] = text.value;
  }
  return found;
}

/** A LabelSelector of apps/v1 and policy/v1; undefined where the node is no mapping. */
export function labelSelector(node: Node | undefined): LabelSelector | undefined {
  if (!asMapping(node)) return undefined;
  return {
    matchLabels: labels(child(node, "matchLabels")),
    matchExpressions: itemsOf(child(node, "matchExpressions")).map((item) => ({
      key: stringAt(item, "key") ?? "",
      operator: stringAt(item, "operator") ?? "",
      values: itemsOf(child(item, "values")).map((value) => asScalar(value)?.text ?? ""),
    })),
  };
}

export function isEmptySelector({ matchLabels, matchExpressions }: LabelSelector): boolean {
  return Object.keys(matchLabels).length === 0 && matchExpressions.length === 0;
}

/** Does every pair stand among the labels? True for no pairs at all. */
export function matchesLabels(pairs: Labels, present: Labels): boolean {
  return Object.entries(pairs).every(([key, value]) => present[key] === value);
}

/**
 * Does the selector match an object with these labels? An unknown operator matches nothing.
 * Source: apimachinery pkg/apis/meta/v1/helpers.go, LabelSelectorAsSelector; `NotIn` also matches where the key is absent.
 */
export function matches(selector: LabelSelector, present: Labels): boolean {
  return (
    matchesLabels(selector.matchLabels, present) &&
    selector.matchExpressions.every((requirement) => meets(present, requirement))
  );
}

/** Do the labels meet one requirement of `matchExpressions`? */
export function meets(present: Labels, { key, operator, values }: Requirement): boolean {
  const value = present[key];
  switch (operator) {
    case "In":
      return value !== undefined && values.includes(value);
    case "NotIn":
      return value === undefined || !values.includes(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
    default:
      return false;
  }
}

const ADDED =
  /^(?:statefulset\.kubernetes\.io\/pod-name|apps\.kubernetes\.io\/pod-index|(?:batch\.kubernetes\.io\/)?(?:job-name|controller-uid|job-completion-index)|controller-revision-hash|pod-template-hash|pod-template-generation)$/;

/** Is it a label that controllers put on Pods themselves, and no template has? */
export function isAddedLabel(key: string): boolean {
  return ADDED.test(key);
}
