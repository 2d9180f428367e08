// Scenario: a Deployment becomes a StatefulSet: menu, preview, one edit of several files, one undo of all of them;
// then from the preview, and the claim that nothing uses any more.
import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { findingAtKind, openQuickFixes } from "./finding.mjs";
import { runCommand, saveAll } from "./page.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("../test-window.mjs").Scene} Scene */

const title = "Convert to StatefulSet with a new volume per Pod";
const refusedTitle = "Convert to StatefulSet keeping claim 'mysql-data'";
const reason = /3 Pods cannot share claim "mysql-data".* volume of its own\./;
/** What is converted stands first. */
const changedFiles = ["deployment.yaml", "autoscaler.yaml", "kustomization.yaml"];
/** The files of examples/ that change, as they must be afterwards. */
const converted = path.resolve(import.meta.dirname, "../../test/conversions/examples-converted");

/**
 * The database of examples/, converted and taken back.
 * @param {Scene} scene
 */
export async function convertAndUndo({ page, folder, step, illustrate, keep }) {
  const before = filesOf(folder);
  const after = { ...before, ...filesOf(converted) };
  const place = await findingAtKind(page);
  const [first] = await openQuickFixes(page, place, title);
  assert.equal(first, title);
  step("conversion menu");
  await illustrate("conversion-menu");
  await page.keyboard.press("Escape");

  await readRefusal(page, keep);
  step("refusal");
  await preview(page, illustrate, keep);
  assert.equal(await page.locator(".tab.dirty").count(), 0, "a preview changes no editor");
  assert.deepEqual(filesOf(folder), before, "a preview changes no file");
  step("previewed");

  await openQuickFixes(page, place, title);
  await page.keyboard.press("Enter");
  await kindLine(page, "StatefulSet").waitFor();
  await page.locator(".squiggly-warning").first().waitFor({ state: "detached" });
  await illustrate("converted");
  await filesBecome(folder, after); // without a word from us: the setting files.refactoring.autoSave is on
  step("converted and saved");

  await page.locator(".monaco-editor.focused").waitFor();
  await page.keyboard.press("Control+KeyZ");
  await kindLine(page, "Deployment").waitFor();
  // What the undo leaves unsaved appears in tabs of its own a moment later; before that `Save All` does not know it.
  await page
    .locator(".tab.dirty")
    .nth(changedFiles.length - 1)
    .waitFor();
  await saveAll(page);
  await filesBecome(folder, before);
  step("undone and saved");

  await runPreview(page);
  await questionOf(page).getByRole("button", { name: "Apply" }).click();
  await filesBecome(folder, after);
  step("applied from the preview");
}

/** What cannot be done is listed too, and whoever chooses it may read why, whole. */
async function readRefusal(page, keep) {
  await listConversions(page);
  await page.keyboard.press("ArrowDown");
  await conversion(page, refusedTitle).and(page.locator(".focused")).waitFor();
  await page.keyboard.press("Enter");
  const dialog = page.locator(".monaco-dialog-box", { hasText: reason });
  await dialog.waitFor();
  await keep("refused");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
}

/** Opens the preview, reads what there is to know, and closes both again. */
async function preview(page, illustrate, keep) {
  const tab = await runPreview(page);
  const usual = page.viewportSize();
  assert.ok(usual !== null);
  await page.setViewportSize({ ...usual, height: 1460 }); // for the three files from end to end
  await page.mouse.move(0, 0); // or scroll bars lie in the picture
  const entries = page.locator(".multiDiffEntry", { has: page.locator(".view-line", { hasText: "StatefulSet" }) });
  await entries.nth(changedFiles.length - 1).waitFor();
  const question = questionOf(page);
  await question.waitFor();
  await illustrate("preview");
  assert.deepEqual(await namesFromTop(entries), changedFiles);
  await page.setViewportSize(usual);
  await question.getByRole("button", { name: "What to Know" }).click();
  const known = page.locator(".tab.active", { hasText: "Convert to StatefulSet.md" });
  await known.waitFor();
  await question.waitFor(); // it asks again
  await keep("what-to-know");
  await runCommand(page, "Notifications: Clear All Notifications");
  await question.waitFor({ state: "detached" });
  for (const open of [known, tab]) {
    await open.waitFor();
    await page.keyboard.press("Control+KeyW");
    await open.waitFor({ state: "detached" });
  }
}

/** @returns the tab of the comparison */
async function runPreview(page) {
  await listConversions(page);
  await page.keyboard.press("Enter");
  const tab = page.locator(".tab.active", { hasText: `${title} (3 files)` });
  await tab.waitFor();
  return tab;
}

/** What a preview asks: whether it is to be applied. */
function questionOf(page) {
  return page.locator(".notification-toast", { hasText: `${title}: nothing is changed yet.` });
}

/** The first conversion has the focus. */
async function listConversions(page) {
  await runCommand(page, "Rightkind: Preview Conversion");
  await conversion(page, title).and(page.locator(".focused")).waitFor();
}

function conversion(page, name) {
  return page.locator(".quick-input-list .monaco-list-row", { hasText: name });
}

/** @returns {Promise<string[]>} the names of the files that a comparison shows, from top to bottom */
function namesFromTop(entries) {
  return entries.evaluateAll((elements) =>
    elements
      .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
      .map((element) => element.querySelector(".label-name")?.textContent ?? ""),
  );
}

/** @param {Page} page */
function kindLine(page, kind) {
  return page.locator(".view-line", { hasText: new RegExp(`^kind:\\s${kind}$`) }).first();
}

/** Every file below a folder, whole, by its path with `/`. */
function filesOf(folder) {
  const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [path.relative(folder, file).replaceAll(path.sep, "/"), fs.readFileSync(file, "utf8")])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Fails unless a folder comes to hold exactly these files: VS Code writes them some time after it shows them. */
async function filesBecome(folder, expected) {
  for (let tries = 0; tries < 100; tries++) {
    if (isDeepStrictEqual(filesOf(folder), expected)) return;
    await delay(100);
  }
  assert.deepEqual(filesOf(folder), expected);
}
