// A DaemonSet whose update may neither surge nor leave a node without a Pod, or both at once.
import { limitOf, updateType } from "../../../kubernetes/rollout";
import type { Workload } from "../../../kubernetes/workload";
import { insert } from "../../../yaml/edit-script";
import { asScalar, at, child } from "../../../yaml/navigate";
import type { Node, Scalar } from "../../../yaml/tree";
import { defineRule, type Fix, type RuleContext } from "../../rule";
import { hostPort } from "../../shared/host-ports";
import { strategyPlace } from "../../shared/strategy-place";
import { valueFix } from "../../shared/value-fix";

const noneTitle = "Set maxUnavailable to 0";
const oneTitle = "Set maxUnavailable to 1";

export const rule = defineRule({
  id: "daemonset-surge-and-unavailable",
  group: "rollout",
  severities: ["error"],
  kinds: ["DaemonSet"],
  summary: "A DaemonSet has not exactly one of maxSurge and maxUnavailable.",
  fixes: [
    { title: noneTitle, safe: false },
    { title: oneTitle, safe: false },
  ],
  check(context) {
    const { workload, report } = context;
    const strategy = child(workload?.spec, "updateStrategy");
    // With OnDelete the API server does not look at the limits.
    if (!workload || updateType(strategy) !== "RollingUpdate") return;
    const surge = asScalar(at(strategy, "rollingUpdate", "maxSurge"));
    const unavailable = asScalar(at(strategy, "rollingUpdate", "maxUnavailable"));
    const least = limitOf(unavailable);
    const most = limitOf(surge);
    if (surge && most === "some" && (least === "absent" || least === "some")) {
      const other = least === "absent" ? "maxUnavailable, 1 by default" : `maxUnavailable ${unavailable?.text}`;
      report(surge, `The API server rejects maxSurge ${surge.text} beside ${other}: one of them must be 0.`, {
        related: related(workload, unavailable, "maxUnavailable"),
        fixes: noneFix(context, workload, unavailable),
      });
    }
    if (unavailable && least === "zero" && (most === "zero" || most === "absent")) {
      const message =
        "With maxUnavailable and maxSurge both 0 no Pod could ever be replaced: the API server rejects it. Set maxUnavailable to 1.";
      report(unavailable, message, {
        related: related(workload, surge, "maxSurge"),
        fixes: valueFix(context, oneTitle, unavailable, "1"),
      });
    }
  },
});

function related({ resource }: Workload, node: Scalar | undefined, what: string) {
  return node ? [{ message: `${what} of DaemonSet "${resource.name}"`, node: node as Node }] : [];
}

/** Pods that take a port of their node cannot surge: what mends that is offered by daemonset-surge-hostport. */
function noneFix(context: RuleContext, workload: Workload, unavailable: Scalar | undefined): Fix[] {
  if (hostPort(workload)) return [];
  if (unavailable) return valueFix(context, noneTitle, unavailable, "0");
  const place = strategyPlace(context, "updateStrategy");
  const block = at(place?.spec, "updateStrategy", "rollingUpdate");
  if (!place || !child(block, "maxSurge")) return [];
  const { document, path } = place;
  const script = [insert([...path, "updateStrategy", "rollingUpdate"], { after: "maxSurge" }, "maxUnavailable: 0")];
  return [{ title: noneTitle, safe: false, changes: () => [{ document, script }] }];
}
