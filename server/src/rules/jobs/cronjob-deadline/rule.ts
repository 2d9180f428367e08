// Runs may start so little late that some, or all, are left out.
import { asScalar, child, isNullish } from "../../../yaml/navigate";
import { defineRule } from "../../rule";
import { valueFix } from "../../shared/value-fix";

/** Less than what the documentation counts on. Source: CronJob limitations, kubernetes.io. */
const SHORTEST = 10;

export const rule = defineRule({
  id: "cronjob-deadline",
  group: "jobs",
  severities: ["warning"],
  kinds: ["CronJob"],
  summary: "The runs of a CronJob may start so little late that some never start.",
  fixes: [{ title: "Set startingDeadlineSeconds to 60", safe: false }],
  check(context) {
    const { workload, report } = context;
    const node = child(workload?.spec, "startingDeadlineSeconds");
    const seconds = asScalar(node);
    if (isNullish(node) || typeof seconds?.value !== "number" || seconds.value >= SHORTEST) return;
    report(seconds, message(seconds.value), {
      fixes: valueFix(context, "Set startingDeadlineSeconds to 60", seconds, "60"),
    });
  },
});

/** Of no second no run is ever seen in time; of a few, none that the controller comes to later. */
function message(seconds: number): string {
  return seconds <= 0
    ? "startingDeadlineSeconds 0: each run is too late as soon as it is due, and none ever starts. Set it to 60."
    : `startingDeadlineSeconds ${seconds}: a run that the controller comes to ${seconds} s late, busy or restarted, is skipped without a word. Set it to 60.`;
}
