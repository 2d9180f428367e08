// Terms by which Pods keep away from one another: on a DaemonSet's Pods they say nothing, or hold one back.
import type { WorkloadKind } from "../../kubernetes/kinds";
import { type Labels, labelSelector, labels, matches } from "../../kubernetes/labels";
import { type Operation, remove } from "../../yaml/edit-script";
import { at, child, itemsOf, stringAt } from "../../yaml/navigate";
import type { Node, Path } from "../../yaml/tree";
import type { Consequence } from "../conversion";
import { placeOf } from "../shape/places";
import { type FieldPlan, nothing } from "./dropped-fields";

const HOSTNAME = "kubernetes.io/hostname";

/** A DaemonSet has one Pod on each node anyway (kubernetes.md 2.3). */
export function selfSpread(root: Node, base: Path, from: WorkloadKind, to: WorkloadKind): FieldPlan {
  if (to !== "DaemonSet") return nothing;
  const template = placeOf("template", from) ?? [];
  const pod = [...template, "spec"];
  const own = labels(at(root, ...template, "metadata", "labels"));
  const spec = at(root, ...pod);
  const operations: Operation[] = [];
  const consequences: Consequence[] = [];
  const drop = (path: Path, node: Node, what: string): void => {
    operations.push(remove([...base, ...pod, ...path]));
    const message = `${what} is dropped: a DaemonSet has one Pod on each node anyway.`;
    consequences.push({ code: "W-DROP", message, at: { node } });
  };
  for (const list of [
    "requiredDuringSchedulingIgnoredDuringExecution",
    "preferredDuringSchedulingIgnoredDuringExecution",
  ]) {
    const path: Path = ["affinity", "podAntiAffinity", list];
    for (const [index, item] of itemsOf(at(spec, ...path)).entries()) {
      const term = child(item, "podAffinityTerm") ?? item;
      if (isAboutItself(term, own)) drop([...path, index], item, "podAntiAffinity to itself");
    }
  }
  for (const [index, item] of itemsOf(child(spec, "topologySpreadConstraints")).entries()) {
    if (isAboutItself(item, own)) drop(["topologySpreadConstraints", index], item, "The spread over nodes");
  }
  return { operations, consequences };
}

function isAboutItself(term: Node, own: Labels): boolean {
  const selector = labelSelector(child(term, "labelSelector"));
  return stringAt(term, "topologyKey") === HOSTNAME && selector !== undefined && matches(selector, own);
}
