// npm run test:window: the packaged extension through the window, as a person would use it. Takes pictures, with --update-images
// those of the README. --only NAME plays one scenario.
import * as fs from "node:fs";
import * as path from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { browserOptions } from "./vscode/browser.mjs";
import { withRun } from "./vscode/run.mjs";
import { startServer, workbenchUrl } from "./vscode/server.mjs";
import { packageExtension } from "./vscode/vsix.mjs";
import { convertAndUndo } from "./window/conversion.mjs";
import { readExplanation } from "./window/explanation.mjs";
import { patience, picture } from "./window/page.mjs";
import { allFilesFromTheStart, checkBeforeAnything, problemsComeAndGo } from "./window/problems.mjs";
import { keepOnPurpose } from "./window/purpose.mjs";
import { repairWithTheKeyboard, repairWithTheMouse } from "./window/repair.mjs";
import { traced } from "./window/trace.mjs";
import { plainKeys, typeFromScratch } from "./window/typing.mjs";
import { walkThrough } from "./window/walkthrough.mjs";

const root = path.resolve(import.meta.dirname, "..");
const updateImages = process.argv.includes("--update-images");
const pictures = path.join(root, "pictures");
const images = path.join(root, "docs/images");

/** A shop whose database is a Deployment, with a claim that its Pods would share. */
const examples = { folder: path.join(root, "examples"), file: "database/deployment.yaml" };

/** Real manifests, where they lie beside the project: each holds one Deployment that the fix is for. */
const corpus = path.join(
  process.env.RIGHTKIND_TEST_CORPUS ?? path.join(root, "../shared/corpus"),
  "manifests/geerlingguy__kubernetes-101/episode-04/k8s-manifests",
);
const tutorial = ["drupal.yml", "mariadb.yml"].filter((file) => fs.existsSync(path.join(corpus, file)));

/**
 * Each has a copy of its folder, and a window that shows its file.
 * @type {readonly { name: string, folder: string, file: string, isClosed?: boolean, settings?: object, play: (scene: Scene) => Promise<void> }[]}
 *   isClosed: no file is shown at first; settings: those of the folder
 * @typedef {object} Scene what a scenario works with
 * @property {import("playwright-core").Page} page the window
 * @property {string} folder absolute
 * @property {string} file absolute
 * @property {(text: string) => void} step says how far it has come
 * @property {(name: string) => Promise<void>} illustrate takes a picture for the README
 * @property {(name: string) => Promise<void>} keep takes a picture for whoever looks at the run
 * @property {() => import("./window/trace.mjs").Traced[]} trace what VS Code and the server have said to each other in this window, where the
 *   folder's settings ask for it
 */
const all = [
  { name: "repair", ...examples, play: repairWithTheMouse },
  { name: "conversion", ...examples, play: convertAndUndo },
  { name: "purpose", ...examples, play: keepOnPurpose },
  { name: "explanation", ...examples, play: readExplanation },
  { name: "check", ...examples, isClosed: true, play: checkBeforeAnything },
  { name: "problems", ...examples, play: problemsComeAndGo },
  { name: "walkthrough", ...examples, isClosed: true, play: walkThrough },
  { name: "typing", ...examples, settings: plainKeys, play: typeFromScratch },
  {
    name: "scope",
    ...examples,
    isClosed: true,
    settings: { "rightkind.scope": "workspace" },
    play: allFilesFromTheStart,
  },
  ...tutorial.map((file) => ({ name: file, folder: corpus, file, play: repairWithTheKeyboard })),
];
const { only } = parseArgs({ options: { only: { type: "string" }, "update-images": { type: "boolean" } } }).values;
const scenarios = all.filter(({ name }) => only === undefined || name === only);
if (scenarios.length === 0) throw new Error(`no scenario ${only}: ${all.map(({ name }) => name).join(", ")}`);

const started = Date.now();
const step = (text) => console.log(`${String(Date.now() - started).padStart(6)} ms  ${text}`);

let passed = 0;
const failure = await withRun(playScenarios).then(
  () => undefined,
  (error) => error,
);
if (failure) console.log(failure.stack);
console.log(`${passed} passed, ${failure ? 1 : 0} failed`);
process.exit(failure ? 1 : 0);

/** @param {import("./vscode/run.mjs").Run} run */
async function playScenarios(run) {
  const vsix = await packageExtension(path.join(run.folder, "rightkind.vsix"), run.signal);
  const settings = {
    "workbench.colorTheme": "Dark 2026",
    "remote.autoForwardPorts": false, // or whatever else listens on this machine is counted, and announced over the editor
  };
  const server = await startServer(run, { vsix, settings });
  const browser = await chromium.launch(await browserOptions(run.signal));
  run.defer(() => browser.close());
  const page = await browser.newPage({
    viewport: { width: 1200, height: 800 },
    deviceScaleFactor: updateImages ? 4 / 3 : 1, // they lie in the package
  });
  page.setDefaultTimeout(patience);
  const illustrate = (name) => (updateImages ? picture(page, images, name, "webp") : picture(page, pictures, name));
  const keep = (name) => picture(page, pictures, name);
  try {
    for (const { name, folder: source, file, isClosed, settings: own, play } of scenarios) {
      const folder = path.join(run.folder, name, path.basename(source));
      fs.cpSync(source, folder, { recursive: true });
      const opened = path.join(folder, file);
      if (own) writeSettings(folder, own);
      await page.goto(workbenchUrl(server.base, folder, isClosed ? {} : { openFile: opened }));
      await page.locator(".monaco-workbench").waitFor();
      const trace = () => traced(server.hostLogs());
      await play({ page, folder, file: opened, step, illustrate, keep, trace });
      passed += 1;
      step(`${name} passed`);
    }
  } catch (error) {
    await picture(page, pictures, "test-window-failure").catch(() => {});
    console.log(`${server.hostLogs()}\n--- server\n${server.log()}`);
    throw error;
  }
}

function writeSettings(folder, settings) {
  fs.mkdirSync(path.join(folder, ".vscode"), { recursive: true });
  fs.writeFileSync(path.join(folder, ".vscode/settings.json"), JSON.stringify(settings));
}
