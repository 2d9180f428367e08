// What rules say will happen is seen in a control plane, or it is said why not: no rule is left out, and nothing is recorded that is not tried.
import { describe, expect, it } from "vitest";
import { experiments } from "../../scripts/experiments/catalogue";
import { notShown } from "../../scripts/experiments/not-shown";
import { recorded } from "../../scripts/experiments/record";
import { pages } from "../../server/src/rules/pages";
import { rules } from "../../server/src/rules/registry";

const loud = rules.filter(({ severities }) => severities.some((one) => one === "error" || one === "warning"));
const nameOf = ({ rule, example }: { readonly rule: string; readonly example: string }) => `${rule}: ${example}`;

describe("experiments", () => {
  it("stand for each rule of severity error or warning, or a reason does", () => {
    const tried = new Set(experiments.map(({ rule }) => rule));
    const known = [...tried, ...notShown.keys()].sort();
    expect(known).toEqual(loud.map(({ id }) => id).sort());
  });

  it("try examples that there are, each once", () => {
    const names = experiments.map(nameOf);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    const titles = new Set(
      [...pages].flatMap(([rule, { examples }]) => examples.map(({ title }) => `${rule}: ${title}`)),
    );
    expect(names.filter((name) => !titles.has(name))).toEqual([]);
  });

  it("are all recorded, and nothing else is", () => {
    expect(recorded.kubernetes).toMatch(/^\d+\.\d+$/);
    expect(recorded.seen.map(nameOf).sort()).toEqual(experiments.map(nameOf).sort());
  });
});
