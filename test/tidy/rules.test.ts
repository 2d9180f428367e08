// Rules are what they say: registry = folders, id = folder, kinds exist, pages are whole.
import { describe, expect, it } from "vitest";
import { ruleFolders } from "../../scripts/rule-registry";
import { workloadKinds } from "../../server/src/kubernetes/kinds";
import { pages } from "../../server/src/rules/pages";
import { rules } from "../../server/src/rules/registry";

const each = rules.map((rule) => [rule.id, rule] as const);

describe("rules", () => {
  it("stand in the registry, each once, sorted", () => {
    const inFolders = ruleFolders(process.cwd());
    expect(inFolders.length).toBeGreaterThanOrEqual(3);
    expect(rules.map(({ group, id }) => `${group}/${id}`)).toEqual(inFolders);
  });

  it.each(each)("%s: looks at kinds that there are, with the group of all but workloads", (_, { kinds }) => {
    expect(kinds.length).toBeGreaterThan(0);
    expect(
      kinds.filter(
        (kind) =>
          kind !== "*" && !(workloadKinds as readonly string[]).includes(kind) && !/^[a-z0-9.-]*\/[A-Z]\w*$/.test(kind),
      ),
    ).toEqual([]);
  });

  it.each(each)("%s: is described whole", (id, rule) => {
    const page = pages.get(id);
    expect(rule.summary).toMatch(/^[A-Za-z][^\n]{10,100}\.$/);
    expect(page?.why.trim().length).toBeGreaterThan(100);
    expect(page?.whenToIgnore.trim()).not.toBe("");
    expect(page?.references.length).toBeGreaterThan(0);
    expect(page?.references.every((reference) => reference.startsWith("https://"))).toBe(true);
    expect(page?.examples.length).toBeGreaterThan(0);
    const offered = rule.fixes.map(({ title }) => title);
    expect(page?.examples.flatMap(({ fix }) => fix ?? []).filter((title) => !offered.includes(title))).toEqual([]);
  });
});
