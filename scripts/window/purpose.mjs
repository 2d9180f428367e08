// Scenario: a finding is kept on purpose, with a reason; then its rule is turned off; then its page is read.
import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";
import { findingAtKind, openQuickFixes } from "./finding.mjs";
import { runCommand } from "./page.mjs";

/** @typedef {import("../test-window.mjs").Scene} Scene */

const rule = "deployment-rwo-claim-multi-replica";
const why = "one node, and the app takes a lock";

/** @param {Scene} scene */
export async function keepOnPurpose({ page, folder, step, keep }) {
  const place = await findingAtKind(page);
  await choose(page, place, `Explain '${rule}'`);
  await page.locator(".tab.active", { hasText: rule }).waitFor();
  await keep("rule-page");
  // The page stays open: closed with a key, it would take the focus with it.
  await page.locator(".tab", { hasText: "deployment.yaml" }).click();
  await page.locator(".tab.active", { hasText: "deployment.yaml" }).waitFor();
  step("explained");

  await choose(page, place, `Ignore '${rule}' here…`);
  const input = page.locator(".quick-input-widget:visible input[type=text]").first();
  await input.waitFor();
  await input.fill(why);
  await keep("reason");
  await page.keyboard.press("Enter");
  const comment = `# rightkind-ignore-next-line ${rule}: ${why}`;
  // The editor shows spaces as others, which a space in a pattern does not match.
  await page.locator(".view-line", { hasText: new RegExp(comment.replaceAll(" ", "\\s")) }).waitFor();
  await page.locator(".squiggly-warning").first().waitFor({ state: "detached" });
  step("ignored with a reason");
  await page.keyboard.press("Control+KeyZ");
  await page.locator(".squiggly-warning").first().waitFor();

  await choose(page, place, `Turn off '${rule}' in .rightkind.yaml`);
  await page.locator(".squiggly-warning").first().waitFor({ state: "detached" });
  await runCommand(page, "File: Save All");
  const file = path.join(folder, ".rightkind.yaml");
  for (let tries = 0; tries < 100 && !fs.existsSync(file); tries++) await page.waitForTimeout(100);
  assert.equal(fs.readFileSync(file, "utf8"), `rules:\n  ${rule}: off\n`);
  step("turned off");
}

/** Opens the menu and goes down to an entry with the keyboard. */
async function choose(page, place, title) {
  const titles = await openQuickFixes(page, place, title);
  for (let down = titles.indexOf(title); down > 0; down--) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
}
