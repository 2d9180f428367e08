// An autoscaler whose most replicas are fewer than its least.
import { countAt } from "../../../kubernetes/variables";
import { at } from "../../../yaml/navigate";
import { defineRule } from "../../rule";
import { valueFix } from "../../shared/value-fix";

const title = "Set maxReplicas to minReplicas";

export const rule = defineRule({
  id: "hpa-range",
  group: "scaling",
  severities: ["error"],
  kinds: ["autoscaling/HorizontalPodAutoscaler"],
  summary: "maxReplicas of an autoscaler is less than minReplicas.",
  fixes: [{ title, safe: false }],
  check(context) {
    const { lookups, resource, report } = context;
    const node = at(resource.root, "spec", "maxReplicas");
    const max = countAt(node);
    const min = lookups.subject.facts.scaler?.min;
    if (!node || max.value === undefined || max.variable || min?.value === undefined || min.variable) return;
    if (max.value >= min.value) return;
    const least = at(resource.root, "spec", "minReplicas");
    const message = `maxReplicas ${max.value} is less than minReplicas ${min.value}${least ? "" : ", the default"}: the API server rejects it. Raise maxReplicas.`;
    report(node, message, {
      related: least ? [{ message: `minReplicas is ${min.value}`, node: least }] : [],
      fixes: valueFix(context, title, node, String(min.value)),
    });
  },
});
