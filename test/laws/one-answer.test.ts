// The same files give the same findings, whatever order they came in and whatever was open, edited, moved or asked before.
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { rules } from "../../server/src/rules/registry";
import { Choices } from "../support/choices";
import { generatedHistory } from "../support/history-generator/history";
import { withRuleExample } from "../support/history-generator/rule-example";
import type { Step } from "../support/history-generator/step";
import { judgement } from "../support/one-answer";
import { runs, seed } from "../support/seed";
import { historyText, smallestHistory } from "../support/smallest-history";

const HISTORIES = runs(140);
/** Decisions of one history; those after them are the simplest. */
const DECISIONS = 6000;

const cases = path.join(import.meta.dirname, "one-answer-cases");

describe("findings", () => {
  it(`are those of a fresh start in each of ${HISTORIES} histories`, {
    timeout: 600_000 + HISTORIES * 5_000,
  }, async () => {
    console.log(`one answer: RIGHTKIND_SEED=${seed}`);
    const steps = new Map<string, number>();
    const ids = new Set<string>();
    let runs = 0;
    let comparisons = 0;
    let findings = 0;
    let failing: readonly Step[] | undefined;
    fc.check(
      fc.property(fc.noShrink(fc.nat()), (number) => {
        const example = rules[runs++ % rules.length]?.id ?? "";
        const history = withRuleExample(generatedHistory(Choices.seeded(number, DECISIONS)), example);
        const judged = judgement(history);
        for (const { step } of history) steps.set(step, (steps.get(step) ?? 0) + 1);
        for (const id of judged.ids) ids.add(id);
        comparisons += judged.comparisons;
        findings += judged.findings;
        if (judged.difference !== undefined) failing = history;
        return judged.difference === undefined;
      }),
      { numRuns: HISTORIES, seed, endOnFailure: true },
    );
    if (failing) expect.fail(historyText(await smallestHistory(failing)));
    expect(comparisons).toBeGreaterThan(HISTORIES * 5);
    expect(findings).toBeGreaterThan(comparisons * 2);
    // What happens to the example of a rule in its history may leave nothing to be said.
    const silent = rules.map(({ id }) => id).filter((id) => !ids.has(id));
    expect(silent.length, silent.join(", ")).toBeLessThan(rules.length / 20);
    for (const step of ["set", "remove", "unread", "roots", "ready", "ask"]) {
      expect(steps.get(step), step).toBeGreaterThan(HISTORIES / 2);
    }
  });

  const names = readdirSync(cases);
  it("have cases that were once otherwise", () => expect(names.length).toBeGreaterThan(0));
  it.each(names)("are those of a fresh start in %s", (name) => {
    const { steps }: { steps: readonly Step[] } = parse(readFileSync(path.join(cases, name), "utf8"));
    const judged = judgement(steps, { thorough: true });
    expect(judged.comparisons).toBeGreaterThan(0);
    expect(judged.difference).toBeUndefined();
  });
});

describe("the judge", () => {
  it("finds out a rule that remembers, and says it with the fewest steps", async () => {
    const [rule] = rules;
    if (!rule) throw new Error("there are no rules");
    let calls = 0;
    const remembering = {
      ...rule,
      kinds: ["/ConfigMap"],
      check: ({ resource, report }: Parameters<typeof rule.check>[0]) =>
        report(resource.kindNode, resource.name === "web" ? `call ${++calls}.` : "Hello."),
    };
    const object = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`;
    const set = (file: string, text: string): Step => ({ step: "set", path: `/w/${file}`, text, open: false });
    const history: readonly Step[] = [
      { step: "roots", folders: ["/w"] },
      set("a.yaml", object("db")),
      { step: "compare", order: 1 },
      set("b.yaml", `# a comment\n${object("web")}data: {}\n`),
      { step: "ask", paths: ["/w/a.yaml", "/w/b.yaml"] },
      { step: "compare", order: 2 },
    ];
    const options = { rules: [remembering] };
    expect(judgement(history.slice(0, 3), options).difference).toBeUndefined();
    expect(judgement(history, options).difference).toMatch(
      /^step 5: \/w\/b\.yaml differs by .*\n {2}lived: .*call 1\..*\n {2}fresh: .*call 2\./,
    );
    expect(await smallestHistory(history, options)).toEqual([
      set("b.yaml", object("web")),
      { step: "compare", order: 2 },
    ]);
  });
});
