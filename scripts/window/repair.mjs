// Scenario: a finding is read and repaired: squiggle, hover, a change on disk, quick fix, save.
import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";
import { findingAtKind, openQuickFixes } from "./finding.mjs";
import { gesture } from "./page.mjs";

/** @typedef {import("../test-window.mjs").Scene} Scene */

const claim = "mysql-data";
const fixTitle = "Set the strategy to Recreate";
const inserted = ["  strategy:", "    type: Recreate"];

/**
 * The database of examples/, as a person would read and repair it.
 * @param {Scene} scene
 */
export async function repairWithTheMouse({ page, file, step, illustrate, keep }) {
  const original = fs.readFileSync(file, "utf8");
  const place = await findingAtKind(page);
  assert.ok(!(await page.title()).includes("Extension Development Host"), "the package is installed");
  step("squiggle");
  await illustrate("finding");

  const hover = page.locator(".monaco-hover:visible .hover-contents", { hasText: claim });
  await gesture(hover.first(), "the hover opens", async () => {
    await page.mouse.move(...place.aside);
    await page.mouse.move(...place.middle);
  });
  step("hover");
  await tableIsSeen(page, hover.first());
  await illustrate("hover");
  await page.mouse.move(...place.aside);

  // With one Pod at most, which another file says on disk, the finding becomes another one, with a fix.
  const autoscaler = path.join(path.dirname(file), "autoscaler.yaml");
  fs.writeFileSync(autoscaler, fs.readFileSync(autoscaler, "utf8").replace("maxReplicas: 3", "maxReplicas: 1"));
  const titles = await openQuickFixes(page, place, fixTitle);
  step("quick fix menu");
  await illustrate("quick-fix");
  const conversions = [
    "Convert to StatefulSet with a new volume per Pod",
    `Convert to StatefulSet keeping claim '${claim}'`,
  ];
  assert.deepEqual(titles.slice(0, 5), [fixTitle, ...conversions.flatMap((title) => [title, `Preview: ${title}`])]);
  await page.keyboard.press("Enter"); // not a click: in old versions something lies above the menu
  await page.locator(".view-line", { hasText: "Recreate" }).waitFor();
  await page.locator(".squiggly-warning").first().waitFor({ state: "detached" });
  await page.keyboard.press("Control+KeyS");
  await page.locator(".tab.active.dirty").waitFor({ state: "detached" });
  await keep("repaired");
  assert.deepEqual(insertedLines(original, fs.readFileSync(file, "utf8")), inserted);
}

/**
 * Beside the finding VS Code shows 250 pixels of a hover, at its default font and size: the whole comparison is among them.
 * @param {import("./page.mjs").Page} page
 * @param {import("./page.mjs").Locator} contents of the finding in the hover
 */
async function tableIsSeen(page, contents) {
  const hover = page.locator(".monaco-resizable-hover", { has: contents });
  const shown = await hover.locator(".monaco-hover-content").boundingBox();
  const rows = await hover.locator("table tr").all();
  assert.equal(rows.length, 5, "a heading and four rows");
  const last = await rows.at(-1)?.boundingBox();
  assert.ok(shown && last);
  const [seen, needed] = [shown.y + shown.height, last.y + last.height];
  assert.ok(needed <= seen, `the table ends ${needed - seen} pixels below what is shown`);
}

/**
 * The light bulb of a Deployment anywhere in a file, by the keyboard alone.
 * @param {Scene} scene
 */
export async function repairWithTheKeyboard({ page, file }) {
  const original = fs.readFileSync(file, "utf8");
  const line = original.split("\n").findIndex((text) => text.startsWith("kind: Deployment")) + 1;
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
