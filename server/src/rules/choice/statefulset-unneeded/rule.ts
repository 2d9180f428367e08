// A StatefulSet of which nothing uses names, order or a volume for each Pod.
import { defineRule } from "../../rule";
import { convertFix } from "../../shared/conversion-fixes";
import { advice, evidenceRelated, evidenceText } from "../../shared/evidence";

export const rule = defineRule({
  id: "statefulset-unneeded",
  group: "choice",
  severities: ["hint"],
  heuristic: true,
  kinds: ["StatefulSet"],
  summary: "Nothing uses what a StatefulSet has over a Deployment.",
  fixes: [{ title: "Convert to Deployment", safe: false }],
  check(context) {
    const { workload, report } = context;
    const named = advice(context);
    if (!workload || named?.recommended !== "Deployment") return;
    const message = `Nothing here needs a StatefulSet (${evidenceText(named.evidence, 75)}): a Deployment rolls in parallel, with surge.`;
    report(workload.resource.kindNode, message, {
      related: evidenceRelated(named.evidence),
      fixes: [convertFix("Deployment")],
    });
  },
});
