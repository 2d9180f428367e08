// The rule statefulset-max-unavailable-gated: its conditions, its traps and its fix.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles } from "../support/check-rule";
import { files, marked, patch, patched, workload } from "./rollout-workload";

const id = "statefulset-max-unavailable-gated";
const title = "Remove maxUnavailable";
const set = (spec: string) => workload({ kind: "StatefulSet", spec });
const limited = (value: number | string = 3, more = "") =>
  set(`updateStrategy:\n  rollingUpdate:\n    «maxUnavailable»: ${value}${more}`);
const silent = (text: string) => text.replace(/[«»]/g, "");
const version = (kubernetesVersion: string) => ({ settings: { kubernetesVersion } });

describe("reports", () => {
  it("in words", () =>
    checkRule(
      id,
      marked(
        limited(),
        `${id} information: Kubernetes 1.36 drops maxUnavailable of a StatefulSet without a word: it updates one Pod at a time. Remove it, or target 1.37.`,
      ),
    ));
  it("one Pod, which is what happens anyway", () =>
    checkRule(
      id,
      marked(
        limited(1),
        `${id} information: Kubernetes 1.36 drops maxUnavailable of a StatefulSet without a word: one Pod at a time is what it does anyway. Remove it, or target 1.37.`,
      ),
    ));
  it.each(["1.24", "1.34", "1.34.9", "1.35", "1.35.4", "1.36", "1.36.0"])("in %s", (release) =>
    checkRule(id, marked(limited(), id), version(release)),
  );
  it.each(["25%", "0", "${LIMIT}"])("whatever it says: %s", (value) => checkRule(id, marked(limited(value), id)));
  it("with the type written", () =>
    checkRule(
      id,
      marked(set("updateStrategy:\n  type: RollingUpdate\n  rollingUpdate:\n    «maxUnavailable»: 2"), id),
    ));
});

describe("is silent", () => {
  it.each(["1.35.0", "1.35.3", "1.37", "1.37.1", "1.38"])("fp-gate-is-on-in-%s", (release) =>
    checkRule(id, silent(limited()), version(release)),
  );
  it("fp-no-such-field-before-1.24", () => checkRule(id, silent(limited()), version("1.23")));
  it("fp-null", () => checkRule(id, silent(limited("null"))));
  it("fp-partition", () => checkRule(id, set("updateStrategy: {rollingUpdate: {partition: 1}}")));
  it("fp-on-delete", () => checkRule(id, set("updateStrategy: {type: OnDelete, rollingUpdate: {maxUnavailable: 2}}")));
  it("fp-deployment-and-daemonset", () => {
    checkRule(id, workload({ spec: "strategy: {rollingUpdate: {maxUnavailable: 2}}" }));
    checkRule(id, workload({ kind: "DaemonSet", spec: "updateStrategy: {rollingUpdate: {maxUnavailable: 2}}" }));
  });
});

describe(title, () => {
  it("leaves what stands beside it", () =>
    checkFix(
      id,
      title,
      silent(limited(3, " # three\n    partition: 0")),
      set("updateStrategy:\n  rollingUpdate:\n    # three\n    partition: 0"),
    ));
  it("leaves nothing empty", () => checkFix(id, title, silent(limited()), set("")));
  it("in a patch", () =>
    checkFix(
      id,
      title,
      patched(set(""), patch("StatefulSet", "updateStrategy: {rollingUpdate: {partition: 0, maxUnavailable: 2}}")),
      patched(set(""), patch("StatefulSet", "updateStrategy: {rollingUpdate: {partition: 0}}")),
    ));
  it("as null in a patch, where that of the base would count again", () =>
    checkFix(
      id,
      title,
      patched(silent(limited()), patch("StatefulSet", "updateStrategy: {rollingUpdate: {maxUnavailable: 2}}")),
      patched(silent(limited()), patch("StatefulSet", "updateStrategy: {rollingUpdate: {maxUnavailable: null}}")),
    ));
  it("is not offered in the text of a kustomization", () =>
    expect(
      fixTitles(
        id,
        files({
          "kustomization.yaml":
            "resources: [app.yaml]\npatches:\n  - target: {kind: StatefulSet}\n    patch: |\n      - op: add\n        path: /spec/updateStrategy\n        value: {rollingUpdate: {maxUnavailable: 2}}\n",
          "app.yaml": set(""),
        }),
      ),
    ).toEqual([]));
});
