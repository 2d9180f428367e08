// A StatefulSet whose broken update stays stuck after it is mended, by a policy that can never be changed.
import { updateType } from "../../../kubernetes/rollout";
import { insert } from "../../../yaml/edit-script";
import { asMapping, child, entryOf, isNullish } from "../../../yaml/navigate";
import { defineRule, type Fix, type RuleContext } from "../../rule";
import { hasProbe } from "../../shared/probes";
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
      {
        fixes: [...policyFix(context, parallelTitle, "Parallel"), ...policyFix(context, orderedTitle, "OrderedReady")],
      },
    );
  },
});

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
