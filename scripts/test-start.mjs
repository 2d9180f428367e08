// Tests `npm start -- --no-open` as a user runs it: its address shows the finding in the examples, and a signal leaves no process behind.
import { strict as assert } from "node:assert";
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { chromium } from "playwright-core";
import { browserOptions } from "./vscode/browser.mjs";
import { cleanEnv } from "./vscode/npm.mjs";
import { withRun } from "./vscode/run.mjs";

const root = path.resolve(import.meta.dirname, "..");

const tests = {
  "npm start shows the finding in the examples, and SIGTERM leaves no process": showsAndEnds,
  "npm start is ended by SIGINT to npm alone while it sets up": endsEarly,
};

const failed = await withRun(runTests);
process.exit(failed > 0 ? 1 : 0);

/** @param {import("./vscode/run.mjs").Run} run */
async function runTests(run) {
  const errors = [];
  for (const [title, test] of Object.entries(tests)) {
    try {
      await test(run);
      console.log(`ok   ${title}`);
    } catch (error) {
      errors.push(error);
      console.log(`FAIL ${title}\n${error.stack}`);
    }
  }
  console.log(`${Object.keys(tests).length - errors.length} passed, ${errors.length} failed`);
  return errors.length;
}

/** @param {import("./vscode/run.mjs").Run} run */
async function showsAndEnds(run) {
  const start = npmStart(run);
  const address = await start.address;
  assert.match(address, /^http:\/\/127\.0\.0\.1:\d+\//);
  const browser = await chromium.launch(await browserOptions(run.signal));
  run.defer(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(address);
  await page.locator(".squiggly-warning").first().waitFor({ timeout: 60_000 });
  const title = await page.title();
  assert.ok(!title.includes("Extension Development Host"), `the package is installed: ${title}`);
  start.npm.kill("SIGTERM");
  await start.allGone();
  assert.equal(start.stdout().match(/http:/g)?.length, 1, `one address in:\n${start.stdout()}`);
}

/** @param {import("./vscode/run.mjs").Run} run */
async function endsEarly(run) {
  const start = npmStart(run);
  const gaveUp = start.address.catch(() => {}); // there will be none
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  assert.ok(start.processes().length > 1, "it runs");
  start.npm.kill("SIGINT");
  await start.allGone();
  await gaveUp;
}

/** Starts it with a mark in the environment that everything inherits, however far it moves from its parents. */
function npmStart(run) {
  const mark = `RIGHTKIND_TEST_MARK=${randomUUID()}`;
  const [name, value] = mark.split("=");
  const npm = spawn("npm", ["start", "--", "--no-open"], {
    cwd: root,
    env: { ...cleanEnv, [name]: value },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const processes = () => marked(mark);
  run.defer(() => {
    for (const { pid } of processes()) process.kill(pid, "SIGKILL");
  });
  let stdout = "";
  let stderr = "";
  npm.stderr.setEncoding("utf8").on("data", (chunk) => {
    stderr += chunk;
  });
  const address = new Promise((resolve, reject) => {
    npm.stdout.setEncoding("utf8").on("data", (chunk) => {
      stdout += chunk;
      const line = /^http:\S+$/m.exec(stdout)?.[0];
      if (line !== undefined) resolve(line);
    });
    npm.on("error", reject);
    npm.on("exit", (code) => reject(new Error(`npm start ended with ${code}\n${stdout}${stderr}`)));
    setTimeout(() => reject(new Error(`no address\n${stdout}${stderr}`)), 300_000).unref();
  });
  const allGone = async () => {
    const end = Date.now() + 10_000;
    while (processes().length > 0) {
      const left = () => processes().map(({ pid, command }) => `${pid} ${command}`);
      assert.ok(Date.now() < end, `still there:\n${left().join("\n")}\n${stderr}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  return { npm, address, processes, allGone, stdout: () => stdout };
}

/** The processes with this text in their environment. Defunct ones have none any more: where process 1 does not reap, they stay for ever. */
function marked(mark) {
  return fs
    .readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        if (!fs.readFileSync(`/proc/${pid}/environ`, "utf8").includes(mark)) return [];
        if (/^State:\s+Z/m.test(fs.readFileSync(`/proc/${pid}/status`, "utf8"))) return [];
        return [{ pid: Number(pid), command: fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ") }];
      } catch {
        return []; // it has ended meanwhile, or is another user's
      }
    });
}
