// The rule recreate-with-rolling-update: its conditions, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { files, marked, patch, patched, workload } from "./rollout-workload";

const id = "recreate-with-rolling-update";
const title = "Remove rollingUpdate";
const message = "The API server rejects rollingUpdate beside the strategy Recreate. Remove it.";
const left =
  "A patch sets Recreate, and rollingUpdate of the base stays: the API server rejects both together. Set it to null in the patch.";

const recreate = (more: string) => workload({ spec: `strategy:\n  type: Recreate\n${more}` });

describe("reports", () => {
  it("limits beside Recreate", () =>
    checkRule(id, marked(recreate("  «rollingUpdate»:\n    maxSurge: 1"), `${id} error: ${message}`)));
  it("an empty block", () => checkRule(id, marked(recreate("  «rollingUpdate»: {}"), id)));
  it("what a patch leaves of its base", () =>
    checkRule(
      id,
      patched(
        marked(workload({ spec: "strategy:\n  «rollingUpdate»:\n    maxSurge: 1" }), `${id} error: ${left}`),
        patch("Deployment", "strategy: {type: Recreate}"),
      ),
    ));
  it("what a JSON patch leaves of its base, in its own words", () => {
    const said = left.replace("Set it to null in the patch.", "Remove it in the patch, too.");
    const base = workload({ spec: "strategy:\n  type: RollingUpdate\n  «rollingUpdate»:\n    maxSurge: 1" });
    const replaced = "- op: replace\n  path: /spec/strategy/type\n  value: Recreate\n";
    const inline = replaced.replaceAll(/^/gm, "      ").trimEnd();
    for (const kustomization of [
      "patches: [{path: patch.yaml, target: {kind: Deployment}}]\n",
      `patches:\n  - target: {kind: Deployment}\n    patch: |\n${inline}\n`,
    ])
      checkRule(
        id,
        files({
          "base/kustomization.yaml": "resources: [app.yaml]\n",
          "base/app.yaml": marked(base, `${id} error: ${said}`),
          "prod/kustomization.yaml": `resources: [../base]\n${kustomization}`,
          "prod/patch.yaml": replaced,
        }),
      );
  });
  it("the block that a patch brings, at the kind", () =>
    checkRule(
      id,
      patched(
        workload({ spec: "strategy: {type: Recreate}", marker: `${id} error: ${message}` }),
        patch("Deployment", "strategy: {rollingUpdate: {maxSurge: 1}}"),
      ),
    ));
  it("with the type as what it rests on", () =>
    expect(relatedOf(id, recreate("  rollingUpdate: {}"))).toEqual(['strategy of Deployment "app"']));
});

describe("is silent", () => {
  it("fp-null", () => checkRule(id, recreate("  rollingUpdate: null")));
  it("fp-empty-is-null", () => checkRule(id, recreate("  rollingUpdate:")));
  it("fp-recreate-alone", () => checkRule(id, workload({ spec: "strategy: {type: Recreate}" })));
  it("fp-rolling-update", () =>
    checkRule(id, workload({ spec: "strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1}}" })));
  it("fp-no-type", () => checkRule(id, workload({ spec: "strategy: {rollingUpdate: {maxSurge: 1}}" })));
  it("fp-variable", () =>
    checkRule(id, workload({ spec: "strategy: {type: '${STRATEGY}', rollingUpdate: {maxSurge: 1}}" })));
  it("fp-patch-that-says-null", () =>
    checkRule(
      id,
      patched(
        workload({ spec: "strategy: {rollingUpdate: {maxSurge: 1}}" }),
        patch("Deployment", "strategy: {type: Recreate, rollingUpdate: null}"),
      ),
    ));
  it("fp-the-patch-itself", () =>
    checkRule(id, patch("Deployment", "strategy: {type: Recreate, rollingUpdate: {maxSurge: 1}}")));
  it("fp-statefulset-has-no-such-field", () =>
    checkRule(id, workload({ kind: "StatefulSet", spec: "strategy: {type: Recreate, rollingUpdate: {}}" })));
});

describe(title, () => {
  it("takes out the block and keeps comments", () =>
    checkFix(
      id,
      title,
      recreate("  # one at a time\n  rollingUpdate:\n    maxSurge: 1"),
      recreate("  # one at a time"),
    ));
  it("in flow style", () =>
    checkFix(
      id,
      title,
      workload({ spec: "strategy: {type: Recreate, rollingUpdate: {maxSurge: 1}}" }),
      workload({ spec: "strategy: {type: Recreate}" }),
    ));
  const rolling = workload({ spec: "strategy:\n  rollingUpdate:\n    maxSurge: 1" });
  it("says null in the patch that sets Recreate", () =>
    checkFix(
      id,
      title,
      patched(rolling, patch("Deployment", "strategy:\n  type: Recreate")),
      patched(rolling, patch("Deployment", "strategy:\n  type: Recreate\n  rollingUpdate: null")),
    ));
  it("in the patch that brings the block", () => {
    const base = workload({ spec: "strategy: {type: Recreate}" });
    checkFix(
      id,
      title,
      patched(base, patch("Deployment", "strategy:\n  rollingUpdate: {maxSurge: 1}")),
      patched(base, patch("Deployment", "strategy:\n  rollingUpdate: null")),
    );
  });
  it("is not offered where another build means the limits", () => {
    const builds = files({
      "base/kustomization.yaml": "resources: [app.yaml]\n",
      "base/app.yaml": recreate("  rollingUpdate:\n    maxSurge: 1"),
      "dev/kustomization.yaml": "resources: [../base]\n",
      "prod/kustomization.yaml": "resources: [../base]\npatches: [{path: patch.yaml}]\n",
      "prod/patch.yaml": patch("Deployment", "strategy: {type: RollingUpdate}"),
    });
    expect(fixTitles(id, builds)).toEqual([]);
  });
  it("is not offered where one patch sets the type and another one the block", () =>
    expect(
      fixTitles(
        id,
        files({
          "base/kustomization.yaml": "resources: [app.yaml]\n",
          "base/app.yaml": workload(),
          "prod/kustomization.yaml": "resources: [../base]\npatches: [{path: type.yaml}, {path: block.yaml}]\n",
          "prod/type.yaml": patch("Deployment", "strategy: {type: Recreate}"),
          "prod/block.yaml": patch("Deployment", "strategy: {rollingUpdate: {maxSurge: 1}}"),
        }),
      ),
    ).toEqual([]));
  it("is not offered where the patch is text of a kustomization", () =>
    expect(
      fixTitles(
        id,
        files({
          "kustomization.yaml":
            "resources: [app.yaml]\npatches:\n  - target: {kind: Deployment}\n    patch: |\n      - op: add\n        path: /spec/strategy/type\n        value: Recreate\n",
          "app.yaml": rolling,
        }),
      ),
    ).toEqual([]));
});
