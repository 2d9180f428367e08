// Runs may start so little late that they may not start at all.
import { asScalar, child, isNullish } from "../../../yaml/navigate";
import { defineRule } from "../../rule";
import { valueFix } from "../../shared/value-fix";

/** The controller looks for runs that are due every 10 seconds. Source: CronJob limitations, kubernetes.io. */
const SHORTEST = 10;

export const rule = defineRule({
  id: "cronjob-deadline",
  group: "jobs",
  severities: ["warning"],
  kinds: ["CronJob"],
  summary: "The runs of a CronJob may start so little late that they may never start.",
  fixes: [{ title: "Set startingDeadlineSeconds to 60", safe: false }],
  check(context) {
    const { workload, report } = context;
    const node = child(workload?.spec, "startingDeadlineSeconds");
    const seconds = asScalar(node);
    if (isNullish(node) || typeof seconds?.value !== "number" || seconds.value >= SHORTEST) return;
    const message = `startingDeadlineSeconds ${seconds.text}: the controller looks every 10 s, and a run that is later is skipped, so it may never start. Set it to 60.`;
    report(seconds, message, { fixes: valueFix(context, "Set startingDeadlineSeconds to 60", seconds, "60") });
  },
});
