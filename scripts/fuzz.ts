// npm run fuzz -- [--minutes N] [--seed N] [--corpus DIR]: the built server must say the same as a fresh one and as the command line, whatever happened to it.
import * as fs from "node:fs";
import * as path from "node:path";
import { caseFrom, caseText } from "./fuzz/case-file";
import { all, givenBackFault, some } from "./fuzz/given-back";
import { fuzzOptions, usage } from "./fuzz/options";
import { replayed } from "./fuzz/replay";
import { type Find, searched, type Tally } from "./fuzz/search";
import { smallestCase } from "./fuzz/smallest-case";
import { soakFault } from "./fuzz/soak";
import { sourceFolders } from "./fuzz/start-files";

const root = path.resolve(process.argv[1] ?? ".", "../..");
const FINDS = "fuzz-finds";

const options = commandLine();
const programs = { server: path.join(options.dist, "server.js"), commandLine: path.join(options.dist, "cli.js") };
let passed = 0;
let failed = 0;

if (options.cases.length > 0) await play(options.cases);
else {
  check("what is gone is given back", await soakFault(programs.server));
  const amounts = options.minutes < 5 ? some : all;
  check("as much is held after each round of files", await givenBackFault(programs.server, amounts));
  await search();
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

async function play(files: readonly string[]): Promise<void> {
  for (const file of files) check(path.basename(file), (await replayed(caseFrom(file), programs)).difference);
}

async function search(): Promise<void> {
  const end = Date.now() + options.minutes * 60_000;
  const isOver = () => Date.now() >= end;
  const sources = options.corpus === undefined ? [] : sourceFolders(options.corpus);
  console.log(`seed ${options.seed}, ${sources.length} folders of ${options.corpus}, ${options.minutes} minutes`);
  const tally: Tally = { events: new Map(), sessions: 0, comparisons: 0, findings: 0, actions: 0, commandLines: 0 };
  for (let finds = 0; finds < options.finds && !isOver(); ) {
    const seed = (options.seed + tally.sessions * 7919) >>> 0;
    const find = await searched(seed, tally, { programs, sources, without: options.without, isOver });
    if (!find) continue;
    finds++;
    failed++;
    passed--;
    await report(find, `${options.seed}-${finds}`);
  }
  passed += tally.comparisons;
  const events = [...tally.events].map(([event, count]) => `${event} ${count}`).join(", ");
  console.log(`events: ${events}`);
  console.log(
    `seed ${options.seed}: ${tally.sessions} sessions, ${tally.comparisons} comparisons of ${tally.findings} diagnostics ` +
      `and ${tally.actions} actions, ${tally.commandLines} with the command line`,
  );
  if (failed > 0) return;
  const isIdle = tally.comparisons === 0 || tally.findings === 0 || tally.commandLines === 0;
  check("something is compared", isIdle ? "fault: nothing was compared" : undefined);
}

/** Makes it small, writes it down, and says how to see it again. */
async function report({ found, difference }: Find, name: string): Promise<void> {
  console.log(`✗ ${difference.split("\n")[0]}; ${found.events.length} events, to be made fewer`);
  const small = await smallestCase(found, difference, programs, { tries: options.tries });
  const again = (await replayed(small, programs)).difference;
  const text = caseText(small, again ?? `not seen again: ${difference}`);
  const file = path.join(root, FINDS, `${name}.yaml`);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
  console.log(`--- ${file}\n${text}--- npm run fuzz -- --case ${path.relative(root, file)}`);
}

function check(name: string, difference: string | undefined): void {
  if (difference === undefined) passed++;
  else {
    failed++;
    console.log(`✗ ${name}: ${difference}`);
  }
}

function commandLine(): ReturnType<typeof fuzzOptions> {
  try {
    return fuzzOptions(process.argv.slice(2), root);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n${usage}`);
    process.exit(2);
  }
}
