// npm run test:window: the packaged extension through the window, as a person would use it: squiggle, hover, a change on disk,
// quick fix, save. Takes pictures, with --update-images those of the README.
import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";
import { chromium } from "playwright-core";
import { browserOptions } from "./vscode/browser.mjs";
import { withRun } from "./vscode/run.mjs";
import { startServer, workbenchUrl } from "./vscode/server.mjs";
import { packageExtension } from "./vscode/vsix.mjs";

const root = path.resolve(import.meta.dirname, "..");
const updateImages = process.argv.includes("--update-images");
const pictures = path.join(root, "pictures");
const images = path.join(root, "docs/images");

/** In examples/: a database as a Deployment, with a claim that its Pods would share. */
const example = "database/deployment.yaml";
const claim = "mysql-data";
const fixTitle = "Set the strategy to Recreate";
const inserted = ["  strategy:", "    type: Recreate"];

/** Real manifests, where they lie beside the project: each holds one Deployment that the fix is for. */
const corpus = path.join(
  process.env.RIGHTKIND_TEST_CORPUS ?? path.join(root, "../shared/corpus"),
  "manifests/geerlingguy__kubernetes-101/episode-04/k8s-manifests",
);
const tutorial = ["drupal.yml", "mariadb.yml"];

const started = Date.now();
const step = (text) => console.log(`${String(Date.now() - started).padStart(6)} ms  ${text}`);

let passed = 0;
const failure = await withRun(runScenario).then(
  () => undefined,
  (error) => error,
);
if (failure) console.log(failure.stack);
console.log(`${passed} passed, ${failure ? 1 : 0} failed`);
process.exit(failure ? 1 : 0);

/** @param {import("./vscode/run.mjs").Run} run */
async function runScenario(run) {
  const folder = path.join(run.folder, "examples");
  const file = path.join(folder, example);
  fs.cpSync(path.join(root, "examples"), folder, { recursive: true });
  const vsix = await packageExtension(path.join(run.folder, "rightkind.vsix"), run.signal);
  const server = await startServer(run, { vsix, settings: { "workbench.colorTheme": "Dark 2026" } });
  const browser = await chromium.launch(await browserOptions(run.signal));
  run.defer(() => browser.close());
  const page = await browser.newPage({
    viewport: { width: 1200, height: 800 },
    deviceScaleFactor: updateImages ? 2 : 1,
  });
  page.setDefaultTimeout(60_000);
  try {
    await page.goto(workbenchUrl(server.base, folder, { openFile: file }));
    await repairThroughTheWindow(page, file);
    passed += 1;
    for (const name of tutorial.filter((candidate) => fs.existsSync(path.join(corpus, candidate)))) {
      const manifests = path.join(run.folder, `tutorial-${name}`);
      fs.cpSync(corpus, manifests, { recursive: true });
      await page.goto(workbenchUrl(server.base, manifests, { openFile: path.join(manifests, name) }));
      await repairAtTheKind(page, path.join(manifests, name));
      passed += 1;
    }
  } catch (error) {
    await picture(page, pictures, "test-window-failure").catch(() => {});
    console.log(`${server.hostLogs()}\n--- server\n${server.log()}`);
    throw error;
  }
}

