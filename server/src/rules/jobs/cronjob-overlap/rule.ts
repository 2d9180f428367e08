// Runs of a CronJob that may overlap: the second waits for the first one's volume, or both do the work.
import { cronSchedule, runsEvery } from "../../../kubernetes/cron-schedule";
import type { Workload } from "../../../kubernetes/workload";
import { asScalar, at, child, isNullish } from "../../../yaml/navigate";
import type { Node } from "../../../yaml/tree";
import { defineRule, type Fix, type Related, type RuleContext, type Severity } from "../../rule";
import { addFix } from "../../shared/field-fixes";
import { jobSpec } from "../../shared/job-spec";
import { claimRelated } from "../../shared/related";
import { isSuspended, OFTEN, scheduleOf } from "../../shared/schedule";
import { valueFix } from "../../shared/value-fix";
import { contestedClaim } from "./contested-claim";

interface Overlap {
  readonly severity: Severity;
  readonly message: string;
  readonly related: readonly Related[];
}

export const rule = defineRule({
  id: "cronjob-overlap",
  group: "jobs",
  severities: ["warning", "information", "hint"],
  kinds: ["CronJob"],
  summary: "Runs of a CronJob may overlap.",
  fixes: [
    { title: "Set concurrencyPolicy to Forbid", safe: false },
    { title: "Set concurrencyPolicy to Replace", safe: false },
  ],
  check(context) {
    const { workload, report } = context;
    if (!workload || isSuspended(workload)) return;
    const policy = child(workload.spec, "concurrencyPolicy");
    const isAbsent = isNullish(policy);
    if (!isAbsent && asScalar(policy)?.value !== "Allow") return;
    const token = isAbsent ? (child(workload.spec, "schedule") ?? workload.resource.kindNode) : policy;
    if (!token) return;
    const { severity, message, related } = overlap(context, workload);
    report(token, message, { severity, related, fixes: fixes(context, isAbsent ? undefined : policy) });
  },
});

function overlap({ lookups }: RuleContext, workload: Workload): Overlap {
  const contested = contestedClaim(workload, lookups);
  if (contested) {
    const { claim, found, how } = contested;
    const related = found.answer.candidates.map(claimRelated);
    const policy = "Set concurrencyPolicy to Forbid.";
    switch (how) {
      case "pod":
        return {
          severity: "warning",
          message: `Runs may overlap: the next one's Pod cannot start while the last has the ReadWriteOncePod claim "${claim}". ${policy}`,
          related,
        };
      case "node":
        return {
          severity: "warning",
          message: `Runs may overlap: on another node the next one waits for the ReadWriteOnce claim "${claim}" of the last. ${policy}`,
          related,
        };
      case "directories":
        return {
          severity: "warning",
          message: `Runs may overlap on two nodes, each with a directory of its own: claim "${claim}" is a hostPath volume. ${policy}`,
          related,
        };
      case "shared":
        return {
          severity: "information",
          message: `Runs may overlap, and then both write to claim "${claim}". ${policy.slice(0, -1)}, unless the program can share it.`,
          related,
        };
    }
  }
  const schedule = scheduleOf(workload);
  if (schedule && runsEvery(cronSchedule(schedule.text), OFTEN) && !hasDeadline(workload)) {
    const message =
      "It runs every 5 minutes or oftener, and nothing ends a run that hangs: runs pile up. Set concurrencyPolicy to Forbid.";
    return { severity: "information", message, related: [] };
  }
  const message =
    "Runs may overlap: the next starts while the last one is still at work. Set concurrencyPolicy to Forbid, unless that is meant.";
  return { severity: "hint", message, related: [] };
}

/** Of the Job, or of its Pods. */
function hasDeadline(workload: Workload): boolean {
  const deadline = "activeDeadlineSeconds";
  return !isNullish(child(jobSpec(workload), deadline)) || !isNullish(at(workload.podSpec, deadline));
}

function fixes(context: RuleContext, policy: Node | undefined): Fix[] {
  return ["Forbid", "Replace"].flatMap((value) => {
    const title = `Set concurrencyPolicy to ${value}`;
    if (policy) return valueFix(context, title, policy, value);
    const text = `concurrencyPolicy: ${value}`;
    const place = child(child(context.own.root, "spec"), "schedule") ? ({ after: "schedule" } as const) : "first";
    return addFix(context, title, ["spec"], text, place);
  });
}
