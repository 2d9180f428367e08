// A StatefulSet that starts its Pods in order without knowing when one is ready.
import type { Workload } from "../../../kubernetes/workload";
import { type ReplicasRange, replicasRange } from "../../../workspace/replicas-range";
import { asScalar, child, isNullish, stringAt } from "../../../yaml/navigate";
import { defineRule } from "../../rule";
import { hasProbe } from "../../shared/probes";
import { scalerRelated } from "../../shared/related";
import { readinessFix } from "./readiness-fix";

export const rule = defineRule({
  id: "ordered-without-readiness",
  group: "rollout",
  severities: ["information", "hint"],
  kinds: ["StatefulSet"],
  summary: "Pods start in order, and nothing says when one is ready.",
  fixes: [{ title: "Add a readiness probe to 'x'", safe: false }],
  check(context) {
    const { workload, lookups, report } = context;
    if (!workload || !isOrdered(workload) || hasProbe(workload, "readinessProbe", "startupProbe")) return;
    const range = replicasRange(workload, lookups);
    const seconds = asScalar(child(workload.spec, "minReadySeconds"))?.value ?? 0;
    if (range.hi <= 1 || range.certainty === "unknown" || typeof seconds !== "number") return;
    const replicas = asScalar(child(workload.spec, "replicas"));
    report(replicas ?? workload.resource.kindNode, message(workload, range, seconds), {
      severity: seconds > 0 || range.certainty === "assumed" ? "hint" : "information",
      related: range.scalers.map(scalerRelated),
      fixes: readinessFix(context, workload),
    });
  },
});

/** The default, or written so. */
function isOrdered({ spec }: Workload): boolean {
  const policy = child(spec, "podManagementPolicy");
  return isNullish(policy) || stringAt(policy) === "OrderedReady";
}

function message({ resource: { name } }: Workload, { certainty, hi }: ReplicasRange, seconds: number): string {
  const pods =
    certainty === "assumed" ? `Unless the variable says otherwise, ${hi} Pods of "${name}"` : `The Pods of "${name}"`;
  return seconds > 0
    ? `${pods} start in order, each ${seconds} s (minReadySeconds) after the last one runs, ready or not. Add a readiness probe.`
    : `${pods} start in order, but each as soon as the last one runs, ready or not. Add a readiness probe.`;
}
