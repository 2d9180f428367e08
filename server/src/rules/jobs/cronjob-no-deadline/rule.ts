// A CronJob that runs often has missed a hundred runs after a few hours without its controller, and does not say how late one may start.
import { cronSchedule, runsEvery } from "../../../kubernetes/cron-schedule";
import { child, isNullish } from "../../../yaml/navigate";
import { defineRule } from "../../rule";
import { addFix } from "../../shared/field-fixes";
import { isSuspended, OFTEN, scheduleOf } from "../../shared/schedule";

export const rule = defineRule({
  id: "cronjob-no-deadline",
  group: "jobs",
  severities: ["hint"],
  kinds: ["CronJob"],
  summary: "A CronJob that runs often has no startingDeadlineSeconds.",
  fixes: [{ title: "Add startingDeadlineSeconds: 60", safe: false }],
  check(context) {
    const { workload, report } = context;
    const schedule = scheduleOf(workload);
    if (!workload || !schedule || isSuspended(workload)) return;
    if (!isNullish(child(workload.spec, "startingDeadlineSeconds"))) return;
    if (!runsEvery(cronSchedule(schedule.text), OFTEN)) return;
    const message =
      "It runs every 5 minutes or oftener: of runs that were missed the last one starts, however late, with a warning beyond 100. Add startingDeadlineSeconds.";
    report(schedule.node, message, {
      fixes: addFix(context, "Add startingDeadlineSeconds: 60", ["spec"], "startingDeadlineSeconds: 60", {
        after: "schedule",
      }),
    });
  },
});
