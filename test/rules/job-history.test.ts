// The rule job-history: its conditions, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles } from "../support/check-rule";
import { files } from "./deployment-rwo-claim";
import { cronJob, job, markedKey } from "./job-manifests";

const id = "job-history";
const profile = "profile: strict\n";
const strict = (text: string) => files({ ".rightkind.yaml": profile, "manifest.yaml": text });
const annotated = (line: string) => job({ metadata: `annotations:\n  ${line}` });

describe("reports", () => {
  it("says what is here, what will happen and what to do", () =>
    checkRule(
      id,
      strict(
        job({
          marker: `${id} hint: Job "work" and its Pods stay when it is done, until somebody deletes them. Add ttlSecondsAfterFinished.`,
        }),
      ),
    ));
  it("null, which is for ever", () => checkRule(id, strict(job({ spec: "ttlSecondsAfterFinished:", marker: id }))));
  it.each(["successfulJobsHistoryLimit", "failedJobsHistoryLimit"])("a CronJob with both, %s", (limit) =>
    checkRule(
      id,
      strict(
        cronJob({
          cron: `schedule: "0 3 * * *"\n${limit}: 5`,
          spec: markedKey(
            "ttlSecondsAfterFinished: 60",
            `${id} hint: ttlSecondsAfterFinished beside ${limit}: whichever comes first deletes a finished Job. Remove ttlSecondsAfterFinished.`,
          ),
        }),
      ),
    ),
  );
  it("only in the profile strict", () => {
    checkRule(id, job());
    expect(fixTitles(id, job())).toEqual([]);
    expect(fixTitles(id, strict(job()))).toHaveLength(1);
  });
});

describe("is silent", () => {
  it.each(["60", "0", "${TTL}"])("fp-time-limit: %s", (seconds) =>
    checkRule(id, strict(job({ spec: `ttlSecondsAfterFinished: ${seconds}` }))),
  );
  it.each([
    "helm.sh/hook: post-install",
    "helm.sh/hook-delete-policy: hook-succeeded",
    "argocd.argoproj.io/hook: Sync",
    "argocd.argoproj.io/sync-wave: '2'",
  ])("fp-hook: %s", (line) => checkRule(id, strict(annotated(line))));
  it("fp-label-of-flux", () =>
    checkRule(id, strict(job({ metadata: "labels: {kustomize.toolkit.fluxcd.io/name: apps}" }))));
  it("fp-owned", () => checkRule(id, strict(job({ metadata: "ownerReferences: [{kind: CronJob, name: a}]" }))));
  it.each([
    [
      "Argo CD",
      "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: apps}\nspec: {source: {path: apps}}\n",
    ],
    [
      "Flux",
      "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: apps}\nspec: {path: ./apps}\n",
    ],
  ])("fp-under-a-tool-that-makes-it-anew: %s", (_, delivery) => {
    const unit = (folder: string, marker = "") =>
      files({ ".rightkind.yaml": profile, "clusters/prod.yaml": delivery, [`${folder}/job.yaml`]: job({ marker }) });
    checkRule(id, unit("apps"));
    checkRule(id, unit("apps/import"));
    checkRule(id, unit("other", id));
  });
  it("fp-cronjob: its limits clean up", () => {
    checkRule(id, strict(cronJob()));
    checkRule(id, strict(cronJob({ spec: "ttlSecondsAfterFinished: 60" })));
    checkRule(id, strict(cronJob({ cron: 'schedule: "0 3 * * *"\nfailedJobsHistoryLimit: 3' })));
    checkRule(
      id,
      strict(cronJob({ cron: 'schedule: "0 3 * * *"\nfailedJobsHistoryLimit: 3', spec: "ttlSecondsAfterFinished:" })),
    );
  });
});

describe("fixes", () => {
  it("add a day", () =>
    checkFix(
      id,
      "Add ttlSecondsAfterFinished",
      strict(job({ spec: "backoffLimit: 1" })),
      strict(job({ spec: "ttlSecondsAfterFinished: 86400\nbackoffLimit: 1" })),
    ));
  it("take it out of a CronJob", () => {
    const cron = 'schedule: "0 3 * * *"\nconcurrencyPolicy: Forbid\nfailedJobsHistoryLimit: 3';
    checkFix(
      id,
      "Remove ttlSecondsAfterFinished",
      strict(cronJob({ cron, spec: "ttlSecondsAfterFinished: 60" })),
      strict(cronJob({ cron })),
    );
  });
});
