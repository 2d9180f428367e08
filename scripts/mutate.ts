// npm run mutate -- [--seed S] [--rules N | RULE…]: each comparison of some rules is negated, and a test of the rule must fail.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { type CliOptions, startVitest } from "vitest/node";
import { rules } from "../server/src/rules/registry";
import { Choices } from "../test/support/choices";
import type { Mutant } from "./mutate/counted-vitest";
import { instrument } from "./mutate/instrument";

/** Of a test with all its mutants. */
const PATIENCE_MS = 600_000;

const { seed, chosen } = commandLine(process.argv.slice(2));
const folder = mkdtempSync(path.join(tmpdir(), "rightkind-mutants-"));
process.env.RIGHTKIND_MUTANTS = folder;
try {
  console.log(`seed ${seed}: ${chosen.join(", ")}`);
  await run();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function run(): Promise<void> {
  const files = chosen.map((rule) => `test/rules/${rule}.test.ts`);
  const options: CliOptions = { config: false, watch: false, reporters: [{}], testTimeout: PATIENCE_MS };
  const vitest = await startVitest("test", files, options, { plugins: [instrument(new Set(chosen))] });
  const unmutated = vitest.state.getCountOfFailedTests();
  await vitest.close();
  process.exitCode = 0;
  const counts = { passed: 0, failed: unmutated };
  if (unmutated > 0) console.log(`${unmutated} tests fail without any mutation`);
  for (const rule of chosen) {
    for (const { file, text, killedBy } of outcomesOf(rule)) {
      counts[killedBy === undefined ? "failed" : "passed"]++;
      const where = path.relative("server/src/rules", file);
      console.log(
        killedBy === undefined ? `✗ ${where}: not (${text}): no test fails` : `✓ ${where}: not (${text}): ${killedBy}`,
      );
    }
  }
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  if (counts.failed > 0) process.exitCode = 1;
}

function outcomesOf(rule: string): readonly (Mutant & { readonly killedBy?: string })[] {
  return JSON.parse(readFileSync(path.join(folder, `${rule}.json`), "utf8"));
}

function commandLine(words: readonly string[]): { readonly seed: number; readonly chosen: readonly string[] } {
  let seed = 1;
  let count = 10;
  const named: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? "";
    if (word === "--seed") seed = Number(words[++index]);
    else if (word === "--rules") count = Number(words[++index]);
    else named.push(word);
  }
  const known = rules.map(({ id }) => id);
  const choices = Choices.seeded(seed);
  const left = [...known];
  const drawn = Array.from({ length: Math.min(count, left.length) }, () =>
    left.splice(choices.below(left.length), 1),
  ).flat();
  return { seed, chosen: named.length > 0 ? named : drawn.sort() };
}
