// A baseline: the file that is written, and what it keeps from being reported.
import { describe, expect, it } from "vitest";
import { Baseline, type BaselineFinding, baselineText } from "../../server/src/config/baseline";

const finding: BaselineFinding = {
  path: "k8s/mysql.yaml",
  rule: "bare-pod",
  kind: "Pod",
  name: "mysql",
  namespace: undefined,
};

describe("a baseline", () => {
  it("lists each finding once, sorted, and holds what it lists", () => {
    const other = { ...finding, name: 'a "b"', namespace: "shop" };
    const text = baselineText([finding, other, finding]);
    expect(text).toBe(
      [
        "# Findings that are not reported. Written by: rightkind check --format baseline",
        "findings:",
        '  - {"path":"k8s/mysql.yaml","rule":"bare-pod","kind":"Pod","name":"a \\"b\\"","namespace":"shop"}',
        '  - {"path":"k8s/mysql.yaml","rule":"bare-pod","kind":"Pod","name":"mysql"}',
        "",
      ].join("\n"),
    );
    const baseline = new Baseline(text);
    expect([finding, other].map((one) => baseline.has(one))).toEqual([true, true]);
  });

  it.each(["path", "rule", "kind", "name", "namespace"] as const)("does not hold another %s", (key) =>
    expect(new Baseline(baselineText([finding])).has({ ...finding, [key]: "other" })).toBe(false),
  );

  it("lists nothing where nothing is found", () =>
    expect(baselineText([])).toBe(
      "# Findings that are not reported. Written by: rightkind check --format baseline\nfindings: []\n",
    ));

  it.each(["", "findings:\n", "findings: {a: b}\n", "findings: [a, {path: b}]\n", "a: [\n", "- a\n"])(
    "holds nothing of what it cannot read: %j",
    (text) => expect(new Baseline(text).has(finding)).toBe(false),
  );
});
