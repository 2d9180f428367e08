// What many files have in common is worked out once where they are asked together, as the command line does, and given back.
import { expect, it } from "vitest";
import { shapes } from "../../scripts/bench/shapes/catalogue";
import { memoryWorkspace } from "../support/memory-workspace";

function cost(users: number, isTogether: boolean) {
  const shape = shapes.find(({ name }) => name === "shared-claim-folder");
  const { analysis, workspace } = memoryWorkspace(shape?.files(users) ?? []);
  analysis.keepsAll = false;
  const paths = [...workspace.files()].map(({ path }) => path);
  workspace.settle();
  const { size, computed } = workspace.tracker;
  const ask = () => paths.map((path) => analysis.findings(path).map(({ rule, message }) => `${rule} ${message}`));
  const findings = isTogether ? analysis.together(ask) : ask();
  return { findings, computed: workspace.tracker.computed - computed, kept: workspace.tracker.size - size };
}

it("the users of one claim ask once who shares it, and the findings are the same", () => {
  const [apart, together, twice] = [cost(30, false), cost(30, true), cost(60, true)];
  expect(together.findings).toEqual(apart.findings);
  expect(apart.computed - together.computed).toBeGreaterThan(30 * 3);
  expect(twice.computed).toBeLessThan(together.computed * 2.1);
  expect([apart.kept, together.kept]).toEqual([0, 0]);
});
