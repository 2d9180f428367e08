// The rule daemonset-surge-and-unavailable: its conditions, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { limits, marked, patch, patched, workload } from "./rollout-workload";

const id = "daemonset-surge-and-unavailable";
const set = (spec: string, more = {}) => workload({ kind: "DaemonSet", spec, ...more });
const surge = (value: number | string) => `updateStrategy:\n  rollingUpdate:\n    maxSurge: ${value}`;
const unavailable = (value: number | string) => `updateStrategy:\n  rollingUpdate:\n    maxUnavailable: ${value}`;
const both = (more: number | string, less: number | string) => limits(more, less, "updateStrategy");

describe("reports both", () => {
  it("a surge beside the default", () =>
    checkRule(
      id,
      marked(
        set(surge("«1»")),
        `${id} error: The API server rejects maxSurge 1 beside maxUnavailable, 1 by default: one of them must be 0.`,
      ),
    ));
  it("a surge beside a number", () =>
    checkRule(
      id,
      marked(
        set(both("«25%»", 2)),
        `${id} error: The API server rejects maxSurge 25% beside maxUnavailable 2: one of them must be 0.`,
      ),
    ));
  it("with the type written", () =>
    checkRule(id, marked(set(surge("«1»").replace(":\n", ":\n  type: RollingUpdate\n")), id)));
  it("that a patch brings", () =>
    checkRule(
      id,
      patched(
        workload({ kind: "DaemonSet", marker: id }),
        patch("DaemonSet", "updateStrategy: {rollingUpdate: {maxSurge: 1}}"),
      ),
    ));
  it("with the other limit as what it rests on", () =>
    expect(relatedOf(id, set(both(1, 1)))).toEqual(['maxUnavailable of DaemonSet "app"']));
});

describe("reports neither", () => {
  const message =
    "With maxUnavailable and maxSurge both 0 no Pod could ever be replaced: the API server rejects it. Set maxUnavailable to 1.";
  it("as numbers", () => checkRule(id, marked(set(both(0, "«0»")), `${id} error: ${message}`)));
  it("as a percentage beside the default", () => checkRule(id, marked(set(unavailable("«0%»")), `${id} error`)));
  it("with the surge as what it rests on", () =>
    expect(relatedOf(id, set(both(0, 0)))).toEqual(['maxSurge of DaemonSet "app"']));
});

describe("is silent", () => {
  it("fp-surge-without-unavailable", () => checkRule(id, set(both(1, 0))));
  it("fp-surge-with-zero-percent", () => checkRule(id, set(both("10%", '"0%"'))));
  it("fp-no-surge", () => checkRule(id, set(both(0, 1))));
  it("fp-unavailable-alone", () => checkRule(id, set(unavailable(3))));
  it("fp-defaults", () => checkRule(id, set("")));
  it("fp-zero-surge-alone", () => checkRule(id, set(surge(0))));
  it("fp-on-delete-is-not-looked-at", () =>
    checkRule(id, set("updateStrategy: {type: OnDelete, rollingUpdate: {maxSurge: 1, maxUnavailable: 1}}")));
  it("fp-variable", () => {
    checkRule(id, set(surge("${SURGE}")));
    checkRule(id, set(both(1, "${UNAVAILABLE}")));
    checkRule(id, set(both("${SURGE}", 0)));
  });
  it("fp-deployment", () => checkRule(id, workload({ spec: limits(1, 1) })));
  it("fp-patch-that-says-zero", () =>
    checkRule(id, patched(set(surge(1)), patch("DaemonSet", "updateStrategy: {rollingUpdate: {maxUnavailable: 0}}"))));
});

describe("fixes", () => {
  it("write maxUnavailable: 0 beside the surge", () =>
    checkFix(
      id,
      "Set maxUnavailable to 0",
      set(`${surge(1)} # new first`),
      set(`${surge(1)} # new first\n    maxUnavailable: 0`),
    ));
  it("write it into the patch that surges", () =>
    checkFix(
      id,
      "Set maxUnavailable to 0",
      patched(set(""), patch("DaemonSet", surge(1))),
      patched(set(""), patch("DaemonSet", both(1, 0))),
    ));
  it("set it to 0", () =>
    checkFix(id, "Set maxUnavailable to 0", set(both(1, "1 # as ever")), set(both(1, "0 # as ever"))));
  it("set it to 1", () => checkFix(id, "Set maxUnavailable to 1", set(both(0, 0)), set(both(0, 1))));
  it("leave a surge that ports of the node forbid to its own rule", () =>
    expect(fixTitles(id, set(surge(1), { container: "ports: [{containerPort: 80, hostPort: 80}]" }))).toEqual([]));
});
