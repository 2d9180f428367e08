// npm run test:desktop: the same mocha suite inside the desktop VS Code that @vscode/test-electron downloads; fails where it cannot be had.
import * as fs from "node:fs";
import * as path from "node:path";
import { runTests } from "@vscode/test-electron";
import { installDesktop } from "./vscode/desktop.mjs";
import { copyFixture } from "./vscode/fixture.mjs";
import { withRun } from "./vscode/run.mjs";

const root = path.resolve(import.meta.dirname, "..");

const failure = (error) => ({ host: "no host", passed: [], failed: [{ title: "the run", error }] });
const { host, passed, failed } = await withRun(runSuite, { ownHome: false }).catch((error) => failure(error.stack));
console.log(host);
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
  const code = await runTests({
    vscodeExecutablePath: await installDesktop(),
    extensionDevelopmentPath: root,
    extensionTestsPath: path.join(root, "dist/test/index.js"),
    extensionTestsEnv: { RIGHTKIND_TEST_RESULT: resultFile },
    launchArgs: [
      folder,
      "--disable-workspace-trust",
      "--disable-extensions",
      `--user-data-dir=${path.join(run.folder, "user-data")}`,
    ],
  }).catch((error) => error);
  if (fs.existsSync(resultFile)) return JSON.parse(fs.readFileSync(resultFile, "utf8"));
  return failure(`the tests module was not loaded, or wrote no result (${code})`);
}
