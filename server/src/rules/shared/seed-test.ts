// Where the Pods of a set ask whether they are the first one, which seeds the others.
import { firstPodTest } from "../../kubernetes/first-pod";
import { containers, type Workload } from "../../kubernetes/workload";
import type { Lookups } from "../../workspace/lookups/lookups";
import { asScalar, child, itemsOf } from "../../yaml/navigate";
import type { Related } from "../rule";
import { mountedConfigMaps } from "./mounted-config-maps";

/** In a command or an argument, else in a ConfigMap that the Pods mount. */
export function seedTest(workload: Workload, lookups: Lookups): Related | undefined {
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
