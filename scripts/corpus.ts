// npm run corpus -- DIR [--report FILE] [--seed N] [--every N]: laws and a readable report over a folder of real manifests; one conversion of N is held against its laws, without it each.
import * as fs from "node:fs";
import * as path from "node:path";
import { parseArgs } from "node:util";
import { syntaxFaults } from "../server/src/analysis/syntax-faults";
import { rules } from "../server/src/rules/registry";
import { type Conversions, conversions, conversionTable, updateTable } from "./corpus/conversions";
import { hovers } from "./corpus/hovers";
import { chosenFiles, keystrokeViolations, randomNumbers } from "./corpus/keystrokes";
import { allFindings, laws } from "./corpus/laws";
import {
  type Analysed,
  analysed,
  findingText,
  placeText,
  type Repository,
  repositoriesIn,
  stackOf,
} from "./corpus/repository";
import { sameNames } from "./corpus/same-names";
import { type Trap, traps } from "./corpus/traps";

const EDITED_FILES = 200;
/** The conversions of the manifests beside the project, for people to read. */
const TABLE = "docs/corpus-conversions.md";
const severities = ["error", "warning", "information", "hint"] as const;

/** Lines of the report, and how many checks have passed and failed. */
class Outcome {
  readonly lines: string[] = [];
  passed = 0;
  failed = 0;

  say(...lines: readonly string[]): void {
    this.lines.push(...lines);
  }

  /** One check: it has passed where nothing is wrong. */
  check(name: string, violations: readonly string[]): void {
    if (violations.length === 0) {
      this.passed++;
      return;
    }
    this.failed++;
    this.say(
      `- FAILED ${name}: ${violations.length} times`,
      ...violations.slice(0, 20).map((violation) => `  - ${violation}`),
    );
  }
}

function run(folder: string, { seed, every }: { readonly seed: number; readonly every: number }): Outcome {
  const outcome = new Outcome();
  const repositories = repositoriesIn(folder);
  const files = repositories.reduce((sum, repository) => sum + repository.files.length, 0);
  outcome.say(
    "# Corpus",
    "",
    `${files} files of ${repositories.length} repositories, ${rules.length} rules, seed ${seed}.`,
  );
  if (files === 0) {
    outcome.check("some file is read", [`${folder} holds none`]);
    return outcome;
  }
  outcome.say("", "## Laws", "");
  const states = new Map<Repository, Analysed>();
  for (const repository of repositories) {
    const state = guarded(outcome, `${repository.name}: reading`, () => analysed(repository.files));
    if (!state) continue;
    states.set(repository, state);
    for (const { name, violations } of laws) {
      const label = `${repository.name}: ${name}`;
      guarded(outcome, label, () => outcome.check(label, violations(repository, state)));
    }
  }
  converted(outcome, files, states, every);
  hovered(outcome, states);
  edits(outcome, repositories, states, randomNumbers(seed));
  decoys(outcome, path.join(folder, "../decoys"));
  if (outcome.failed === 0) outcome.say(`All hold: ${outcome.passed} checks.`);
  counts(outcome, [...states.values()]);
  trapReport(outcome, states);
  return outcome;
}

