// The rule on-delete-strategy: its condition, its traps and its fix.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles } from "../support/check-rule";
import { marked, patch, patched, workload } from "./rollout-workload";

const id = "on-delete-strategy";
const title = "Set the update strategy to RollingUpdate";
const typed = (kind: string, type: string, more = "") =>
  workload({ kind, spec: `updateStrategy:\n  type: ${type}${more}` });

describe("hints", () => {
  it.each(["StatefulSet", "DaemonSet"])("of a %s", (kind) =>
    checkRule(
      id,
      marked(
        typed(kind, "«OnDelete»"),
        `${id} hint: With OnDelete a changed template reaches no Pod of ${kind} "app" until somebody deletes it. Use RollingUpdate, unless that is meant.`,
      ),
    ),
  );
  it("of a patch, at the kind", () =>
    checkRule(
      id,
      patched(workload({ kind: "DaemonSet", marker: id }), patch("DaemonSet", "updateStrategy: {type: OnDelete}")),
    ));
});

describe("is silent", () => {
  it("fp-rolling-update", () => checkRule(id, typed("StatefulSet", "RollingUpdate")));
  it("fp-nothing-written", () => checkRule(id, workload({ kind: "DaemonSet" })));
  it("fp-variable", () => checkRule(id, typed("DaemonSet", "${STRATEGY}")));
  it("fp-deployment", () => checkRule(id, workload({ spec: "strategy: {type: OnDelete}" })));
});

describe(title, () => {
  it("keeps comments", () =>
    checkFix(id, title, typed("DaemonSet", "OnDelete # by hand"), typed("DaemonSet", "RollingUpdate # by hand")));
  it("in the patch that says it", () =>
    checkFix(
      id,
      title,
      patched(workload({ kind: "DaemonSet" }), patch("DaemonSet", "updateStrategy: {type: OnDelete}")),
      patched(workload({ kind: "DaemonSet" }), patch("DaemonSet", "updateStrategy: {type: RollingUpdate}")),
    ));
  it("is offered beside what is the default", () =>
    expect(
      fixTitles(id, typed("DaemonSet", "OnDelete", "\n  rollingUpdate: {maxSurge: 0, maxUnavailable: 1}")),
    ).toEqual([title]));
  it.each(["maxSurge: 1", "maxUnavailable: 2", "partition: 2"])(
    "is not offered where it would bring into force what nobody looked at: %s",
    (limit) => expect(fixTitles(id, typed("DaemonSet", "OnDelete", `\n  rollingUpdate: {${limit}}`))).toEqual([]),
  );
});
