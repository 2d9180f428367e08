// Scenarios: the Problems panel says what is so: findings of open files, of all files once they were asked for, of none that is gone.
import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";
import { message, runCommand } from "./page.mjs";

/** @typedef {import("../test-window.mjs").Scene} Scene */

/**
 * Opened, closed, checked, deleted.
 * @param {Scene} scene
 */
export async function problemsComeAndGo({ page, folder, file, step, keep }) {
  // Before its file is shown, the editor would take the focus from the palette.
  await page.locator(".squiggly-warning").first().waitFor();
  await runCommand(page, "Problems: Focus on Problems View");
  const rows = page.locator(".markers-panel .monaco-list-row");
  const ofDatabase = rows.filter({ hasText: "3 Pods share the ReadWriteOnce claim" });
  await ofDatabase.waitFor();
  step("a finding of the open file");

  await runCommand(page, "View: Close All Editors");
  await rows.first().waitFor({ state: "detached" });
  step("closed: none");

  await runCommand(page, "Rightkind: Check Workspace");
  const counted = await message(page, /Rightkind: .* in \d+ files\./);
  await ofDatabase.waitFor();
  const words = await counted.textContent();
  assert.ok(words !== null && !words.includes("in 0 files"), words ?? "");
  await keep("checked");
  step("checked: the findings of all files");

  fs.rmSync(file);
  await ofDatabase.waitFor({ state: "detached" });
  step("deleted on the disk: none");
  assert.ok(!fs.existsSync(path.join(folder, "database/deployment.yaml")));
}

/**
 * No file is open, and no server runs yet.
 * @param {Scene} scene
 */
export async function checkBeforeAnything({ page, step }) {
  await page.locator(".monaco-list-row", { hasText: "kustomization.yaml" }).waitFor(); // or the window takes the focus from the palette
  await runCommand(page, "Rightkind: Check Workspace");
  await message(page, "Rightkind: 1 warning in 8 files.");
  step("checked as the first thing");
}

/**
 * The setting `rightkind.scope: workspace` stands in the folder, and no file is open.
 * @param {Scene} scene
 */
export async function allFilesFromTheStart({ page, file, step }) {
  await runCommand(page, "Problems: Focus on Problems View");
  const finding = page.locator(".markers-panel .monaco-list-row", { hasText: "3 Pods share the ReadWriteOnce claim" });
  await finding.waitFor();
  step("a finding of a file that nobody has opened");
  fs.writeFileSync(file, fs.readFileSync(file, "utf8").replace("kind: Deployment", "kind: Unknown"));
  await finding.waitFor({ state: "detached" });
  step("changed on the disk: none");
}
