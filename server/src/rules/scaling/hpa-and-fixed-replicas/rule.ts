// A number of replicas that an autoscaler sets is also written down: each apply sets it back.
import { described, type Resource } from "../../../kubernetes/resource";
import { countAt } from "../../../kubernetes/variables";
import type { Lookups } from "../../../workspace/lookups/lookups";
import type { WorkspaceObject } from "../../../workspace/objects/workspace-object";
import { at } from "../../../yaml/navigate";
import { defineRule } from "../../rule";
import { scalerRelated } from "../../shared/related";
import { noteTitle, removeReplicasFixes, removeTitle } from "./remove-replicas";

export const rule = defineRule({
  id: "hpa-and-fixed-replicas",
  group: "scaling",
  severities: ["warning"],
  kinds: ["Deployment", "StatefulSet", "argoproj.io/Rollout"],
  summary: "A number of replicas is written although an autoscaler sets it.",
  fixes: [
    { title: removeTitle, safe: false },
    { title: noteTitle, safe: false },
  ],
  check(context) {
    const { lookups, resource, report } = context;
    const node = at(resource.root, "spec", "replicas");
    const { value, variable } = countAt(node);
    // Written as 0 it switches a HorizontalPodAutoscaler off.
    if (!node || value === undefined || variable || value === 0) return;
    const scalers = lookups.referrers.certainScalers().filter(({ facts }) => !facts.scaler?.paused);
    const [first] = scalers;
    if (!first || isFirstNumber(value, scalers) || isLeftAlone(resource, lookups)) return;
    const message = `${described(first.facts)} sets the number of replicas, and each apply sets it back to ${value}. Remove replicas.`;
    report(node, message, {
      related: scalers.map(scalerRelated),
      fixes: removeReplicasFixes(context, node, first),
    });
  },
});

/** The least that they allow is written so that a new object starts with so many Pods. */
function isFirstNumber(value: number, scalers: readonly WorkspaceObject[]): boolean {
  return scalers.every(({ facts: { scaler } }) => scaler && !scaler.min.variable && scaler.min.value === value);
}

/** Does Argo CD ignore the number, as an Application says by the workload's name, or in the same unit by its kind? */
function isLeftAlone({ kind, name }: Resource, { referrers }: Lookups): boolean {
  return [...referrers.naming("health"), ...referrers.applications()].some(({ facts }) =>
    facts.freeReplicas?.some((free) => free.kind === kind && (free.name === undefined || free.name === name)),
  );
}
