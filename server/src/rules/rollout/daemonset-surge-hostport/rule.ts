// A DaemonSet that starts the new Pod of a node beside the old one, though both want a port of that node.
import { limitOf, updateType } from "../../../kubernetes/rollout";
import { asScalar, at, child } from "../../../yaml/navigate";
import { defineRule } from "../../rule";
import { hostPort } from "../../shared/host-ports";
import { surgeFix } from "../../shared/surge-fix";

export const rule = defineRule({
  id: "daemonset-surge-hostport",
  group: "rollout",
  severities: ["warning"],
  kinds: ["DaemonSet"],
  summary: "A DaemonSet surges though its Pods take a port of their node.",
  fixes: [{ title: "Set maxSurge to 0 and maxUnavailable to 1", safe: false }],
  check(context) {
    const { workload, report } = context;
    const strategy = child(workload?.spec, "updateStrategy");
    const surge = asScalar(at(strategy, "rollingUpdate", "maxSurge"));
    const taken = workload && hostPort(workload);
    if (!surge || !taken || updateType(strategy) !== "RollingUpdate" || limitOf(surge) !== "some") return;
    report(
      surge,
      `An update hangs: the new Pod of a node waits for port ${taken.port}, which the old one keeps until then. Set maxSurge to 0 and maxUnavailable to 1.`,
      {
        related: [
          { message: `DaemonSet "${workload.resource.name}" takes port ${taken.port} of each node`, node: taken.node },
        ],
        fixes: surgeFix(context, "updateStrategy"),
      },
    );
  },
});
