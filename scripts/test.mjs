// npm test: set-up from a clean clone, then every test there is. Goes on after a stage that failed; the last line is `N passed, N failed`.
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { installPackages } from "./setup.mjs";
import { withRun } from "./vscode/run.mjs";

const root = path.resolve(import.meta.dirname, "..");

/**
 * @typedef {{ passed: number, failed: number, output: string, more?: string }} Outcome
 *   output: shown in full when something failed; more: what a summary line should not hide
 * @typedef {{ name: string, run: (run: import("./vscode/run.mjs").Run) => Promise<Outcome> }} Stage
 */

/** @type {readonly Stage[]} */
const stages = [
  { name: "typecheck", run: (run) => check(run, "typescript", "tsc", ["-p", "."]) },
  { name: "lint", run: (run) => check(run, "@biomejs/biome", "biome", ["check", "."]) },
  { name: "unused", run: (run) => check(run, "knip", "knip", ["--config", "scripts/knip-config.mjs"]) },
  { name: "build", run: (run) => verdict(program(run, [path.join(root, "scripts/build.mjs")])) },
  { name: "unit", run: unitTests },
  // code-server, which gives the window a page that playwright can drive, runs on Linux only.
  ...(process.platform === "linux"
    ? [
        { name: "VS Code", run: (run) => counted(run, "test-vscode.mjs") },
        { name: "window", run: (run) => counted(run, "test-window.mjs") },
        { name: "npm start", run: (run) => counted(run, "test-start.mjs") },
      ]
    : [{ name: "VS Code", run: (run) => counted(run, "test-desktop.mjs") }]),
];

const failed = await withRun(runAll, { ownHome: false });
process.exit(failed > 0 ? 1 : 0);

/** @param {import("./vscode/run.mjs").Run} run */
async function runAll(run) {
  await installPackages(run.signal);
  const total = { passed: 0, failed: 0 };
  for (const stage of stages) {
    const started = Date.now();
    const outcome = await stage.run(run).catch((error) => ({ passed: 0, failed: 1, output: error.stack, more: "" }));
    if (run.signal.aborted) return 1;
    if (outcome.passed + outcome.failed === 0) {
      outcome.failed = 1;
      outcome.output += "\nno test ran";
    }
    total.passed += outcome.passed;
    total.failed += outcome.failed;
    if (outcome.failed > 0) console.log(`--- ${stage.name}\n${outcome.output.trim()}\n---`);
    const counts = `${outcome.passed} passed, ${outcome.failed} failed${outcome.more ?? ""}`;
    const seconds = `${((Date.now() - started) / 1000).toFixed(1)} s`;
    console.log(`${stage.name.padEnd(10)} ${counts}  (${seconds})`);
  }
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed;
}

/** A tool that is content or not: one test. */
function check(run, packageName, bin, args) {
  const folder = path.join(root, "node_modules", packageName);
  const manifest = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));
  const script = typeof manifest.bin === "string" ? manifest.bin : manifest.bin[bin];
  return verdict(program(run, [path.join(folder, script), ...args]));
}

async function verdict(running) {
  const { code, output } = await running;
  return code === 0 ? { passed: 1, failed: 0, output } : { passed: 0, failed: 1, output };
}

/** @returns {Promise<Outcome>} */
async function unitTests(run) {
  const report = path.join(run.folder, "vitest.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const vitest = path.join(root, "node_modules/vitest/vitest.mjs");
  const { code, output } = await program(run, [vitest, "run", ...reporters]);
  if (!fs.existsSync(report)) return { passed: 0, failed: 1, output };
  const { testResults, numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
    fs.readFileSync(report, "utf8"),
  );
  // A file that cannot be loaded has failed without a single test.
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((assertion) => assertion.status === "failed"),
  );
  const failed = numFailedTests + broken.length;
  const skipped = numPendingTests + numTodoTests;
  return {
    passed: numPassedTests,
    // An error outside the tests fails the run, but no test.
    failed: failed === 0 && code !== 0 ? 1 : failed,
    output,
    more: skipped > 0 ? `, ${skipped} skipped` : "",
  };
}

/** A script of ours that counts for itself, in its last line. */
async function counted(run, script) {
  const { code, output } = await program(run, [path.join(root, "scripts", script)]);
  const counts = /(?:^|\n)(\d+) passed, (\d+) failed\s*$/.exec(output);
  if (counts === null) return { passed: 0, failed: 1, output };
  const [passed, failed] = [Number(counts[1]), Number(counts[2])];
  const remarks = output.match(/^left out: .*$/gm) ?? [];
  return {
    passed,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    output,
    more: remarks.map((remark) => `; ${remark}`).join(""),
  };
}

/**
 * Runs a Node program in the project's folder.
 * @returns {Promise<{ code: number | null, output: string }>} stdout and stderr as they came
 */
async function program(run, args) {
  run.signal.throwIfAborted();
  const env = { ...process.env, NO_COLOR: "1" };
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  // SIGTERM, not SIGKILL: our own scripts have to stop the VS Code that they started.
  const end = () => child.kill("SIGTERM");
  run.signal.addEventListener("abort", end);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk) => {
      output += chunk;
    });
  }
  try {
    const code = await new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", resolve);
    });
    return { code, output };
  } finally {
    run.signal.removeEventListener("abort", end);
  }
}
