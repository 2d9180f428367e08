// Hovers over generated workspaces: every cell is what the conversion leaves and what the rollout's arithmetic says.
import { describe, expect, it } from "vitest";
import { Choices } from "../support/choices";
import { generatedConversion } from "../support/conversion-generator/workspace";
import { hoverReport } from "../support/hover-laws";
import { memoryWorkspace } from "../support/memory-workspace";

const SEED = 20_260_901;
const GROUPS = 4;
const GROUP = 40;

function reportOf(seed: number, alter?: (text: string) => string) {
  return hoverReport(memoryWorkspace(generatedConversion(Choices.seeded(seed)).files).analysis, alter);
}

describe("hovers over generated workspaces", () => {
  const starts = Array.from({ length: GROUPS }, (_, index) => SEED + index * GROUP);
  it.each(starts)(`from seed %i on, ${GROUP} of them, say what the conversion does`, (start) => {
    const reports = Array.from({ length: GROUP }, (_, index) => ({ seed: start + index, ...reportOf(start + index) }));
    expect(reports.flatMap(({ seed, violations }) => violations.map((fault) => `seed ${seed}: ${fault}`))).toEqual([]);
    expect(reports.reduce((sum, { compared }) => sum + compared, 0)).toBeGreaterThan(GROUP / 2);
  });

  it.each([
    ["another claim", (text: string) => text.replaceAll(/`(\w+-)(?=[\w-]+-0`)/g, "`x$1")],
    ["another Service", (text: string) => text.replaceAll("-headless`", "-other`")],
    ["a claim that all share", (text: string) => text.replace(/^(\| storage \| )[^|]*/m, "$1all share `x` ")],
    ["other numbers", (text: string) => text.replace(/\(\+\d/, "(+7")],
    ["another order", (text: string) => text.replace(/\| 0 → /, "| 1 → ")],
    ["a bare code", (text: string) => `${text} R-NAME`],
    ["a line too many", (text: string) => `${text}${"\n-".repeat(12)}`],
    ["a line twice", (text: string) => `${text}\n${text.split("\n").at(-1)}`],
  ])("a planted fault is seen: %s", (_, alter) => {
    const seen = starts
      .flatMap((start) => [start, start + 1, start + 2])
      .filter((seed) => reportOf(seed, alter).violations.length > 0);
    expect(seen.length).toBeGreaterThan(0);
  });
});
