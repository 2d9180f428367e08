// The rule cronjob-deadline: its conditions, its traps and its fixes.
import { describe, it } from "vitest";
import { checkFix, checkRule } from "../support/check-rule";
import { files } from "./deployment-rwo-claim";
import { cronJob, marked } from "./job-manifests";

const id = "cronjob-deadline";
const title = "Set startingDeadlineSeconds to 60";

function deadline(value: string, label = ""): string {
  const line = `startingDeadlineSeconds: ${value}`;
  return cronJob({ cron: `schedule: "0 3 * * *"\n${label ? marked(line, value, label) : line}` });
}

describe("reports", () => {
  it("says what is here, what will happen and what to do", () =>
    checkRule(
      id,
      deadline(
        "9",
        `${id} warning: startingDeadlineSeconds 9: a run that the controller comes to 9 s late, busy or restarted, is skipped without a word. Set it to 60.`,
      ),
    ));
  it("says that with 0 none starts", () =>
    checkRule(
      id,
      deadline(
        "0",
        `${id} warning: startingDeadlineSeconds 0: each run is too late as soon as it is due, and none ever starts. Set it to 60.`,
      ),
    ));
  it.each(["1", "5"])("%s", (value) => checkRule(id, deadline(value, id)));
});

describe("is silent", () => {
  it.each(["10", "11", "60", "null"])("fp-%s", (value) => checkRule(id, deadline(value)));
  it("fp-absent", () => checkRule(id, cronJob()));
  it("fp-variable", () => checkRule(id, deadline("${DEADLINE:=5}")));
});

describe("the fix", () => {
  it("keeps the comment", () => checkFix(id, title, deadline("5 # soon"), deadline("60 # soon")));
  it("changes the patch that says it", () => {
    const unit = (seconds: number) =>
      files({
        "kustomization.yaml": "resources: [cron.yaml]\npatches: [{path: patch.yaml}]\n",
        "cron.yaml": cronJob(),
        "patch.yaml": `apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: work}\nspec: {startingDeadlineSeconds: ${seconds}}\n`,
      });
    checkFix(id, title, unit(5), unit(60));
  });
});
