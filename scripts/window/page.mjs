// What every scenario does with a page that shows VS Code: gestures that are not lost, commands, pictures.
import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").Locator} Locator */

/** So long is waited for what VS Code shows, in milliseconds: more on a machine that has much else to do. */
export const patience = Number(process.env.RIGHTKIND_TEST_TIMEOUT ?? 60_000);

/**
 * Repeats a gesture until it has shown what it should: panels and hovers take the focus once more after they are shown, a key pressed
 * meanwhile is lost, and waiting longer does not help.
 * @param {Locator} locator what the gesture shows
 * @param {string} what in words, for the failure
 * @param {() => Promise<void>} perform may be done again
 */
export async function gesture(locator, what, perform) {
  for (let tries = 1; ; tries++) {
    await perform();
    const shown = await locator.waitFor({ timeout: patience / 10 }).then(
      () => true,
      () => false,
    );
    if (shown) return;
    assert.ok(tries < 10, what);
  }
}

/**
 * Runs a command from the palette.
 * @param {Page} page
 * @param {string} title with its category, as the palette shows it
 */
export async function runCommand(page, title) {
  const input = page.locator(".quick-input-widget:visible input[type=text]").first();
  const found = page
    .locator(".quick-input-list .monaco-list-row.focused .label-name")
    .getByText(title, { exact: true });
  // A palette that was opened before the commands of extensions were known stays without them.
  await gesture(found, `the palette has "${title}"`, async () => {
    await gesture(input, "the palette opens", async () => {
      await page.keyboard.press("Escape");
      await page.keyboard.press("F1");
    });
    await input.fill(`>${title}`);
  });
  await page.keyboard.press("Enter");
}

/**
 * Waits for a notification, and shows it in the list of all: a toast goes after some seconds.
 * @param {Page} page
 * @param {string | RegExp} text of it
 */
export async function message(page, text) {
  const listed = page.locator(".notifications-center.visible .notification-list-item", { hasText: text }).first();
  await gesture(listed, `the message ${text}`, () => runCommand(page, "Notifications: Show Notifications"));
  return listed;
}

/**
 * Saves every file that a tab shows as changed.
 * @param {Page} page
 */
export async function saveAll(page) {
  await runCommand(page, "File: Save All");
  await page.locator(".tab.dirty").first().waitFor({ state: "detached" });
}

/**
 * Writes a picture once nothing moves any more: icons, badges and status bar come up to 3 s after the text.
 * @param {Page} page
 * @param {string} folder created where it is not there
 * @param {string} name of the file, without its ending
 * @param {"png" | "webp"} [format] webp: some loss and a fifth of the size, for what is packaged
 */
export async function picture(page, folder, name, format = "png") {
  let image;
  let before;
  for (let tries = 0; tries < 10 && !(before && image && before.equals(image)); tries++) {
    before = image;
    await page.waitForTimeout(before ? 700 : 0);
    image = await page.screenshot();
  }
  fs.mkdirSync(folder, { recursive: true });
  if (format === "webp") image = await webp(page, image);
  fs.writeFileSync(path.join(folder, `${name}.${format}`), image);
}

/** Playwright itself writes none: a page beside this one draws it anew. */
async function webp(page, png) {
  const beside = await page.context().browser().newPage();
  try {
    const data = await beside.evaluate(
      async (source) => {
        const image = new Image();
        image.src = source;
        await image.decode();
        const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
        canvas.getContext("2d").drawImage(image, 0, 0);
        return canvas.toDataURL("image/webp", 0.8).split(",")[1];
      },
      `data:image/png;base64,${png.toString("base64")}`,
    );
    return Buffer.from(data, "base64");
  } finally {
    await beside.close();
  }
}
