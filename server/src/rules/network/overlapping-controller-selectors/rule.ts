// Two controllers whose selectors match each other's Pods: what counts Pods by labels counts those of both.

import { matches } from "../../../kubernetes/labels";
import { described } from "../../../kubernetes/resource";
import { podLabels, workloadSelector } from "../../../kubernetes/workload";
import type { WorkspaceObject } from "../../../workspace/objects/workspace-object";
import { entryOf } from "../../../yaml/navigate";
import { defineRule } from "../../rule";
import { areAlternatives, areOfVariants } from "../../shared/alternatives";
import { labelFix } from "./label-fix";

export const rule = defineRule({
  id: "overlapping-controller-selectors",
  group: "network",
  severities: ["warning"],
  kinds: ["Deployment", "ReplicaSet", "ReplicationController", "StatefulSet", "DaemonSet"],
  summary: "Two controllers select each other's Pods.",
  fixes: [{ title: "Add label 'k: v' to selector and Pod labels (recreates the object)", safe: false }],
  check(context) {
    const { workload, lookups, report } = context;
    const token = entryOf(workload?.spec, "selector")?.key;
    const selector = workload && workloadSelector(workload);
    const own = workload && podLabels(workload);
    if (!token || !selector || !own || !matches(selector, own)) return;
    const others = lookups.pods
      .controllersSelecting(own)
      .filter(
        (other) =>
          !areAlternatives(other, lookups.subject) &&
          matches(selector, other.facts.workload?.podLabels ?? {}) &&
          !areOfVariants(lookups, other),
      );
    const [first] = others;
    if (!first) return;
    const more = others.length > 1 ? ` and ${others.length - 1} more` : "";
    const message = `Selector also matches Pods of ${described(first.facts)}${more}, and theirs these Pods: HPAs and PDBs count both. Add a label to tell them apart.`;
    report(token, message, {
      related: others.slice(0, 3).map(otherRelated),
      fixes: labelFix(context, others),
    });
  },
});

function otherRelated(object: WorkspaceObject) {
  const message = `The selector of ${described(object.facts)} matches the same Pods`;
  return { message, place: { object, path: ["spec", "selector"], part: "key" } } as const;
}
