// Finished Jobs that stay for ever, or that two rules clean up.
import { described } from "../../../kubernetes/resource";
import { child, entryOf, isNullish } from "../../../yaml/navigate";
import { defineRule } from "../../rule";
import { addFix, removeFix } from "../../shared/field-fixes";
import { deliveryMarks, isHook } from "../../shared/hook";
import { jobSpec } from "../../shared/job-spec";
import { isOwned } from "../../shared/made-elsewhere";

const field = "ttlSecondsAfterFinished";
/** A day: long enough to read its logs. */
const usual = 86_400;
const limits = ["successfulJobsHistoryLimit", "failedJobsHistoryLimit"];

export const rule = defineRule({
  id: "job-history",
  group: "jobs",
  severities: ["hint"],
  strict: true,
  kinds: ["Job", "CronJob"],
  summary: "Finished Jobs stay for ever, or two rules clean them up.",
  fixes: [
    { title: `Add ${field}`, safe: false },
    { title: `Remove ${field}`, safe: false },
  ],
  check(context) {
    const { workload, resource, lookups, report } = context;
    if (!workload) return;
    const entry = entryOf(jobSpec(workload), field);
    const isSet = entry !== undefined && !isNullish(entry.value);
    if (workload.kind === "CronJob") {
      const limit = limits.find((key) => !isNullish(child(workload.spec, key)));
      if (!entry || !isSet || limit === undefined) return;
      const message = `${field} beside ${limit}: whichever comes first deletes a finished Job. Remove ${field}.`;
      report(entry.key, message, { fixes: removeFix(context, `Remove ${field}`, entry.value) });
      return;
    }
    if (isSet || isHook(resource) || isOwned(resource)) return;
    // What is deleted there is made again, and runs again.
    const marks = deliveryMarks(resource);
    if (marks.argo || marks.flux || lookups.delivery.by().length > 0) return;
    const message = `${described(resource)} and its Pods stay when it is done, until somebody deletes them. Add ${field}.`;
    report(resource.kindNode, message, {
      fixes: addFix(context, `Add ${field}`, ["spec"], `${field}: ${usual}`, "first"),
    });
  },
});
