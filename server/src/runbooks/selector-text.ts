// A label selector as `kubectl -l` takes it.
import type { LabelSelector } from "../kubernetes/labels";
import { podLabels, type Workload } from "../kubernetes/workload";

/** Without a selector the labels of the Pods count: a ReplicationController and a Pod may have none. */
export function selectorText(selector: LabelSelector | undefined, workload: Workload): string {
  const { matchLabels, matchExpressions } = selector ?? {
    matchLabels: podLabels(workload) ?? {},
    matchExpressions: [],
  };
  return [
    ...Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`),
    ...matchExpressions.map(({ key, operator, values }) => {
      if (operator === "Exists") return key;
      if (operator === "DoesNotExist") return `!${key}`;
      return `${key} ${operator === "NotIn" ? "notin" : "in"} (${values.join(",")})`;
    }),
  ].join(",");
}
