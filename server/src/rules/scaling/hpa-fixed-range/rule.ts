// An autoscaler that may not scale: its least and most replicas are the same.
import { countAt } from "../../../kubernetes/variables";
import { at } from "../../../yaml/navigate";
import { defineRule } from "../../rule";

export const rule = defineRule({
  id: "hpa-fixed-range",
  group: "scaling",
  severities: ["information"],
  kinds: ["autoscaling/HorizontalPodAutoscaler"],
  summary: "maxReplicas of an autoscaler equals minReplicas.",
  fixes: [],
  check({ lookups, resource, report }) {
    const node = at(resource.root, "spec", "maxReplicas");
    const max = countAt(node);
    const min = lookups.subject.facts.scaler?.min;
    if (!node || max.variable || max.value === undefined || min?.variable || max.value !== min?.value) return;
    const least = at(resource.root, "spec", "minReplicas");
    const message = `maxReplicas and minReplicas are both ${max.value}${least ? "" : " (minReplicas by default)"}: it never scales. Raise maxReplicas, or write replicas and remove it.`;
    report(node, message, { related: least ? [{ message: `minReplicas is ${max.value}`, node: least }] : [] });
  },
});
