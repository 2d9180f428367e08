// The Pods of a Job may not be started again for ever, and the default says that they are.

import { described } from "../../../kubernetes/resource";
import { podTemplatePath, type Workload } from "../../../kubernetes/workload";
import { asScalar, child, entryOf, isNullish } from "../../../yaml/navigate";
import type { Scalar } from "../../../yaml/tree";
import { defineRule, type Fix, type Related, type RuleContext } from "../../rule";
import { addFix } from "../../shared/field-fixes";
import { jobSpec } from "../../shared/job-spec";
import { valueFix } from "../../shared/value-fix";

type Policy = "OnFailure" | "Never";

export const rule = defineRule({
  id: "job-restart-policy",
  group: "jobs",
  severities: ["error"],
  settles: true,
  kinds: ["Job", "CronJob"],
  summary: "The restartPolicy of a Job's Pods is one that Jobs do not have.",
  fixes: [
    { title: titleOf("OnFailure"), safe: false },
    { title: titleOf("Never"), safe: false },
  ],
  check(context) {
    const { workload, report } = context;
    if (!workload?.podSpec) return;
    const policy = child(workload.podSpec, "restartPolicy");
    const scalar = asScalar(policy);
    const what = described(workload.resource);
    const failure = failurePolicy(workload);
    const allowed: readonly Policy[] = failure ? ["Never"] : ["OnFailure", "Never"];
    const cure = `Set it to ${allowed.join(" or ")}.`;
    if (isNullish(policy)) {
      report(
        workload.resource.kindNode,
        `The Pods of ${what} get restartPolicy Always by default: the API server rejects that. ${cure}`,
        { fixes: fixes(context, workload, undefined, allowed) },
      );
    } else if (scalar?.value === "Always") {
      report(scalar, `restartPolicy Always is not for Jobs: the API server rejects ${what}. ${cure}`, {
        fixes: fixes(context, workload, scalar, allowed),
      });
    } else if (scalar?.value === "OnFailure" && failure) {
      report(scalar, `restartPolicy OnFailure does not go with podFailurePolicy: the API server rejects it. ${cure}`, {
        related: [failure],
        fixes: fixes(context, workload, scalar, allowed),
      });
    }
  },
});

function titleOf(policy: Policy): string {
  return `Set restartPolicy to ${policy}`;
}

function failurePolicy(workload: Workload): Related | undefined {
  const entry = entryOf(jobSpec(workload), "podFailurePolicy");
  if (!entry || isNullish(entry.value)) return undefined;
  return { message: `podFailurePolicy of ${described(workload.resource)}`, node: entry.key };
}

function fixes(
  context: RuleContext,
  { kind }: Workload,
  written: Scalar | undefined,
  allowed: readonly Policy[],
): Fix[] {
  const podSpec = [...podTemplatePath(kind), "spec"];
  return allowed.flatMap((policy) =>
    written
      ? valueFix(context, titleOf(policy), written, policy)
      : addFix(context, titleOf(policy), podSpec, `restartPolicy: ${policy}`),
  );
}
