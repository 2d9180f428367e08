// Rules are what they say: registry = folders, id = file = export, messages in one style.
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, it } from "vitest";
import * as registry from "../../server/src/rules/registry";

const folder = path.resolve(import.meta.dirname, "../../server/src/rules");
const { rules } = registry;

/** `group/id` of every file that defines a rule. */
function ruleFiles(): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll(path.sep, "/"))
    .filter((file) => file.includes("/") && file.endsWith(".ts"))
    .filter((file) => readFileSync(path.join(folder, file), "utf8").includes("= defineRule({"));
}

describe("rules", () => {
  it("stand in the registry, each once, sorted", () => {
    const inFolders = ruleFiles().sort();
    expect(inFolders.length).toBeGreaterThanOrEqual(3);
    expect(rules.map(({ group, id }) => `${group}/${id}.ts`).sort()).toEqual(inFolders);
    expect(rules.map(({ id }) => id)).toEqual(rules.map(({ id }) => id).sort());
  });

  it.each(rules.map((rule) => [rule.id, rule] as const))("%s: the export is the id in camel case", (id, { group }) => {
    const camelCase = id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    expect(readFileSync(path.join(folder, group, `${id}.ts`), "utf8")).toContain(
      `export const ${camelCase} = defineRule({`,
    );
  });

  it.each(rules.map((rule) => [rule.id, rule] as const))("%s: is described whole", (_, rule) => {
    expect(rule.summary).toMatch(/^[A-Z][^\n]{10,100}\.$/);
    expect(rule.why.trim().length).toBeGreaterThan(100);
    expect(rule.whenToIgnore.trim()).not.toBe("");
    expect(rule.references.length).toBeGreaterThan(0);
    expect(rule.references.every((reference) => reference.startsWith("https://"))).toBe(true);
    expect(rule.examples.length).toBeGreaterThan(0);
    const offered = rule.fixes.map(({ title }) => title);
    expect(rule.examples.flatMap(({ fix }) => fix ?? []).filter((title) => !offered.includes(title))).toEqual([]);
  });
});
