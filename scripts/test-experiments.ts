// npm run test:experiments -- [--record] [RULE…]: what the rules say will happen, happens in a real control plane, and not with what they advise.
import { writeFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { isControlPlaneThere, startControlPlane } from "./apiserver/control-plane";
import { experiments } from "./experiments/catalogue";
import type { Seen } from "./experiments/experiment";
import { type Recorded, recorded, type SeenRecord, seenOf } from "./experiments/record";
import { type Outcome, outcomes } from "./experiments/run";

const RECORD = "scripts/experiments/seen.json";

const counts = { passed: 0, failed: 0 };
const words = process.argv.slice(2);
const isRecording = words.includes("--record");
const rules = words.filter((word) => word !== "--record");

if (isControlPlaneThere()) await run();
else console.log("test:experiments needs ../shared/oracle: nothing was checked");

async function run(): Promise<void> {
  const chosen = experiments.filter(({ rule }) => rules.length === 0 || rules.includes(rule));
  const cluster = await startControlPlane({ nodes: 3 });
  try {
    console.log(cluster.name);
    const found = await outcomes(cluster, chosen, isRecording ? show : compare);
    if (isRecording) record(found, cluster.name);
  } catch (error) {
    check(error instanceof Error ? (error.stack ?? error.message) : String(error), false);
  } finally {
    await cluster.stop();
  }
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  if (counts.failed > 0) process.exitCode = 1;
}

function check(what: string, holds: boolean, seen?: unknown): void {
  counts[holds ? "passed" : "failed"]++;
  console.log(`${holds ? "✓" : "✗"} ${what}${holds ? "" : `; seen: ${text(seen)}`}`);
}

/** Two checks: the bad example shows what is recorded, the good one does not show it. */
function compare({ experiment: { rule, example }, bad, good }: Outcome): void {
  const wanted = seenOf(rule, example);
  const { what, words: quoted }: Partial<Seen> = wanted ?? {};
  check(`${rule}, ${example}: ${what}${quoted === undefined ? "" : `: ${quoted}`}`, isSame(bad, wanted), bad);
  check(`${rule}, ${example}: not with the good one`, good === undefined, good);
}

function isSame(seen: Outcome["bad"], wanted: Recorded | undefined): boolean {
  if (seen === undefined || seen instanceof Error || wanted === undefined) return false;
  return isDeepStrictEqual([seen.what, faultsIn(seen.words)], [wanted.what, faultsIn(wanted.words)]);
}

/** The server names several faults of one field in any order. */
function faultsIn(quoted: string | undefined): readonly string[] | undefined {
  return quoted?.split(/(?:\[|\]|, )/).sort();
}

/** While recording: whatever the bad example shows is right, if only the good one does not show it. */
function show({ experiment: { rule, example }, bad, good }: Outcome): void {
  const isRight = bad !== undefined && !(bad instanceof Error) && good === undefined;
  check(`${rule}, ${example}: ${text(bad)}`, isRight, isRight ? undefined : { good: text(good) });
}

function record(found: readonly Outcome[], cluster: string): void {
  const own = found.flatMap(({ experiment: { rule, example }, bad }) =>
    bad === undefined || bad instanceof Error ? [] : [{ rule, example, ...bad }],
  );
  const isOther = ({ rule }: Recorded) => !found.some(({ experiment }) => experiment.rule === rule);
  const kubernetes = /\d+\.\d+/.exec(cluster)?.[0] ?? "";
  const all: SeenRecord = { kubernetes, seen: [...recorded.seen.filter(isOther), ...own].sort(byRule) };
  writeFileSync(RECORD, `${JSON.stringify(all, null, 2)}\n`);
}

function byRule(a: Recorded, b: Recorded): number {
  return `${a.rule} ${a.example}` < `${b.rule} ${b.example}` ? -1 : 1;
}

function text(seen: unknown): string {
  return seen instanceof Error ? (seen.stack ?? seen.message) : (JSON.stringify(seen) ?? "nothing");
}
