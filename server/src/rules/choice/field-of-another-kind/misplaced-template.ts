// The fix "Move template under jobTemplate.spec", with the fields of a Job that stand beside it.
import type { Workload } from "../../../kubernetes/workload";
import { type EditScript, insert, wrap } from "../../../yaml/edit-script";
import { entry, mapping, taken } from "../../../yaml/fragment";
import { asMapping, child, entryOf, isNullish, stringAt } from "../../../yaml/navigate";
import type { Fix, RuleContext } from "../../rule";
import { isOwn, ownFix, ownPath } from "../../shared/written";

/** What belongs to the Job and not to the CronJob. Source: kubernetes api, batch/v1 JobSpec. */
const jobFields = [
  "activeDeadlineSeconds",
  "backoffLimit",
  "backoffLimitPerIndex",
  "completionMode",
  "completions",
  "maxFailedIndexes",
  "parallelism",
  "podFailurePolicy",
  "podReplacementPolicy",
  "successPolicy",
  "template",
  "ttlSecondsAfterFinished",
];

/** @returns nothing where a template is there already, or the moved one would be rejected for its `restartPolicy` */
export function templateMove(context: RuleContext, { spec }: Workload): Fix[] {
  const jobTemplate = child(spec, "jobTemplate");
  const restartPolicy = stringAt(spec, "template", "spec", "restartPolicy");
  const own = isOwn(context, entryOf(spec, "template")?.value) && isOwn(context, jobTemplate);
  if (!own || (restartPolicy !== "Never" && restartPolicy !== "OnFailure")) return [];
  const jobSpec = child(jobTemplate, "spec");
  const present = jobFields.filter((key) => entryOf(spec, key));
  if (present.some((key) => entryOf(jobSpec, key))) return [];
  const script = (): EditScript => {
    const path = ownPath(context, "spec");
    if (!entryOf(spec, "jobTemplate")) return [wrap(path, ["jobTemplate", "spec"], { only: present })];
    const fields = mapping(...present.map((key) => taken([...path, key])));
    if (asMapping(jobSpec) || (entryOf(jobTemplate, "spec") && isNullish(jobSpec)))
      return [insert([...path, "jobTemplate", "spec"], "last", fields)];
    return [insert([...path, "jobTemplate"], "last", entry("spec", fields))];
  };
  return [ownFix(context, "Move template under jobTemplate.spec", script)];
}
