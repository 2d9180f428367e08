// Pods that are killed at once: in a StatefulSet two of one name may then run at the same time.
import { claimVolumes } from "../../../kubernetes/workload";
import { remove, replace } from "../../../yaml/edit-script";
import { asScalar, child } from "../../../yaml/navigate";
import type { Scalar } from "../../../yaml/tree";
import { defineRule, type Fix, type RuleContext } from "../../rule";
import { written } from "../../shared/written";

const field = "terminationGracePeriodSeconds";
/** What the API server fills in. */
const usual = 30;

export const rule = defineRule({
  id: "grace-period-zero",
  group: "rollout",
  severities: ["warning", "hint"],
  kinds: ["StatefulSet", "Deployment"],
  summary: "Pods that keep data are killed without time to stop.",
  fixes: [
    { title: `Set ${field} to ${usual}`, safe: false },
    { title: `Remove ${field}`, safe: false },
  ],
  check(context) {
    const { workload, report } = context;
    const seconds = asScalar(child(workload?.podSpec, field));
    if (!workload || seconds?.value !== 0) return;
    const fixes = fixesOf(context, seconds);
    if (workload.kind === "StatefulSet") {
      const message =
        "A Pod that is deleted is not waited for: another one of its name may start while it still runs. Give it time to stop.";
      report(seconds, message, { fixes });
      return;
    }
    if (claimVolumes(workload).length === 0) return;
    const message = "The Pods are killed at once: what they have not written to their claim by then is lost.";
    report(seconds, message, { severity: "hint", fixes });
  },
});

/** Without the field in a patch, that of the base would count: there it can only be set. */
function fixesOf(context: RuleContext, seconds: Scalar): Fix[] {
  const place = written(context, seconds);
  if (!place) return [];
  const { document, path, by } = place;
  const set: Fix = {
    title: `Set ${field} to ${usual}`,
    safe: false,
    changes: () => [{ document, script: [replace(path, String(usual))] }],
  };
  const without: Fix = {
    title: `Remove ${field}`,
    safe: false,
    changes: () => [{ document, script: [remove(path)] }],
  };
  return by === "object" ? [set, without] : [set];
}
