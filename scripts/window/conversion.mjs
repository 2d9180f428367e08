// Scenario: a Deployment becomes a StatefulSet: menu, one edit of several files, a message that takes it back; then from the
// preview, which is shown anew where it is out of date, and one undo of all files.
import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";
import { filesBecome, filesOf } from "./files.mjs";
import { findingAtKind, openQuickFixes } from "./finding.mjs";
import { message, runCommand, saveAll } from "./page.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("../test-window.mjs").Scene} Scene */

const title = "Convert to StatefulSet with a new volume per Pod";
const refusedTitle = "Convert to StatefulSet keeping claim 'mysql-data'";
const rule = "deployment-rwo-claim-multi-replica";
const reason = /3 Pods cannot share claim "mysql-data".* volume of its own\./;
/** What is converted stands first. */
const changedFiles = ["deployment.yaml", "autoscaler.yaml", "kustomization.yaml"];
/** The files of examples/ that change, as they must be afterwards. */
const converted = path.resolve(import.meta.dirname, "../../test/conversions/examples-converted");

/**
 * The database of examples/, converted and taken back, twice.
 * @param {Scene} scene
 */
export async function convertAndUndo({ page, folder, step, illustrate, keep }) {
  const before = filesOf(folder);
  const after = { ...before, ...filesOf(converted) };
  const place = await findingAtKind(page);
  const titles = await openQuickFixes(page, place, title);
  assert.deepEqual(titles, [
    title,
    `Preview: ${title}`,
    "Run one replica with the strategy Recreate, also in autoscaler.yaml",
    `Ignore '${rule}' here…`,
    `Turn off '${rule}' in .rightkind.yaml`,
    `Explain '${rule}'`,
  ]);
  step("conversion menu");
  await illustrate("conversion-menu");
  await page.keyboard.press("Enter");
  await kindLine(page, "StatefulSet").waitFor();
  await page.locator(".squiggly-warning").first().waitFor({ state: "detached" });
  const said = await message(page, `${title}: 3 files changed and saved (setting files.refactoring.autoSave)`);
  await illustrate("converted");
  await filesBecome(folder, after); // without a word from us: the setting files.refactoring.autoSave is on
  step("converted and saved");
  await said.getByRole("button", { name: "Undo" }).click();
  await filesBecome(folder, before);
  await page.locator(".tab.dirty").first().waitFor({ state: "detached" }); // nothing is left unsaved
  step("undone, on the disk too");

  await readRefusal(page, keep);
  step("refusal");
  const tab = await preview(page, illustrate, keep);
  assert.deepEqual(filesOf(folder), before, "a preview changes no file");
  step("previewed");
  await applyOutOfDate(page, folder);
  const changed = filesOf(folder);
  step("shown anew");
  await titleAction(page, "Apply").click();
  await tab.waitFor({ state: "detached" });
  await filesBecome(folder, { ...changed, ...withComment(filesOf(converted)) });
  step("applied from the preview");

  await message(page, `${title}: 3 files changed`);
  await runCommand(page, "Notifications: Clear All Notifications");
  await runCommand(page, "View: Focus Active Editor Group");
  await page.locator(".monaco-editor.focused").waitFor();
  await page.keyboard.press("Control+KeyZ");
  await kindLine(page, "Deployment").waitFor();
  // What the undo leaves unsaved appears in tabs of its own a moment later; before that `Save All` does not know it.
  await page
    .locator(".tab.dirty")
    .nth(changedFiles.length - 1)
    .waitFor();
  await saveAll(page);
  await filesBecome(folder, changed);
  step("undone and saved");
}

/** What cannot be done is listed too, and whoever chooses it may read why, whole. */
async function readRefusal(page, keep) {
  await listConversions(page);
  await page.keyboard.press("ArrowDown");
  await conversion(page, refusedTitle).and(page.locator(".focused")).waitFor();
  await keep("picker");
  await page.keyboard.press("Enter");
  const dialog = page.locator(".monaco-dialog-box", { hasText: reason });
  await dialog.waitFor();
  await keep("refused");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
}

/**
 * Opens the preview and reads what there is to know.
 * @returns the tab of the comparison, which is in front again
 */
async function preview(page, illustrate, keep) {
  await listConversions(page);
  await page.keyboard.press("Enter");
  const tab = page.locator(".tab.active", { hasText: `${title} (3 files)` });
  await tab.waitFor();
  const usual = page.viewportSize();
  assert.ok(usual !== null);
  await page.setViewportSize({ ...usual, height: 1460 }); // for the three files from end to end
  await page.mouse.move(0, 0); // or scroll bars lie in the picture
  const entries = page.locator(".multiDiffEntry", { has: page.locator(".view-line", { hasText: "StatefulSet" }) });
  await entries.nth(changedFiles.length - 1).waitFor();
  await titleAction(page, "Apply").waitFor();
  await illustrate("preview");
  assert.deepEqual(await namesFromTop(entries), changedFiles);
  await page.setViewportSize(usual);
  await titleAction(page, "What to Know").click();
  const known = page.locator(".tab.active", { hasText: `What to know: ${title}` });
  await known.waitFor();
  await keep("what-to-know");
  await page.keyboard.press("Control+KeyW");
  await known.waitFor({ state: "detached" });
  await tab.waitFor();
  assert.equal(await page.locator(".tab.dirty").count(), 0, "a preview changes no editor");
  return tab;
}

/** A file is another one by now: the preview says so, and shows what would be done. */
async function applyOutOfDate(page, folder) {
  const file = path.join(folder, "database/autoscaler.yaml");
  fs.writeFileSync(file, withComment({ text: fs.readFileSync(file, "utf8") }).text);
  const shown = filesOf(folder);
  await page.waitForTimeout(5_000); // VS Code has the file open, and hears of the disk some time later
  await titleAction(page, "Apply").click();
  // The comparison is opened anew and takes the focus: from the palette, if that were open by then.
  await page.locator(".notification-toast", { hasText: "The files have changed" }).waitFor();
  await page.waitForTimeout(2_000);
  await message(page, "The files have changed: the preview shows what would be done now.");
  await runCommand(page, "Notifications: Clear All Notifications");
  await page.locator(".tab.active", { hasText: `${title} (3 files)` }).waitFor();
  assert.deepEqual(filesOf(folder), shown, "nothing is applied unseen");
}

/** The autoscaler with a line of somebody else's. */
function withComment(files) {
  const isScaler = (text) => text.includes("HorizontalPodAutoscaler") && text.includes("maxReplicas");
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [name, isScaler(text) ? `# reviewed\n${text}` : text]),
  );
}

/** A button in the title bar of the editor in front. */
function titleAction(page, name) {
  return page.locator(".editor-group-container.active .editor-actions").getByRole("button", { name, exact: true });
}

/** The first conversion has the focus. */
async function listConversions(page) {
  await runCommand(page, "Rightkind: Preview Conversion");
  await conversion(page, title).and(page.locator(".focused")).waitFor();
}

function conversion(page, name) {
  return page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first();
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
