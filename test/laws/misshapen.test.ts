// Manifests whose fields are gone or hold what belongs elsewhere: findings, fixes and conversions answer, and never fail.
import { expect, it } from "vitest";
import { parseAllDocuments, stringify } from "yaml";
import { targetsOf } from "../../server/src/conversions/pairs";
import { workload } from "../../server/src/kubernetes/workload";
import { pages } from "../../server/src/rules/pages";
import { Choices } from "../support/choices";
import { attempt } from "../support/conversion-attempts";
import { fixture } from "../support/fixture";
import { committedPath, type MemoryWorkspace, memoryWorkspace } from "../support/memory-workspace";
import { misshapenObject } from "../support/misshapen";
import { runs, seed } from "../support/seed";
import { shownFindings } from "../support/shown-findings";

/** Times that each example of a rule is damaged. */
const RUNS = runs(2);
const DECISIONS = 4000;

const examples = [...pages].flatMap(([rule, { examples }]) =>
  examples.flatMap(({ bad, good }) => [bad, good].flatMap((text) => (text === undefined ? [] : [{ rule, text }]))),
);

it(`the examples of all rules are answered, each damaged ${RUNS} times`, { timeout: 120_000 + RUNS * 30_000 }, () => {
  console.log(`misshapen: RIGHTKIND_SEED=${seed}`);
  let conversions = 0;
  let findings = 0;
  for (const [index, { rule, text }] of examples.entries()) {
    for (let run = 0; run < RUNS; run++) {
      const choices = Choices.seeded(seed + index * RUNS + run, DECISIONS);
      const files = damaged(text, choices);
      try {
        const answered = answers(memoryWorkspace(files), choices);
        conversions += answered.conversions;
        findings += answered.findings;
      } catch (error) {
        const shown = files.map(({ path, text }) => `# ${path}\n${text}`).join("\n");
        throw new Error(`an example of ${rule}:\n${shown}`, { cause: error });
      }
    }
  }
  expect(findings).toBeGreaterThan((examples.length * RUNS) / 4);
  expect(conversions).toBeGreaterThan((examples.length * RUNS) / 2);
});

function damaged(text: string, choices: Choices) {
  return fixture(text).files.flatMap(({ path, text }) => {
    if (committedPath(path) !== undefined) return [];
    if (!/\.ya?ml$/.test(path)) return [{ path, text }];
    const objects = parseAllDocuments(text).map((document): unknown => document.toJS());
    const documents = objects.map((object) =>
      stringify(typeof object === "object" && object !== null ? misshapenObject(object, choices) : object),
    );
    return [{ path, text: documents.join("---\n") }];
  });
}

function answers(memory: MemoryWorkspace, choices: Choices) {
  const { analysis, workspace } = memory;
  let conversions = 0;
  let findings = 0;
  for (const { path, documents } of [...workspace.files()]) {
    findings += shownFindings(memory, path).length;
    for (const document of documents.filter((one) => analysis.isGuided(one))) {
      for (const [index, resource] of document.resources().entries()) {
        const kind = workload(resource)?.kind;
        if (!kind) continue;
        for (const to of targetsOf(kind)) {
          attempt(analysis, document, index, { to, storage: choices.pick("auto", "keep", "templates") });
          conversions++;
        }
      }
    }
  }
  return { conversions, findings };
}
