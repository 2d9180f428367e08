// Scenario: the walkthrough shows the pictures that come with the extension; the page about the extension shows none without network.
import * as fs from "node:fs";
import * as path from "node:path";
import { runCommand } from "./page.mjs";

/** @typedef {import("../test-window.mjs").Scene} Scene */

const root = path.resolve(import.meta.dirname, "../..");
const { walkthroughs } = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8")).contributes;

/** @param {Scene} scene */
export async function walkThrough({ page, step, keep }) {
  await page.locator(".monaco-list-row", { hasText: "kustomization.yaml" }).waitFor(); // or the editor takes the focus from the palette
  const [{ title, steps }] = walkthroughs;
  await runCommand(page, "Welcome: Open Walkthrough...");
  await page.locator(".quick-input-list .monaco-list-row", { hasText: title }).click();
  await page.locator(".gettingStartedContainer", { hasText: title }).waitFor();
  for (const { title: name, media } of steps) {
    await page.locator(".getting-started-step", { hasText: name }).click();
    if (media.image === undefined) continue;
    const picture = page.locator(`.gettingStartedContainer img[alt="${media.altText}"]`);
    await picture.waitFor({ state: "attached" });
    await picture.evaluate((image) => image.decode()); // rejects where there is none
    step(`shown: ${media.image}`);
  }
  await keep("walkthrough");
}
