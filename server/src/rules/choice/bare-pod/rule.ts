// A Pod that nobody makes again when its node goes.
import type { WorkloadKind } from "../../../kubernetes/kinds";
import { defineRule } from "../../rule";
import { convertFix } from "../../shared/conversion-fixes";
import { type Advice, advice, evidenceRelated, evidenceText } from "../../shared/evidence";

/** There is no fix for a CronJob: when it is to run nobody has written. */
const targets: readonly WorkloadKind[] = ["Deployment", "StatefulSet", "DaemonSet", "Job"];

export const rule = defineRule({
  id: "bare-pod",
  group: "choice",
  severities: ["information"],
  settles: true,
  kinds: ["Pod"],
  summary: "A Pod that nothing replaces when it goes.",
  fixes: targets.map((kind) => ({ title: `Convert to ${kind}`, safe: false })),
  check(context) {
    const { workload, lookups, verdict, report } = context;
    const judged = verdict();
    if (!workload || !judged || /(?:^|\/)(?:tests?|testdata|e2e)\//.test(lookups.path)) return;
    // Owned, a hook, a static Pod, a place to look around in: whatever the kind, it is a Pod on purpose.
    if (judged.suppressors.some(({ effect, kinds }) => effect === "silent" && kinds === undefined)) return;
    const named = advice(context) ?? serving(judged);
    if (!named) return;
    report(workload.resource.kindNode, message(named), {
      related: evidenceRelated(named.evidence),
      fixes: targets.includes(named.named) ? [convertFix(named.named)] : [],
    });
  },
});

/** Where as much speaks for one kind as for another, a Deployment is what serves. */
function serving(judged: Omit<Advice, "named">): Advice | undefined {
  const other = judged.considered.find(({ kind }) => kind === "Deployment");
  return other?.evidence.some(({ group }) => group === "stays")
    ? { ...judged, named: "Deployment", evidence: other.evidence }
    : undefined;
}

function message({ named, evidence }: Advice): string {
  const other = evidence.filter(({ group }) => group !== "present-kind");
  const why = other.length > 0 ? ` (${evidenceText(other, 60)})` : "";
  if (named === "Job" || named === "CronJob")
    return `Nothing starts a bare Pod again when it fails or its node goes. Make it a ${named}${why}.`;
  return `Nothing replaces a bare Pod when it is evicted or its node goes. Make it a ${named}${why}.`;
}
