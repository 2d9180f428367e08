// An update strategy that waits for somebody to delete each Pod.
import { updateType } from "../../../kubernetes/rollout";
import { asScalar, child } from "../../../yaml/navigate";
import { defineRule } from "../../rule";
import { rollingUpdateFix, rollingUpdateTitle } from "../../shared/update-type-fix";

export const rule = defineRule({
  id: "on-delete-strategy",
  group: "rollout",
  severities: ["hint"],
  kinds: ["StatefulSet", "DaemonSet"],
  summary: "Changes reach no Pod until it is deleted by hand.",
  fixes: [{ title: rollingUpdateTitle, safe: false }],
  check(context) {
    const { workload, report } = context;
    const strategy = child(workload?.spec, "updateStrategy");
    const node = asScalar(child(strategy, "type"));
    if (!workload || !node || updateType(strategy) !== "OnDelete") return;
    const { kind, name } = workload.resource;
    report(
      node,
      `With OnDelete a changed template reaches no Pod of ${kind} "${name}" until somebody deletes it. Use RollingUpdate, unless that is meant.`,
      { fixes: rollingUpdateFix(context, node) },
    );
  },
});