async function repairThroughTheWindow(page, file) {
  const original = fs.readFileSync(file, "utf8");
  await page.locator(".monaco-workbench").waitFor();
  step("window");
  const kind = page
    .locator(".view-line", { hasText: /^kind:\sDeployment$/ })
    .locator("span span", { hasText: "Deployment" });
  await kind.waitFor();
  step("editor");
  const squiggles = page.locator(".squiggly-warning");
  await squiggles.first().waitFor();
  assert.ok(!(await page.title()).includes("Extension Development Host"), "the package is installed");
  const under = await kind.boundingBox();
  const line = await squiggles.first().boundingBox();
  assert.ok(under !== null && line !== null);
  assert.ok(
    Math.abs(under.x - line.x) < 3 && Math.abs(under.width - line.width) < 3,
    "it underlines the kind, no more",
  );
  step("squiggle");
  await picture(page, updateImages ? images : pictures, "finding");
  // By coordinates: playwright would refuse to click where the cursor lies above the word, and scroll the editor to get there.
  const middle = [under.x + under.width / 2, under.y + under.height / 2];
  const aside = [under.x, under.y + 600];

  const hover = page.locator(".monaco-hover:visible .hover-contents", { hasText: claim });
  await gesture(hover.first(), "the hover opens", async () => {
    await page.mouse.move(...aside);
    await page.mouse.move(...middle);
  });
  step("hover");
  await enlarge(page, hover.first());
  await picture(page, updateImages ? images : pictures, "hover");
  await page.mouse.move(...aside);

  // With one Pod at most, which another file says on disk, the finding becomes another one, with a fix.
  const autoscaler = path.join(path.dirname(file), "autoscaler.yaml");
  fs.writeFileSync(autoscaler, fs.readFileSync(autoscaler, "utf8").replace("maxReplicas: 3", "maxReplicas: 1"));
  const fix = page.locator(".action-widget .monaco-list-row.action", { hasText: fixTitle });
  await gesture(fix, "the quick fix menu opens and has the fix", async () => {
    await page.keyboard.press("Escape");
    await page.mouse.click(...middle);
    await page.mouse.move(...aside); // or a hover opens under the menu
    await page.locator(".monaco-editor.focused").waitFor();
    await page.keyboard.press("Control+Period");
  });
  step("quick fix menu");
  await picture(page, updateImages ? images : pictures, "quick-fix");
  const first = page.locator(".action-widget .monaco-list-row.action").first();
  assert.ok((await first.textContent())?.includes(fixTitle), "it is the first of the menu");
  await page.keyboard.press("Enter"); // not a click: in old versions something lies above the menu
  await page.locator(".view-line", { hasText: "Recreate" }).waitFor();
  await squiggles.first().waitFor({ state: "detached" });
  await page.keyboard.press("Control+KeyS");
  await page.locator(".tab.active.dirty").waitFor({ state: "detached" });
  step("fixed and saved");
  await picture(page, pictures, "repaired");
  assert.deepEqual(insertedLines(original, fs.readFileSync(file, "utf8")), inserted);
}

/** The light bulb of a Deployment anywhere in a file, by the keyboard alone. */
async function repairAtTheKind(page, file) {
  const original = fs.readFileSync(file, "utf8");
  const line = original.split("\n").findIndex((text) => text.startsWith("kind: Deployment")) + 1;
  await page.locator(".monaco-workbench").waitFor();
  await page.locator(".monaco-editor .view-line").first().waitFor();
  const fix = page.locator(".action-widget .monaco-list-row.action", { hasText: fixTitle });
  await gesture(fix, "the light bulb has the fix", async () => {
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+KeyG");
    await page.keyboard.type(`${line}:8`);
    await page.keyboard.press("Enter");
    await page.locator(".squiggly-warning").first().waitFor();
    await page.keyboard.press("Control+Period");
  });
  await page.keyboard.press("Enter");
  await page.locator(".view-line", { hasText: "Recreate" }).waitFor();
  await page.keyboard.press("Control+KeyS");
  await page.locator(".tab.active.dirty").waitFor({ state: "detached" });
  assert.deepEqual(insertedLines(original, fs.readFileSync(file, "utf8")), inserted);
  step(`${path.basename(file)} repaired and saved`);
}

/**
 * Repeats a gesture until it has shown what it should: panels and hovers take the focus once more after they are shown, a key pressed
 * meanwhile is lost, and waiting longer does not help.
 */
async function gesture(locator, what, perform) {
  for (let tries = 1; ; tries++) {
    await perform();
    const shown = await locator.waitFor({ timeout: 3_000 }).then(
      () => true,
      () => false,
    );
    if (shown) return;
    assert.ok(tries < 10, what);
  }
}

/** Drags the lower edge of a hover down: VS Code shows 250 pixels of it and lets the user have more. */
async function enlarge(page, contents) {
  const hover = page.locator(".monaco-resizable-hover", { has: contents });
  const box = await hover.boundingBox();
  assert.ok(box !== null);
  const [x, y] = [box.x + box.width / 2, box.y + box.height - 1];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y + 60, { steps: 5 });
  await page.mouse.move(x, y + 300, { steps: 20 });
  await page.mouse.up();
  await page.mouse.move(x, y); // within the hover, which stays
}

/** The lines that one text has beyond another; fails where the others are not all there in their order. */
function insertedLines(older, newer) {
  const remaining = older.split("\n");
  const lines = newer.split("\n").filter((line) => {
    if (line !== remaining[0]) return true;
    remaining.shift();
    return false;
  });
  assert.deepEqual(remaining, [], "every line of the original is still there");
  return lines;
}

/** Writes a picture once nothing moves any more: icons, badges and status bar come up to 3 s after the text. */
async function picture(page, folder, name) {
  let image;
  let before;
  for (let tries = 0; tries < 10 && !(before && image && before.equals(image)); tries++) {
    before = image;
    await page.waitForTimeout(before ? 700 : 0);
    image = await page.screenshot();
  }
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, `${name}.png`), image);
}
