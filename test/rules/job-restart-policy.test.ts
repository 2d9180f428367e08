// The rule job-restart-policy: its conditions, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { files } from "./deployment-rwo-claim";
import { cronJob, job, marked } from "./job-manifests";

const id = "job-restart-policy";
const failure = "podFailurePolicy:\n  rules: [{action: FailJob, onExitCodes: {operator: In, values: [42]}}]";
const policy = (value: string, label: string) => marked(`restartPolicy: ${value}`, value, label);

describe("reports", () => {
  it("what is absent", () =>
    checkRule(
      id,
      job({
        pod: "",
        marker: `${id} error: The Pods of Job "work" get restartPolicy Always by default: the API server rejects that. Set it to OnFailure or Never.`,
      }),
    ));
  it("null, which is the same", () => checkRule(id, job({ pod: "restartPolicy:", marker: id })));
  it("a CronJob", () => checkRule(id, cronJob({ pod: "", marker: `${id} error` })));
  it("Always", () => {
    const label = `${id} error: restartPolicy Always is not for Jobs: the API server rejects Job "work". Set it to OnFailure or Never.`;
    checkRule(id, job({ pod: policy("Always", label) }));
    checkRule(id, cronJob({ pod: policy("Always", id) }));
  });
  it("OnFailure with podFailurePolicy", () => {
    const label = `${id} error: restartPolicy OnFailure does not go with podFailurePolicy: the API server rejects it. Set it to Never.`;
    checkRule(id, job({ spec: failure, pod: policy("OnFailure", label) }));
    checkRule(id, cronJob({ spec: failure, pod: policy("OnFailure", id) }));
    expect(relatedOf(id, job({ spec: failure, pod: policy("OnFailure", id) }))).toEqual([
      'podFailurePolicy of Job "work"',
    ]);
  });
  it("what is absent beside podFailurePolicy, where only Never is left", () =>
    checkRule(
      id,
      job({
        spec: failure,
        pod: "",
        marker: `${id} error: The Pods of Job "work" get restartPolicy Always by default: the API server rejects that. Set it to Never.`,
      }),
    ));
  it("a policy in the spec of the Job, where nobody reads it", () =>
    checkRule(id, job({ spec: "restartPolicy: Never", pod: "", marker: id })));
});

describe("is silent", () => {
  it.each(["OnFailure", "Never"])("about %s", (value) => {
    checkRule(id, job({ pod: `restartPolicy: ${value}` }));
    checkRule(id, cronJob({ pod: `restartPolicy: ${value}` }));
  });
  it("fp-never-is-valid: kube-linter flags it", () =>
    checkRule(id, job({ spec: failure, pod: "restartPolicy: Never" })));
  it("fp-empty-failure-policy", () =>
    checkRule(id, job({ spec: "podFailurePolicy:", pod: "restartPolicy: OnFailure" })));
  it("fp-variable", () => checkRule(id, job({ pod: "restartPolicy: ${POLICY}" })));
  it("fp-other-kinds", () => {
    checkRule(id, job({ pod: "" }).replace("batch/v1", "apps/v1").replace("kind: Job", "kind: Deployment"));
    checkRule(id, job({ pod: "" }).replace("batch/v1", "batch.volcano.sh/v1alpha1"));
  });
  it("fp-base-that-its-overlay-completes", () =>
    checkRule(
      id,
      files({
        "base/kustomization.yaml": "resources: [job.yaml]\n",
        "base/job.yaml": job({ pod: "" }),
        "kustomization.yaml": "resources: [base]\npatches: [{path: patch.yaml}]\n",
        "patch.yaml":
          "apiVersion: batch/v1\nkind: Job\nmetadata: {name: work}\nspec: {template: {spec: {restartPolicy: Never}}}\n",
      }),
    ));
});

describe("fixes", () => {
  it.each(["OnFailure", "Never"])("add %s", (value) => {
    const title = `Set restartPolicy to ${value}`;
    checkFix(id, title, job({ pod: "" }), job({ pod: "", more: `restartPolicy: ${value}` }));
    checkFix(id, title, cronJob({ pod: "" }), cronJob({ pod: "", more: `restartPolicy: ${value}` }));
  });
  it("put it in the place of Always, with the comment that stands there", () =>
    checkFix(
      id,
      "Set restartPolicy to OnFailure",
      job({ pod: 'restartPolicy: "Always" # as ever' }),
      job({ pod: 'restartPolicy: "OnFailure" # as ever' }),
    ));
  it("are only Never beside podFailurePolicy", () => {
    const never = ["Set restartPolicy to Never"];
    expect(fixTitles(id, job({ spec: failure, pod: "" }))).toEqual(never);
    expect(fixTitles(id, job({ spec: failure, pod: "restartPolicy: Always" }))).toEqual(never);
    expect(fixTitles(id, job({ spec: failure, pod: "restartPolicy: OnFailure" }))).toEqual(never);
    const spec = failure;
    checkFix(
      id,
      never[0] ?? "",
      job({ spec, pod: "restartPolicy: OnFailure" }),
      job({ spec, pod: "restartPolicy: Never" }),
    );
  });
  it("change the patch that says Always", () => {
    const unit = (value: string) =>
      files({
        "kustomization.yaml": "resources: [job.yaml]\npatches: [{path: patch.yaml}]\n",
        "job.yaml": job(),
        "patch.yaml": `apiVersion: batch/v1\nkind: Job\nmetadata: {name: work}\nspec: {template: {spec: {restartPolicy: ${value}}}}\n`,
      });
    checkFix(id, "Set restartPolicy to Never", unit("Always"), unit("Never"));
  });
  it("are none where a patch takes it out again", () => {
    const unit = files({
      "kustomization.yaml": "resources: [job.yaml]\npatches: [{path: patch.yaml}]\n",
      "job.yaml": job(),
      "patch.yaml":
        "apiVersion: batch/v1\nkind: Job\nmetadata: {name: work}\nspec: {template: {spec: {restartPolicy: null}}}\n",
    });
    expect(fixTitles(id, unit)).toEqual([]);
  });
});
