// maxSurge 0 taken for a promise that there is never a second Pod.
import { limitOf, updateType } from "../../../kubernetes/rollout";
import { replicasRange } from "../../../workspace/replicas-range";
import { asScalar, at, child } from "../../../yaml/navigate";
import { defineRule, type Fix, type RuleContext } from "../../rule";
import { isThirdKindNamed, keepingClaimFix } from "../../shared/conversion-fixes";
import { recreateFix } from "../../shared/recreate-fix";
import { type Singleton, singleton } from "./singleton";

export const rule = defineRule({
  id: "max-surge-zero-not-at-most-one",
  group: "rollout",
  severities: ["information"],
  heuristic: true,
  kinds: ["Deployment"],
  summary: "A surge of 0 does not keep the old Pod and the new one apart.",
  fixes: [
    { title: "Set the strategy to Recreate", safe: false },
    { title: "Convert to StatefulSet keeping claim 'x'", safe: false },
  ],
  check(context) {
    const { workload, lookups, report } = context;
    const strategy = child(workload?.spec, "strategy");
    const surge = asScalar(at(strategy, "rollingUpdate", "maxSurge"));
    if (!workload || !surge || updateType(strategy) !== "RollingUpdate" || limitOf(surge) !== "zero") return;
    const { hi, certainty } = replicasRange(workload, lookups);
    const single = hi === 1 && certainty === "known" ? singleton(context, workload) : undefined;
    if (!single) return;
    report(
      surge,
      "maxSurge 0 counts wanted Pods, not ending ones: a new Pod is made while the old one still stops. Recreate waits for its end.",
      { related: single.related, fixes: fixes(context, single) },
    );
  },
});

function fixes(context: RuleContext, { claim }: Singleton): Fix[] {
  const keeping = claim === undefined || isThirdKindNamed(context) ? [] : [keepingClaimFix(claim)];
  return [...recreateFix(context), ...keeping];
}
