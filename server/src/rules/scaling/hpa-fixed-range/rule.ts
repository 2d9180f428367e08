// An autoscaler that may not scale: its least and most replicas are the same.
import { countAt } from "../../../kubernetes/variables";
import { at } from "../../../yaml/navigate";
import { defineRule } from "../../rule";

export const rule = defineRule({
  id: "hpa-fixed-range",
  group: "scaling",
  severities: ["information"],
  kinds: ["autoscaling/HorizontalPodAutoscaler"],
  summary: "An autoscaler whose maxReplicas equals minReplicas.",
  fixes: [],
  check({ lookups, resource, report }) {
    const node = at(resource.root, "spec", "maxReplicas");
    const max = countAt(node);
    const { scaler } = lookups.subject.facts;
    // A piece that names nothing is laid over another one.
    if (resource.name === "" || !scaler?.target.name) return;
    const { min } = scaler;
    if (!node || max.variable || max.value === undefined || min.variable || max.value !== min.value) return;
    const least = at(resource.root, "spec", "minReplicas");
    const message = `maxReplicas and minReplicas are both ${max.value}${least ? "" : " (minReplicas by default)"}: it never scales. Raise maxReplicas, or write replicas and remove it.`;
    report(node, message, { related: least ? [{ message: `minReplicas is ${max.value}`, node: least }] : [] });
  },
});
