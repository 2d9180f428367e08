// An update strategy that a StatefulSet does not have.
import { isAtLeast } from "../../../config/assumptions";
import { updateType } from "../../../kubernetes/rollout";
import { asScalar, child } from "../../../yaml/navigate";
import { defineRule } from "../../rule";
import { rollingUpdateFix, rollingUpdateTitle } from "../../shared/update-type-fix";

export const rule = defineRule({
  id: "statefulset-unsupported-strategy",
  group: "rollout",
  severities: ["error", "information"],
  kinds: ["StatefulSet"],
  summary: "An update strategy that a StatefulSet does not have.",
  fixes: [{ title: rollingUpdateTitle, safe: false }],
  check(context) {
    const { workload, lookups, report } = context;
    const strategy = child(workload?.spec, "updateStrategy");
    const node = asScalar(child(strategy, "type"));
    const type = updateType(strategy);
    if (!node || type === undefined || type === "RollingUpdate" || type === "OnDelete") return;
    const fixes = rollingUpdateFix(context, node);
    const { kubernetesVersion } = lookups.assumptions;
    if (type !== "Recreate") {
      const message = `A StatefulSet has no update strategy "${type}", only RollingUpdate and OnDelete: the API server rejects it.`;
      report(node, message, { fixes });
    } else if (isAtLeast(kubernetesVersion, 1, 37)) {
      const message =
        "Recreate needs the alpha gate StatefulSetRecreateStrategy: where it is off the API server rejects the set. RollingUpdate is always there.";
      report(node, message, { severity: "information", fixes });
    } else {
      const { major, minor } = kubernetesVersion;
      const message = `Kubernetes ${major}.${minor} rejects Recreate on a StatefulSet. Use RollingUpdate: it too stops each Pod before it starts the new one.`;
      report(node, message, { fixes });
    }
  },
});
