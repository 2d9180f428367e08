// A StatefulSet that starts all Pods at once, with a script in which the first one seeds the others.
import { replicasRange } from "../../../workspace/replicas-range";
import { asScalar, child } from "../../../yaml/navigate";
import { defineRule } from "../../rule";
import { seedTest } from "../../shared/seed-test";
import { valueFix } from "../../shared/value-fix";

const title = "Set podManagementPolicy to OrderedReady (recreates the object)";

export const rule = defineRule({
  id: "parallel-with-seed-logic",
  group: "rollout",
  severities: ["hint"],
  heuristic: true,
  kinds: ["StatefulSet"],
  summary: "All Pods start at once, though the first one seeds the others.",
  fixes: [{ title, safe: false }],
  check(context) {
    const { workload, lookups, report } = context;
    const policy = asScalar(child(workload?.spec, "podManagementPolicy"));
    if (!workload || policy?.value !== "Parallel" || replicasRange(workload, lookups).hi <= 1) return;
    const test = seedTest(workload, lookups);
    if (!test) return;
    report(
      policy,
      `A script asks whether it runs in Pod 0, as if that one came first: Parallel starts all Pods at once. Check that, or use OrderedReady.`,
      { related: [test], fixes: valueFix(context, title, policy, "OrderedReady") },
    );
  },
});
