// Scenario: why a workload is reported is read on a page, whose places are links.
import { runCommand } from "./page.mjs";

/** @typedef {import("../test-window.mjs").Scene} Scene */

/** @param {Scene} scene */
export async function readExplanation({ page, step, keep }) {
  await page.locator(".squiggly-warning").first().waitFor();
  await runCommand(page, "Rightkind: Explain Workload");
  await page.locator(".tab.active", { hasText: "Deployment mysql" }).waitFor();
  const place = page
    .frameLocator("iframe.webview.ready")
    .frameLocator("#active-frame")
    .getByRole("link", { name: "database/claim.yaml:8" });
  await place.first().waitFor();
  await keep("explanation");
  await place.first().click();
  await page.locator(".tab.active", { hasText: "claim.yaml" }).waitFor();
  await page.locator('[id="status.editor.selection"]', { hasText: "Ln 8," }).waitFor();
  step("from the page to the place");
}
