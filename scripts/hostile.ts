// npm run test:hostile -- [DIR]: what the built command line makes of hostile and heavy inputs, within a time.
import { execFileSync, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { type Answer, type Case, cases, isJudged } from "./hostile/expectations";
import { growthFaults } from "./hostile/growth";

/** Of the processor, whatever else is running: the slowest takes a few seconds; what would take for ever takes longer than this. */
const MOST_SECONDS = 60;
/** By the clock, where a run waits for what never comes. */
const MOST_MINUTES = 20;

/** For the whole heap: a run that needs more has failed. */
const MOST_MEGABYTES = 1500;

/** Runs at a time. */
const AT_ONCE = 2;

const program = path.resolve("dist/cli.js");
/** Says what the process has used when it ends. */
const usage = path.resolve("scripts/bench/usage.cjs");
const generator = given(process.argv.slice(2));
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "rightkind-hostile-"));
try {
  execFileSync("python3", [generator, folder], { stdio: "inherit" });
  const known = cases(fs.readdirSync(folder).sort());
  const costs = new Map<string, number>();
  const answered = await failures(known, costs);
  const failed = [...answered, ...growthFaults(costs)];
  for (const line of failed) console.log(`✗ ${line}`);
  console.log(`${known.length - answered.length} passed, ${failed.length} failed`);
  if (failed.length > 0) process.exitCode = 1;
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}

function given([from = "../shared/hostile"]: readonly string[]): string {
  return path.resolve(from, "generate.py");
}

/** One line for each case with a wrong answer. */
async function failures(known: readonly Case[], costs: Map<string, number>): Promise<string[]> {
  const failed: string[] = [];
  const queue = known[Symbol.iterator]();
  const work = async () => {
    for (const one of queue) {
      const outcome = await run(one.paths);
      if (outcome.cpu !== undefined) costs.set(one.name, outcome.cpu);
      const fault = faultOf(one, outcome);
      if (fault !== undefined) failed.push(`${one.name}: ${fault}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return failed.sort();
}

function faultOf({ expected }: Case, { exit, out, err }: Outcome): string | undefined {
  if (exit === undefined) return `no end within ${MOST_SECONDS} s of the processor, or more than ${MOST_MEGABYTES} MB`;
  if (/fault of the program|has failed and reports nothing/.test(err)) return err.trim();
  const actual = answerOf(exit, out);
  if (actual === undefined) return `exit code ${exit}, and what it prints is no result`;
  if (expected.type === "size") return undefined;
  const [wanted, got] = [expected.answer, actual].map((one) => JSON.stringify(one));
  return wanted === got ? undefined : `${got} instead of ${wanted}`;
}

/** With the keys in the order of an expected answer; undefined where the output is no document of `check`. */
function answerOf(exit: Answer["exit"], out: string): Answer | undefined {
  try {
    const { errors, findings, documents } = JSON.parse(out);
    const judged = findings.filter(({ rule }: { readonly rule: string }) => isJudged(rule));
    const codes = errors.map(({ code }: { readonly code: string }) => code).sort();
    return { exit, errors: codes, findings: judged.length, documents };
  } catch {
    return undefined;
  }
}

interface Outcome {
  /** Undefined where the run was ended from outside, or by its own lack of memory. */
  readonly exit: Answer["exit"] | undefined;
  readonly out: string;
  readonly err: string;
  /** Milliseconds of the processor. */
  readonly cpu: number | undefined;
}

function run(paths: readonly string[]): Promise<Outcome> {
  const words = [
    `--max-old-space-size=${MOST_MEGABYTES}`,
    "--require",
    usage,
    program,
    "check",
    "--format",
    "json",
    ...paths,
  ];
  // Only a shell limits the time of the processor.
  const script = `ulimit -t ${MOST_SECONDS}; exec "$0" "$@"`;
  const child = spawn("/bin/sh", ["-c", script, process.execPath, ...words], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    timeout: MOST_MINUTES * 60_000,
    killSignal: "SIGKILL",
  });
  const texts = ["", "", ""];
  for (const [index, stream] of [child.stdout, child.stderr, child.stdio[3]].entries())
    if (stream && "setEncoding" in stream)
      stream.setEncoding("utf8").on("data", (text: string) => (texts[index] += text));
  return new Promise((resolve) => {
    child.on("close", (code) => {
      const [out = "", err = "", report = ""] = texts;
      const exit = code === 0 || code === 1 || code === 2 ? code : undefined;
      resolve({ exit, out, err, cpu: report === "" ? undefined : JSON.parse(report).cpu });
    });
  });
}
