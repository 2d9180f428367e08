// The rule job-manual-selector: its conditions, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles } from "../support/check-rule";
import { files } from "./deployment-rwo-claim";
import { cronJob, job, markedKey } from "./job-manifests";

const id = "job-manual-selector";
const selector = "selector: {matchLabels: {app: work}}";

describe("reports", () => {
  it("a selector of a Job", () =>
    checkRule(
      id,

      job({
        spec: markedKey(
          selector,
          `${id} error: The API server rejects a selector in Job "work": it makes one itself. Remove it.`,
        ),
      }),
    ));
  it("where manualSelector is false", () =>
    checkRule(id, job({ spec: `manualSelector: false\n${markedKey(selector, id)}` })));
  it("a selector of a CronJob", () => {
    const label = `${id} error: The API server rejects a selector for the Jobs of CronJob "work": it makes one for each. Remove it.`;
    checkRule(id, cronJob({ spec: markedKey(selector, label) }));
  });
  it("manualSelector of a CronJob", () => {
    const label = `${id} error: The API server rejects manualSelector for the Jobs of CronJob "work": each gets a selector of its own. Remove it.`;
    checkRule(id, cronJob({ spec: markedKey("manualSelector: true", label) }));
  });
  it("both of a CronJob", () =>
    checkRule(id, cronJob({ spec: `${markedKey("manualSelector: true", id)}\n${markedKey(selector, id)}` })));
});

describe("is silent", () => {
  it("fp-manual", () => checkRule(id, job({ spec: `manualSelector: true\n${selector}` })));
  it("fp-variable", () => checkRule(id, job({ spec: `manualSelector: \${MANUAL}\n${selector}` })));
  it("fp-export-of-a-live-object", () => {
    checkRule(id, job({ metadata: "uid: a", spec: selector }));
    checkRule(id, cronJob({ metadata: "uid: a", spec: selector }));
  });
  it("fp-no-selector", () => {
    checkRule(id, job());
    checkRule(id, job({ spec: "manualSelector: true" }));
    checkRule(id, job({ spec: "selector:" }));
    checkRule(id, cronJob({ spec: "manualSelector: false" }));
    checkRule(id, cronJob({ spec: "manualSelector:" }));
  });
});

describe("fixes", () => {
  it("remove the selector", () =>
    checkFix(
      id,
      "Remove selector",
      job({ spec: `${selector} # out of a Deployment` }),
      job({ spec: "# out of a Deployment" }),
    ));
  it("take the labels of another Job along, which are rejected too", () => {
    const spec = "selector: {matchLabels: {batch.kubernetes.io/controller-uid: a}}";
    const labelled = (text: string, labels: string) =>
      text.replace(/( +)template:\n/, `$1template:\n$1  metadata: {labels: ${labels}}\n`);
    const all = "{app: a, batch.kubernetes.io/controller-uid: a, controller-uid: a, job-name: old}";
    checkFix(id, "Remove selector", labelled(job({ spec }), all), labelled(job(), "{app: a}"));
    checkFix(id, "Remove 'x'", labelled(cronJob({ spec }), all), labelled(cronJob(), "{app: a}"));
  });
  it("remove each of a CronJob", () => {
    const spec = `manualSelector: true\n${selector}`;
    const cron = 'schedule: "0 3 * * *"\nconcurrencyPolicy: Forbid';
    expect(fixTitles(id, cronJob({ cron, spec }))).toEqual(["Remove 'manualSelector'", "Remove 'selector'"]);
    checkFix(id, "Remove 'x'", cronJob({ cron, spec: "manualSelector: true" }), cronJob({ cron }));
    checkFix(id, "Remove 'x'", cronJob({ cron, spec: selector }), cronJob({ cron }));
  });
  it("are none for what a patch says", () =>
    expect(
      fixTitles(
        id,
        files({
          "kustomization.yaml": "resources: [job.yaml]\npatches: [{path: patch.yaml}]\n",
          "job.yaml": job(),
          "patch.yaml": `apiVersion: batch/v1\nkind: Job\nmetadata: {name: work}\nspec: {${selector}}\n`,
        }),
      ),
    ).toEqual([]));
});
