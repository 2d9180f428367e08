// npm run test:vscode: the mocha suite inside the extension host of a real VS Code.
import * as fs from "node:fs";
import * as path from "node:path";
import { chromium } from "playwright-core";
import { browserOptions } from "./vscode/browser.mjs";
import { copyFixture } from "./vscode/fixture.mjs";
import { withRun } from "./vscode/run.mjs";
import { startServer, workbenchUrl } from "./vscode/server.mjs";

const root = path.resolve(import.meta.dirname, "..");
const timeout = Number(process.env.RIGHTKIND_TEST_TIMEOUT ?? 300_000); // ms

const failure = (error) => ({ host: "no host", passed: [], failed: [{ title: "the run", error }] });
const { host, passed, failed } = await withRun(runSuite).catch((error) => failure(error.stack));
console.log(host); // the version that ran, not the one that was meant
for (const title of passed) console.log(`ok   ${title}`);
for (const { title, error } of failed) console.log(`FAIL ${title}\n${error}`);
if (passed.length === 0 && failed.length === 0) console.log("no test ran");
console.log(`${passed.length} passed, ${failed.length} failed`);
process.exit(passed.length > 0 && failed.length === 0 ? 0 : 1);

/** @param {import("./vscode/run.mjs").Run} run */
async function runSuite(run) {
  const folder = path.join(run.folder, "workspace");
  const resultFile = path.join(run.folder, "result.json");
  const remark = copyFixture(folder);
  if (remark !== undefined) console.log(remark);
  process.env.RIGHTKIND_TEST_RESULT = resultFile; // inherited by the extension host
  const server = await startServer(run, { tests: true });
  const browser = await chromium.launch(await browserOptions(run.signal));
  run.defer(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const messages = consoleOf(page);
  const code = await exitCode(
    page,
    workbenchUrl(server.base, folder, {
      extensionDevelopmentPath: root,
      extensionTestsPath: path.join(root, "dist/test/index.js"),
    }),
  );
  const result = fs.existsSync(resultFile) ? JSON.parse(fs.readFileSync(resultFile, "utf8")) : undefined;
  if (code === 0 && result) return result;

  console.log(`--- console\n${messages.join("\n")}\n${server.hostLogs()}`);
  const picture = path.join(root, "pictures/test-vscode-failure.png");
  await page.screenshot({ path: picture }).then(
    () => console.log(`--- ${picture}`),
    () => {},
  );
  if (result?.failed.length > 0) return result;
  console.log(`--- server\n${server.log()}`);
  return failure(
    code === undefined
      ? `no end after ${timeout} ms`
      : `the tests module was not loaded, or wrote no result (exit code ${code})`,
  );
}

/**
 * Opens the window and waits until run() of the tests module is settled.
 * @returns {Promise<number | undefined>} 0 resolved, 1 rejected or not loaded, undefined: not settled in time
 */
async function exitCode(page, url) {
  let settle;
  const settled = new Promise((resolve) => {
    settle = resolve;
  });
  // VS Code calls this function at the end, if the page has it.
  await page.exposeFunction("codeAutomationExit", settle);
  await page.goto(url);
  const timer = setTimeout(settle, timeout);
  return settled.finally(() => clearTimeout(timer));
}

/**
 * In a test window the extension host's console arrives in the page's: the only trace of a tests module that throws while it is loaded.
 * Left out: what VS Code itself reports below a warning.
 */
function consoleOf(page) {
  const messages = [];
  page.on("console", (message) => {
    const text = message
      .text()
      .replace(/^%c\s*(\w+)\s+color: \S+/, "$1")
      .trim();
    if (!/^(TRACE|DEBUG|INFO)\b/.test(text)) messages.push(text);
  });
  return messages;
}
