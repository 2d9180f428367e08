// The rule statefulset-partition-blocks-rollout: its conditions, its traps and its fix.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { autoscaler, documents, files, marked, patch, patched, workload } from "./rollout-workload";

const id = "statefulset-partition-blocks-rollout";
const title = "Set partition to 0";
const warning = `${id} warning`;
const hint = `${id} hint`;
const set = (partition: number | string, more = "", marker = "") =>
  workload({
    kind: "StatefulSet",
    marker,
    spec: `${more === "" ? "" : `${more}\n`}updateStrategy:\n  rollingUpdate:\n    partition: ${partition}`,
  });
const reported = (partition: number | string, more: string, label: string) =>
  marked(set(`«${partition}»`, more), label);

describe("warns where no Pod gets a change", () => {
  it("in words", () =>
    checkRule(
      id,
      reported(
        3,
        "replicas: 3",
        `${warning}: With partition 3 and 3 Pods a changed template reaches none of them: the set is not updated. Set it to 0.`,
      ),
    ));
  it("above the number of Pods", () => checkRule(id, reported(4, "replicas: 3", warning)));
  it("of the one Pod that is the default", () =>
    checkRule(
      id,
      reported(
        1,
        "",
        `${warning}: With partition 1 and 1 Pod a changed template reaches none of them: the set is not updated. Set it to 0.`,
      ),
    ));
  it("whatever the first ordinal is", () => checkRule(id, reported(3, "replicas: 3\nordinals: {start: 5}", warning)));
  it("with as few Pods as an autoscaler allows", () =>
    checkRule(
      id,
      documents(
        reported(
          2,
          "",
          `${warning}: With partition 2 and as few as 2 Pods a changed template reaches none of them: the set is not updated. Set it to 0.`,
        ),
        autoscaler(2, 6, "StatefulSet"),
      ),
    ));
  it("with the replicas of the build", () =>
    checkRule(
      id,
      files({
        "base/kustomization.yaml": "resources: [app.yaml]\n",
        "base/app.yaml": reported(
          2,
          "replicas: 3",
          `${warning}: In prod: With partition 2 and 2 Pods a changed template reaches none of them: the set is not updated. Set it to 0.`,
        ),
        "dev/kustomization.yaml": "resources: [../base]\n",
        "prod/kustomization.yaml": "resources: [../base]\nreplicas: [{name: app, count: 2}]\n",
      }),
    ));
});

describe("hints where only some do", () => {
  it("in words", () =>
    checkRule(
      id,
      reported(
        2,
        "replicas: 3",
        `${hint}: Only "app-2" and the Pods above it get a changed template; those below come back at the old revision. Set it to 0 to go on.`,
      ),
    ));
  it("counted from the first ordinal", () =>
    checkRule(
      id,
      reported(
        1,
        "replicas: 3\nordinals: {start: 5}",
        `${hint}: Only "app-6" and the Pods above it get a changed template; those below come back at the old revision. Set it to 0 to go on.`,
      ),
    ));
  it("below the least number of an autoscaler", () =>
    checkRule(id, documents(reported(2, "", hint), autoscaler(3, 6, "StatefulSet"))));
  it("fp-number-of-pods-is-a-variable", () => {
    checkRule(id, reported(2, "replicas: ${REPLICAS}", hint));
    checkRule(id, reported(2, "replicas: ${REPLICAS:=2}", hint));
  });
});

describe("is silent", () => {
  it("fp-zero", () => checkRule(id, set(0, "replicas: 3")));
  it("fp-zero-of-no-pods", () => checkRule(id, set(0, "replicas: 0")));
  it("fp-variable", () => checkRule(id, set("${PARTITION}", "replicas: 3")));
  it("fp-negative-is-the-servers", () => checkRule(id, set(-1, "replicas: 3")));
  it("fp-on-delete", () =>
    checkRule(
      id,
      workload({ kind: "StatefulSet", spec: "updateStrategy: {type: OnDelete, rollingUpdate: {partition: 3}}" }),
    ));
  it("fp-none", () => checkRule(id, workload({ kind: "StatefulSet" })));
  it("fp-kruise", () => checkRule(id, set(3, "replicas: 3").replace("apps/v1", "apps.kruise.io/v1beta1")));
});

describe("rests on", () => {
  it("the replicas", () => expect(relatedOf(id, set(3, "replicas: 3"))).toEqual(['replicas of StatefulSet "app"']));
  it("the autoscaler", () =>
    expect(relatedOf(id, documents(set(2, "replicas: 3"), autoscaler(2, 6, "StatefulSet")))).toEqual([
      'HorizontalPodAutoscaler "app" scales it from 2 to 6',
    ]));
});

describe(title, () => {
  it("keeps comments", () => checkFix(id, title, set("3 # canary", "replicas: 3"), set("0 # canary", "replicas: 3")));
  it("of a hint", () => checkFix(id, title, set(1, "replicas: 3"), set(0, "replicas: 3")));
  const base = workload({ kind: "StatefulSet", spec: "replicas: 3" });
  it("in the patch that says it", () =>
    checkFix(
      id,
      title,
      patched(base, patch("StatefulSet", "updateStrategy: {rollingUpdate: {partition: 3}}")),
      patched(base, patch("StatefulSet", "updateStrategy: {rollingUpdate: {partition: 0}}")),
    ));
  it("is not offered in the text of a kustomization", () =>
    expect(
      fixTitles(
        id,
        files({
          "kustomization.yaml":
            "resources: [app.yaml]\npatches:\n  - target: {kind: StatefulSet}\n    patch: |\n      - op: add\n        path: /spec/updateStrategy\n        value: {rollingUpdate: {partition: 3}}\n",
          "app.yaml": base,
        }),
      ),
    ).toEqual([]));
});
