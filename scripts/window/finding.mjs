// A finding in the editor: the squiggle under the kind of a workload, and the menu of what can be done about it.
import { strict as assert } from "node:assert";
import { gesture } from "./page.mjs";

/** @typedef {import("playwright-core").Page} Page */

/**
 * Waits for the squiggle under `kind: Deployment`, and fails where it is under more or less than the kind.
 * @param {Page} page
 * @returns {Promise<Place>}
 * @typedef {{ middle: [number, number], aside: [number, number] }} Place
 *   middle: of the word, by coordinates: playwright would refuse to click where the cursor lies above the word, and scroll the editor to
 *   get there; aside: where the mouse causes nothing
 */
export async function findingAtKind(page) {
  const kind = page
    .locator(".view-line", { hasText: /^kind:\sDeployment$/ })
    .locator("span span", { hasText: "Deployment" });
  await kind.waitFor();
  const squiggle = page.locator(".squiggly-warning").first();
  await squiggle.waitFor();
  const under = await kind.boundingBox();
  const line = await squiggle.boundingBox();
  assert.ok(under !== null && line !== null);
  assert.ok(
    Math.abs(under.x - line.x) < 3 && Math.abs(under.width - line.width) < 3,
    "it underlines the kind, no more",
  );
  return { middle: [under.x + under.width / 2, under.y + under.height / 2], aside: [under.x, under.y + 600] };
}

/**
 * Opens the menu of the light bulb with the keyboard; its first entry has the focus.
 * @param {Page} page
 * @param {Place} place
 * @param {string} title of an entry that it must have
 * @returns {Promise<string[]>} the titles in the order of the menu
 */
export async function openQuickFixes(page, { middle, aside }, title) {
  const entries = page.locator(".action-widget .monaco-list-row.action");
  await gesture(entries.filter({ hasText: title }).first(), `the quick fix menu opens and has "${title}"`, async () => {
    await page.keyboard.press("Escape");
    await page.mouse.click(...middle);
    await page.mouse.move(...aside); // or a hover opens under the menu
    await page.locator(".monaco-editor.focused").waitFor();
    await page.keyboard.press("Control+Period");
  });
  return entries.allTextContents();
}
