// Several autoscalers of one workload: each sets its own number, or changes what the other goes by.
import { described } from "../../../kubernetes/resource";
import type { WorkspaceObject } from "../../../workspace/objects/workspace-object";
import { defineRule, type Related, type RuleContext } from "../../rule";
import { areOfVariants } from "../../shared/alternatives";
import { scalerRelated } from "../../shared/related";
import { writtenTarget } from "../../shared/scale-target";
import { verticalRival } from "../../shared/vertical-rival";

export const rule = defineRule({
  id: "multiple-autoscalers",
  group: "scaling",
  severities: ["warning"],
  kinds: ["autoscaling/HorizontalPodAutoscaler", "keda.sh/ScaledObject"],
  summary: "Several autoscalers act on one workload.",
  fixes: [],
  check(context) {
    const { lookups, resource, report } = context;
    const { scaler } = lookups.subject.facts;
    const { nameNode, target } = writtenTarget(context) ?? {};
    if (!nameNode || !target || !scaler) return;
    const found = lookups.object(target.group, target.kind, target.name);
    const [object] = found.candidates;
    const others = rivals(context, found.state === "missing" ? undefined : found.count === 1 ? object : "ambiguous");
    const [first] = others;
    if (first) {
      const more = others.length > 1 ? ` and ${others.length - 1} more` : "";
      const message = `${described(first.facts)}${more} also ${more === "" ? "scales" : "scale"} ${described(target)}: each sets a number of its own, and they undo each other's. Keep one.`;
      report(nameNode, message, { related: others.map(scalerRelated) });
      return;
    }
    if (resource.kind !== "HorizontalPodAutoscaler" || !object || found.count > 1) return;
    const vertical = verticalRival(lookups, object, scaler.utilization);
    if (!vertical) return;
    const { by, shared } = vertical;
    const message = `It goes by the utilization of ${shared.join(" and ")}, whose requests ${described(by.facts)} changes: the two drive each other. Use another metric.`;
    report(nameNode, message, { related: [verticalRelated(by)] });
  },
});

/** Two of one kind and name are one object that is written twice; one that takes over another is its successor. */
function rivals({ lookups }: RuleContext, target: WorkspaceObject | "ambiguous" | undefined): WorkspaceObject[] {
  if (target === "ambiguous") return [];
  const { referrers, subject, unit } = lookups;
  const found = target ? referrers.scalersOf(target).filter((other) => unit.has(other)) : referrers.alsoUnresolved();
  const { facts } = subject;
  if (facts.scaler?.takesOver) return [];
  const seen = new Set([`${facts.kind} ${facts.name}`]);
  return found.filter((object) => {
    const { facts: other } = object;
    const key = `${other.kind} ${other.name}`;
    const isNew = !seen.has(key) && !other.scaler?.takesOver;
    seen.add(key);
    return isNew && !areOfVariants(lookups, object);
  });
}

function verticalRelated(object: WorkspaceObject): Related {
  const { facts } = object;
  return {
    message: `${described(facts)} sets requests (mode ${facts.pointer?.updates?.mode})`,
    place: { object, path: ["spec", "updatePolicy", "updateMode"], part: "value" },
  };
}
