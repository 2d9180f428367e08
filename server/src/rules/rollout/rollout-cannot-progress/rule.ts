// Limits of an update that let no Pod go, or no time pass: the API server rejects them.
import { keepsSetMaxUnavailable } from "../../../config/assumptions";
import { limitOf, updateType } from "../../../kubernetes/rollout";
import type { Workload } from "../../../kubernetes/workload";
import { asScalar, at, child } from "../../../yaml/navigate";
import { defineRule, type RuleContext } from "../../rule";
import { valueFix } from "../../shared/value-fix";
import { isHeldBack } from "./held-back";
import { checkDeadline, raiseTitle } from "./progress-deadline";

const unavailableTitle = "Set maxUnavailable to 1";
const surgeTitle = "Set maxSurge to 1";

export const rule = defineRule({
  id: "rollout-cannot-progress",
  group: "rollout",
  severities: ["error"],
  kinds: ["Deployment", "StatefulSet"],
  summary: "An update is given limits with which it could never proceed.",
  fixes: [
    { title: unavailableTitle, safe: false },
    { title: surgeTitle, safe: false },
    { title: raiseTitle, safe: false },
  ],
  check(context) {
    const { workload } = context;
    if (!workload) return;
    if (workload.kind === "Deployment") {
      checkLimits(context, workload);
      checkDeadline(context, workload);
    } else checkSet(context, workload);
  },
});

/** Percentages that only round to 0 are the controller's to resolve; what is written as 0 is rejected. */
function checkLimits(context: RuleContext, workload: Workload): void {
  const strategy = child(workload.spec, "strategy");
  const surge = asScalar(at(strategy, "rollingUpdate", "maxSurge"));
  const unavailable = asScalar(at(strategy, "rollingUpdate", "maxUnavailable"));
  if (updateType(strategy) !== "RollingUpdate" || !surge || !unavailable) return;
  if (limitOf(surge) !== "zero" || limitOf(unavailable) !== "zero") return;
  context.report(
    unavailable,
    "maxSurge and maxUnavailable are both 0, so that no Pod could ever be replaced: the API server rejects it. Set one of them to 1.",
    {
      related: [{ message: `maxSurge of Deployment "${workload.resource.name}"`, node: surge }],
      fixes: [
        ...valueFix(context, unavailableTitle, unavailable, "1"),
        ...(isHeldBack(context, workload) ? [] : valueFix(context, surgeTitle, surge, "1")),
      ],
    },
  );
}

/** Where the gate is off the field is dropped before it is checked. */
function checkSet(context: RuleContext, { spec }: Workload): void {
  const strategy = child(spec, "updateStrategy");
  const unavailable = asScalar(at(strategy, "rollingUpdate", "maxUnavailable"));
  if (!unavailable || updateType(strategy) !== "RollingUpdate" || limitOf(unavailable) !== "zero") return;
  if (!keepsSetMaxUnavailable(context.lookups.assumptions.kubernetesVersion)) return;
  context.report(
    unavailable,
    "With maxUnavailable 0 no Pod of the set could ever be replaced: the API server rejects it. Set it to 1.",
    { fixes: valueFix(context, unavailableTitle, unavailable, "1") },
  );
}
