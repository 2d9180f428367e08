// A label that tells the Pods of one workload from those of others.
import type { Labels } from "../../kubernetes/labels";
import { volatileLabels } from "../../kubernetes/volatile-labels";

export type LabelPair = readonly [key: string, value: string];

/** Those that say what a workload is come first. */
const telling = [
  "app.kubernetes.io/component",
  "component",
  "app.kubernetes.io/name",
  "app.kubernetes.io/instance",
  "app",
  "k8s-app",
  "name",
  "role",
  "tier",
];

/**
 * The label by which Pods are told from others: one that they have, and none of the others has with that value.
 * @returns undefined where there is none that lasts
 */
export function discriminatingLabel(own: Labels, others: readonly Labels[]): LabelPair | undefined {
  const found = Object.entries(own).filter(
    ([key, value]) => !volatileLabels.includes(key) && others.every((other) => other[key] !== value),
  );
  const rank = ([key]: LabelPair) => (telling.includes(key) ? telling.indexOf(key) : telling.length);
  return found.sort((a, b) => rank(a) - rank(b))[0];
}
