// The rule cronjob-no-deadline: its conditions, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles } from "../support/check-rule";
import { files } from "./deployment-rwo-claim";
import { cronJob, marked } from "./job-manifests";

const id = "cronjob-no-deadline";
const title = "Add startingDeadlineSeconds: 60";

function scheduled(schedule: string, label = "", more = ""): string {
  const line = `schedule: ${schedule}`;
  return cronJob({ cron: `${label ? marked(line, schedule, label) : line}${more && `\n${more}`}` });
}

describe("reports", () => {
  it("says what is here, what will happen and what to do", () =>
    checkRule(
      id,
      scheduled(
        '"*/5 * * * *"',
        `${id} hint: It runs every 5 minutes or oftener: of runs that were missed the last one starts, however late, with a warning beyond 100. Add startingDeadlineSeconds.`,
      ),
    ));
  it.each(['"* * * * *"', "'@every 1m'"])("%s", (schedule) => checkRule(id, scheduled(schedule, id)));
  it("null", () => checkRule(id, scheduled('"* * * * *"', id, "startingDeadlineSeconds:")));
});

describe("is silent", () => {
  it.each(['"*/6 * * * *"', '"0 3 * * *"', '"@hourly"', '"${SCHEDULE}"', '"every minute"'])(
    "fp-not-so-often: kube-score and Datree ask it of all; %s",
    (schedule) => checkRule(id, scheduled(schedule)),
  );
  it.each(["60", "0", "${DEADLINE}"])("fp-deadline: %s", (seconds) =>
    checkRule(id, scheduled('"* * * * *"', "", `startingDeadlineSeconds: ${seconds}`)),
  );
  it("fp-suspended: it misses nothing while its runs are started by hand", () => {
    checkRule(id, scheduled('"* * * * *"', "", "suspend: true"));
    checkRule(id, scheduled('"* * * * *"', id, "suspend: false"));
  });
});

describe("the fix", () => {
  it("stands behind the schedule", () =>
    checkFix(
      id,
      title,
      scheduled('"* * * * *"', "", "concurrencyPolicy: Forbid"),
      scheduled('"* * * * *"', "", "startingDeadlineSeconds: 60\nconcurrencyPolicy: Forbid"),
    ));
  it("is none where a patch takes it out", () => {
    const unit = files({
      "kustomization.yaml": "resources: [cron.yaml]\npatches: [{path: patch.yaml}]\n",
      "cron.yaml": scheduled('"* * * * *"', "", "startingDeadlineSeconds: 60"),
      "patch.yaml":
        "apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: work}\nspec: {startingDeadlineSeconds: null}\n",
    });
    expect(fixTitles(id, unit)).toEqual([]);
  });
});
