// The rule statefulset-unsupported-strategy: its conditions, its traps and its fix.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles } from "../support/check-rule";
import { marked, patch, patched, workload } from "./rollout-workload";

const id = "statefulset-unsupported-strategy";
const title = "Set the update strategy to RollingUpdate";
const typed = (type: string, more = "") =>
  workload({ kind: "StatefulSet", spec: `updateStrategy:\n  type: ${type}${more}` });
const version = (kubernetesVersion: string) => ({ settings: { kubernetesVersion } });

describe("reports", () => {
  it("Recreate", () =>
    checkRule(
      id,
      marked(
        typed("«Recreate»"),
        `${id} error: Kubernetes 1.36 rejects Recreate on a StatefulSet. Use RollingUpdate: it too stops each Pod before it starts the new one.`,
      ),
    ));
  it("a type that there is not", () =>
    checkRule(
      id,
      marked(
        typed("«Rolling»"),
        `${id} error: A StatefulSet has no update strategy "Rolling", only RollingUpdate and OnDelete: the API server rejects it.`,
      ),
    ));
  it("a type that there is not in 1.37 either", () =>
    checkRule(id, marked(typed("«rollingUpdate»"), `${id} error`), version("1.37")));
  it("Recreate as information from 1.37", () => {
    checkRule(
      id,
      marked(
        typed("«Recreate»"),
        `${id} information: Recreate needs the alpha gate StatefulSetRecreateStrategy: where it is off the API server rejects the set. RollingUpdate is always there.`,
      ),
      version("1.37"),
    );
    checkRule(id, marked(typed("«Recreate»"), `${id} information`), version("1.38"));
    checkRule(id, marked(typed("«Recreate»"), `${id} error`), version("1.36.9"));
  });
});

describe("is silent", () => {
  it.each(["RollingUpdate", "OnDelete", "${STRATEGY}", '""', "null"])("fp-type-%s", (type) =>
    checkRule(id, typed(type)),
  );
  it("fp-no-type", () => checkRule(id, workload({ kind: "StatefulSet" })));
  it("fp-deployment", () => checkRule(id, workload({ spec: "strategy: {type: Recreate}" })));
  it("fp-kruise", () => checkRule(id, typed("Other").replace("apps/v1", "apps.kruise.io/v1beta1")));
});

describe(title, () => {
  it("keeps comments", () => checkFix(id, title, typed("Recreate # one by one"), typed("RollingUpdate # one by one")));
  it("in the patch that says it", () =>
    checkFix(
      id,
      title,
      patched(workload({ kind: "StatefulSet" }), patch("StatefulSet", "updateStrategy: {type: Recreate}")),
      patched(workload({ kind: "StatefulSet" }), patch("StatefulSet", "updateStrategy: {type: RollingUpdate}")),
    ));
  it("is not offered where it would bring a partition into force", () => {
    expect(fixTitles(id, typed("Recreate", "\n  rollingUpdate: {partition: 3}"))).toEqual([]);
    expect(fixTitles(id, typed("Recreate", "\n  rollingUpdate: {}"))).toEqual([title]);
    expect(fixTitles(id, typed("Rolling", "\n  rollingUpdate: {partition: 0}"))).toEqual([title]);
  });
});
