// The fix "Set the update strategy to RollingUpdate", of StatefulSets and DaemonSets.
import { limitOf } from "../../kubernetes/rollout";
import { at } from "../../yaml/navigate";
import type { Node } from "../../yaml/tree";
import type { RuleContext, ScriptFix } from "../rule";
import { valueFix } from "./value-fix";

export const rollingUpdateTitle = "Set the update strategy to RollingUpdate";

/**
 * @param type the value of `updateStrategy.type`
 * @returns nothing where limits that nobody has looked at so far would come into force
 */
export function rollingUpdateFix(context: RuleContext, type: Node): ScriptFix[] {
  const block = at(context.workload?.spec, "updateStrategy", "rollingUpdate");
  const isSet = (limit: string) => limitOf(at(block, limit)) !== "absent";
  const isPlain = !isSet("maxSurge") && !isSet("maxUnavailable") && !isSet("partition");
  return isPlain ? valueFix(context, rollingUpdateTitle, type, "RollingUpdate") : [];
}
