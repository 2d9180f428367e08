// The fix "Set the update strategy to RollingUpdate", of StatefulSets and DaemonSets.
import { limitOf } from "../../kubernetes/rollout";
import { asScalar, at } from "../../yaml/navigate";
import type { Node } from "../../yaml/tree";
import type { RuleContext, ScriptFix } from "../rule";
import { valueFix } from "./value-fix";

export const rollingUpdateTitle = "Set the update strategy to RollingUpdate";

/** What holds where nothing is written; a StatefulSet drops `maxUnavailable` or not, as its version has it. */
const defaults: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  StatefulSet: { partition: 0 },
  DaemonSet: { maxSurge: 0, maxUnavailable: 1 },
};

/**
 * @param type the value of `updateStrategy.type`
 * @returns nothing where limits that nobody has looked at so far would come into force
 */
export function rollingUpdateFix(context: RuleContext, type: Node): ScriptFix[] {
  const { workload } = context;
  const block = at(workload?.spec, "updateStrategy", "rollingUpdate");
  const isPlain = ["maxSurge", "maxUnavailable", "partition"].every((limit) => {
    const node = at(block, limit);
    return limitOf(node) === "absent" || asScalar(node)?.value === defaults[workload?.kind ?? ""]?.[limit];
  });
  return isPlain ? valueFix(context, rollingUpdateTitle, type, "RollingUpdate") : [];
}
