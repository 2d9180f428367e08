// A StatefulSet that starts all Pods at once, with a script in which the first one seeds the others.
import { firstPodTest } from "../../../kubernetes/first-pod";
import { containers, type Workload } from "../../../kubernetes/workload";
import type { Lookups } from "../../../workspace/lookups/lookups";
import { replicasRange } from "../../../workspace/replicas-range";
import { asScalar, at, child, itemsOf, stringAt } from "../../../yaml/navigate";
import { defineRule, type Related } from "../../rule";
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

/** In a command or an argument, else in a ConfigMap that the Pods mount. */
function seedTest(workload: Workload, lookups: Lookups): Related | undefined {
  for (const { node } of containers(workload)) {
    for (const word of [...itemsOf(child(node, "command")), ...itemsOf(child(node, "args"))]) {
      const test = firstPodTest(asScalar(word)?.text ?? "");
      if (test !== undefined) return { message: `It asks ${test}`, node: word };
    }
  }
  for (const name of mountedConfigMaps(workload)) {
    const found = lookups.object("", "ConfigMap", name).candidates.find(({ facts }) => facts.firstPodTest);
    const asked = found?.facts.firstPodTest;
    if (found && asked) {
      const place = { object: found, path: ["data", asked.key], part: "key" } as const;
      return { message: `"${asked.key}" of ConfigMap "${name}" asks ${asked.test}`, place };
    }
  }
  return undefined;
}

function mountedConfigMaps({ podSpec }: Workload): string[] {
  return itemsOf(child(podSpec, "volumes"))
    .flatMap((volume) => [volume, ...itemsOf(at(volume, "projected", "sources"))])
    .flatMap((source) => stringAt(source, "configMap", "name") ?? []);
}
