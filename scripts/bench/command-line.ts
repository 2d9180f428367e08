// The built command line as a process of its own: what a run uses, and what it finds.
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { Failure } from "./failure";

export interface Run {
  /** Milliseconds of the whole process, all its threads. */
  readonly cpu: number;
  readonly wall: number;
  /** The most memory that was resident, in MB. */
  readonly peak: number;
  readonly output: string;
}

/** What `check` counts. */
export interface Counts {
  readonly findings: number;
  readonly errors: number;
}

const program = path.resolve("dist/cli.js");
const usage = path.resolve("scripts/bench/usage.cjs");

/** @param limit milliseconds */
export function check(folder: string, limit: number): Promise<Run> {
  return run(["check", "--fail-on", "never", "--root", folder, folder], limit);
}

/** Findings and documents that do not parse. */
export async function counts(folder: string, limit: number): Promise<Counts> {
  const { output } = await run(["check", "--format", "json", "--fail-on", "never", "--root", folder, folder], limit);
  const report: { findings: unknown[]; errors: unknown[] } = JSON.parse(output);
  return { findings: report.findings.length, errors: report.errors.length };
}

/**
 * Runs something while a folder's configuration turns every rule off.
 * @param rules their ids
 */
export async function withEveryRuleOff<T>(
  folder: string,
  rules: readonly string[],
  work: () => Promise<T>,
): Promise<T> {
  const file = path.join(folder, ".rightkind.yaml");
  const before = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined;
  fs.writeFileSync(file, `${before ?? ""}rules:\n${rules.map((rule) => `  ${rule}: "off"\n`).join("")}`);
  try {
    return await work();
  } finally {
    if (before === undefined) fs.rmSync(file);
    else fs.writeFileSync(file, before);
  }
}

/** The ids of all rules. */
export async function ruleIds(limit: number): Promise<string[]> {
  const { output } = await run(["rules", "--format", "json"], limit);
  const catalogue: { rules: { id: string }[] } = JSON.parse(output);
  return catalogue.rules.map(({ id }) => id);
}

/** @throws Failure where it takes longer than the limit, or does not end well */
function run(words: readonly string[], limit: number): Promise<Run> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(process.execPath, ["--require", usage, program, ...words], {
      stdio: ["ignore", "pipe", "ignore", "pipe"],
    });
    let isSlow = false;
    const kill = () => child.kill("SIGKILL");
    const timer = setTimeout(() => {
      isSlow = true;
      kill();
    }, limit);
    process.once("exit", kill);
    const [, stdout, , report] = child.stdio;
    const output = textOf(stdout);
    const used = textOf(report);
    child.once("error", reject);
    child.once("close", (code) => {
      const wall = performance.now() - start;
      clearTimeout(timer);
      process.off("exit", kill);
      if (isSlow) reject(new Failure("slow", `${words[0]}: longer than ${limit} ms`));
      else if (code !== 0) reject(new Failure("failed", `${words[0]}: exit code ${code}`));
      else resolve({ ...(JSON.parse(used()) as Pick<Run, "cpu" | "peak">), wall, output: output() });
    });
  });
}

/** Collects what a stream brings. */
function textOf(stream: unknown): () => string {
  const chunks: Buffer[] = [];
  if (stream && typeof stream === "object" && "on" in stream && typeof stream.on === "function") {
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  }
  return () => Buffer.concat(chunks).toString();
}
