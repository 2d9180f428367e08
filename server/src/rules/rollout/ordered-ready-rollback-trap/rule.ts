// A StatefulSet whose broken update stays stuck after it is mended, by a policy that can never be changed.
import { updateType } from "../../../kubernetes/rollout";
import type { Workload } from "../../../kubernetes/workload";
import { replicasRange } from "../../../workspace/replicas-range";
import { insert } from "../../../yaml/edit-script";
import { asMapping, child, entryOf, isNullish, stringAt } from "../../../yaml/navigate";
import { defineRule, type Fix, type RuleContext } from "../../rule";
import { podDnsEvidence } from "../../shared/pod-dns-evidence";
import { hasProbe } from "../../shared/probes";
import { seedTest } from "../../shared/seed-test";
import { ownFix, ownPath } from "../../shared/written";

const field = "podManagementPolicy";
const parallelTitle = `Write ${field}: Parallel (recreates the object)`;
const orderedTitle = `Write ${field}: OrderedReady`;

export const rule = defineRule({
  id: "ordered-ready-rollback-trap",
  group: "rollout",
  severities: ["hint"],
  kinds: ["StatefulSet"],
  summary: "A bad update of an ordered StatefulSet stays stuck after it is mended.",
  fixes: [
    { title: parallelTitle, safe: false },
    { title: orderedTitle, safe: false },
  ],
  check(context) {
    const { workload, report } = context;
    if (!workload || !isNullish(child(workload.spec, field)) || !hasProbe(workload, "readinessProbe")) return;
    if (updateType(child(workload.spec, "updateStrategy")) !== "RollingUpdate") return;
    report(
      workload.resource.kindNode,
      "After a bad update the broken Pod has to be deleted by hand, even once the template is mended. The policy is immutable: choose it now.",
      { fixes: fixes(context, workload) },
    );
  },
});

/**
 * Where the first Pod seeds the others, or they look for one another by name, the order is part of the program. A single Pod has
 * no order to choose, and is deleted by hand with less trouble than its set is made anew.
 */
function fixes(context: RuleContext, workload: Workload): Fix[] {
  const { lookups } = context;
  const isOrdered =
    replicasRange(workload, lookups).hi < 2 ||
    (seedTest(workload, lookups) ?? podDnsEvidence(workload, stringAt(workload.spec, "serviceName") ?? "", lookups));
  return [
    ...(isOrdered ? [] : policyFix(context, parallelTitle, "Parallel")),
    ...policyFix(context, orderedTitle, "OrderedReady"),
  ];
}

/** Behind `serviceName`, where the API's own documentation has it. */
function policyFix(context: RuleContext, title: string, policy: string): Fix[] {
  const spec = child(context.own.root, "spec");
  if (!asMapping(spec) || entryOf(spec, field)) return [];
  const place = entryOf(spec, "serviceName")
    ? { after: "serviceName" }
    : entryOf(spec, "template")
      ? { before: "template" }
      : "last";
  return [ownFix(context, title, () => [insert(ownPath(context, "spec"), place, `${field}: ${policy}`)])];
}
