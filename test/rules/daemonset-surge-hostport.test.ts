// The rule daemonset-surge-hostport: its condition, its traps and its fix.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, relatedOf } from "../support/check-rule";
import { limits, marked, patch, patched, workload } from "./rollout-workload";

const id = "daemonset-surge-hostport";
const title = "Set maxSurge to 0 and maxUnavailable to 1";
const both = (surge: number | string, unavailable: number | string) => limits(surge, unavailable, "updateStrategy");
const set = (spec: string, container = "ports: [{containerPort: 80, hostPort: 80}]", pod = "") =>
  workload({ kind: "DaemonSet", spec, container, pod });

describe("warns", () => {
  it("in words", () =>
    checkRule(
      id,
      marked(
        set(both("«1»", 0)),
        `${id} warning: An update hangs: the new Pod of a node waits for port 80, which the old one keeps until then. Set maxSurge to 0 and maxUnavailable to 1.`,
      ),
    ));
  it("of a percentage", () => checkRule(id, marked(set(both("«10%»", 0)), id)));
  it("of the node's network", () =>
    checkRule(id, marked(set(both("«1»", 0), "ports: [{containerPort: 80}]", "hostNetwork: true"), id)));
  it("beside limits that are rejected anyway", () =>
    checkRule(id, marked(set("updateStrategy:\n  rollingUpdate:\n    maxSurge: «1»"), id)));
  it("with the port as what it rests on", () =>
    expect(relatedOf(id, set(both(1, 0)))).toEqual(['DaemonSet "app" takes port 80 of each node']));
});

describe("is silent", () => {
  it("fp-no-surge", () => {
    checkRule(id, set(both(0, 1)));
    checkRule(id, set(both('"0%"', 1)));
    checkRule(id, set(""));
  });
  it("fp-no-host-port", () => checkRule(id, set(both(1, 0), "ports: [{containerPort: 80}]")));
  it("fp-network-of-the-node-without-ports", () => checkRule(id, set(both(1, 0), "", "hostNetwork: true")));
  it("fp-on-delete", () => checkRule(id, set("updateStrategy: {type: OnDelete, rollingUpdate: {maxSurge: 1}}")));
  it("fp-variable", () => checkRule(id, set(both("${SURGE}", 0))));
  it("fp-deployment", () =>
    checkRule(id, workload({ spec: limits(1, 0), container: "ports: [{containerPort: 80, hostPort: 80}]" })));
});

describe(title, () => {
  it("keeps comments", () => checkFix(id, title, set(both("1 # new first", 0)), set(both("0 # new first", 1))));
  it("where maxUnavailable was not written", () =>
    checkFix(
      id,
      title,
      set("updateStrategy:\n  type: RollingUpdate\n  rollingUpdate:\n    maxSurge: 1"),
      set("updateStrategy:\n  type: RollingUpdate\n  rollingUpdate:\n    maxSurge: 0\n    maxUnavailable: 1"),
    ));
  it("in the patch that says it", () =>
    checkFix(
      id,
      title,
      patched(set(""), patch("DaemonSet", both(1, 0))),
      patched(set(""), patch("DaemonSet", both(0, 1))),
    ));
});
