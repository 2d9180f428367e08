// An autoscaler goes by a share of what containers request, and one of them requests nothing.
import { utilizationMetrics } from "../../../kubernetes/autoscaling";
import { described } from "../../../kubernetes/resource";
import { podTemplatePath } from "../../../kubernetes/workload";
import { defineRule } from "../../rule";
import { writtenTarget } from "../../shared/scale-target";
import { unrequested } from "../../shared/unrequested";
import { containerMetricFix, containerMetricTitle, requestFix } from "./request-fixes";

export const rule = defineRule({
  id: "hpa-utilization-without-requests",
  group: "scaling",
  severities: ["warning"],
  kinds: ["autoscaling/HorizontalPodAutoscaler"],
  summary: "An autoscaler goes by utilization, and a container has no request.",
  fixes: [
    { title: "Add the missing request to 'x'", safe: false },
    { title: containerMetricTitle, safe: false },
  ],
  check(context) {
    const { lookups, resource, report } = context;
    const { target } = writtenTarget(context) ?? {};
    if (!target) return;
    const found = lookups.object(target.group, target.kind, target.name);
    const [object] = found.candidates;
    // Several of one name may say different things.
    if (!object?.facts.workload || found.count > 1) return;
    for (const metric of utilizationMetrics(resource.root)) {
      const names = unrequested(lookups, object, metric.resource);
      const [first] = names;
      if (first === undefined) continue;
      const who = `Container "${first}"${names.length > 1 ? ` and ${names.length - 1} more of` : " of"} ${described(object.facts)}`;
      const message = `${who} ${names.length > 1 ? "request" : "requests"} no ${metric.resource}: without it there is no utilization, and nothing is scaled. Add it.`;
      const { kind, requests } = object.facts.workload;
      const container = requests.find((known) => known.container === first)?.path ?? [];
      const path = [...podTemplatePath(kind), "spec", ...container, "name"];
      report(metric.node, message, {
        related: [{ message: `${first} requests no ${metric.resource}`, place: { object, path, part: "value" } }],
        fixes: [...requestFix(object, names, metric.resource), ...containerMetricFix(context, metric, requests)],
      });
    }
  },
});