/** Conversions that are tried, each or one of N held against their laws; the table of them is written. */
function converted(outcome: Outcome, files: number, states: ReadonlyMap<Repository, Analysed>, every: number): void {
  const all: Conversions[] = [];
  for (const [repository, state] of states) {
    const label = `${repository.name}: conversions`;
    const own = guarded(outcome, label, () => conversions(repository, state, every));
    if (!own) continue;
    all.push(own);
    if (own.attempts.length > 0) outcome.check(label, own.violations);
  }
  const table = conversionTable({ files }, all);
  outcome.check("the table of conversions is as it was", updateTable(TABLE, table));
  outcome.say("", table.replace(/^#/, "##"));
}

/** Hovers on workloads, each held against the conversion that is made and the rollout's arithmetic. */
function hovered(outcome: Outcome, states: ReadonlyMap<Repository, Analysed>): void {
  let workloads = 0;
  let compared = 0;
  for (const [repository, state] of states) {
    const label = `${repository.name}: hovers`;
    const own = guarded(outcome, label, () => hovers(state));
    if (!own || own.workloads === 0) continue;
    workloads += own.workloads;
    compared += own.compared;
    outcome.check(label, own.violations);
  }
  outcome.say("", `${workloads} hovers on workloads, ${compared} of them held against a conversion.`);
}

/** What throws is a failed check, and the rest goes on. */
function guarded<T>(outcome: Outcome, name: string, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    outcome.check(`${name} throws`, [stackOf(error)]);
    return undefined;
  }
}

function edits(
  outcome: Outcome,
  repositories: readonly Repository[],
  states: ReadonlyMap<Repository, Analysed>,
  random: () => number,
): void {
  for (const [repository, chosen] of chosenFiles(repositories, EDITED_FILES, random)) {
    const state = states.get(repository);
    if (!state) continue;
    for (const file of chosen) {
      const name = `${repository.name}${file.path}: after a keystroke, as after a fresh start`;
      guarded(outcome, name, () => outcome.check(name, keystrokeViolations(repository, state, file, random)));
    }
  }
}

/** Files of other programs, in the folder beside the manifests: nothing may be said about them. */
function decoys(outcome: Outcome, folder: string): void {
  if (!fs.existsSync(folder)) return;
  for (const repository of repositoriesIn(folder)) {
    const name = `decoys of ${repository.name}: nothing is said`;
    guarded(outcome, name, () => {
      const { analysis, faults } = analysed(repository.files);
      const errors = [...analysis.workspace.files()].flatMap((file) => syntaxFaults(analysis, file, { always: false }));
      outcome.check(name, [
        ...faults,
        ...allFindings(analysis).map((finding) => findingText(analysis, finding)),
        ...errors.map(({ document, error }) => `${placeText(analysis, document, error.start)} ${error.message}`),
      ]);
    });
  }
}

function counts(outcome: Outcome, states: readonly Analysed[]): void {
  const findings = states.flatMap(({ analysis }) => allFindings(analysis));
  outcome.say(
    "",
    `## Findings: ${findings.length}`,
    "",
    `| rule | ${severities.join(" | ")} |`,
    "|---|---|---|---|---|",
  );
  for (const rule of [...new Set([...rules.map(({ id }) => id), ...findings.map((finding) => finding.rule)])].sort()) {
    const own = findings.filter((finding) => finding.rule === rule);
    const row = severities.map((severity) => own.filter((finding) => finding.severity === severity).length);
    outcome.say(`| ${rule} | ${row.join(" | ")} |`);
  }
  const contents = new Map<string, number>();
  let broken = 0;
  for (const { analysis } of states) {
    for (const file of analysis.workspace.files()) {
      broken += syntaxFaults(analysis, file, { always: false }).length;
      const role = analysis.workspace.units.roleOf(file.path);
      for (const { content } of file.documents) {
        const kind = role === "plain" ? content : role;
        contents.set(kind, (contents.get(kind) ?? 0) + 1);
      }
    }
  }
  outcome.say("", "## Documents by what they are", "", "| what | documents |", "|---|---|");
  for (const [kind, count] of [...contents].sort((a, b) => b[1] - a[1])) outcome.say(`| ${kind} | ${count} |`);
  outcome.say(`| manifests that do not parse | ${broken} |`);
}

function trapReport(outcome: Outcome, states: ReadonlyMap<Repository, Analysed>): void {
  outcome.say("", "## Traps");
  const found = new Map<string, Trap["instances"][number][]>();
  let groups = 0;
  for (const [repository, { analysis }] of states) {
    const same = sameNames(repository, analysis);
    groups += same.groups;
    for (const { name, instances } of [...traps(repository, analysis), same]) {
      found.set(name, [...(found.get(name) ?? []), ...instances]);
    }
  }
  for (const [name, instances] of found) {
    const wrong = instances.filter(({ right }) => !right);
    outcome.say("", `### ${name}: ${instances.length}, ${wrong.length} wrong`, "");
    outcome.say(...instances.map(({ what, said, right }) => `- ${right ? "" : "WRONG "}${what}: ${said}`));
    outcome.check(
      `trap: ${name}`,
      wrong.map(({ what, said }) => `${what}: ${said}`),
    );
  }
  outcome.say("", `${groups} names stand in several folders; listed are the findings that touch one of them.`);
}

const { values, positionals } = parseArgs({
  options: {
    report: { type: "string" },
    seed: { type: "string", default: "1" },
    every: { type: "string", default: "1" },
  },
  allowPositionals: true,
});
const [folder] = positionals;
const every = Number(values.every);
if (folder === undefined || !Number.isInteger(every) || every < 1) {
  console.error("usage: npm run corpus -- DIR [--report FILE] [--seed N] [--every N]");
  process.exitCode = 2;
} else {
  const { lines, passed, failed } = run(path.resolve(folder), { seed: Number(values.seed), every });
  const report = `${lines.join("\n")}\n`;
  if (values.report !== undefined) fs.writeFileSync(values.report, report);
  process.stdout.write(`${report}\n${passed} passed, ${failed} failed\n`);
  if (failed > 0) process.exitCode = 1;
}
