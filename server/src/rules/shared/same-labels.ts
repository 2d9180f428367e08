// Whether two sets of labels are one and the same.
import { type Labels, matchesLabels } from "../../kubernetes/labels";

export function sameLabels(a: Labels, b: Labels): boolean {
  return matchesLabels(a, b) && matchesLabels(b, a);
}
