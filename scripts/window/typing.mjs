// Scenario: a manifest is typed, key by key: what is half typed is not judged, and what is whole is; then undo and redo to the ends,
// the other line ends, cut and paste, find and replace.
import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import { gesture, runCommand, saveAll } from "./page.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("../test-window.mjs").Scene} Scene */

/** What the claim and the autoscaler of the folder make wrong; `volumes` comes last, as people write it. */
const manifest = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: mysql
spec:
  selector:
    matchLabels: {app: mysql}
  template:
    metadata:
      labels: {app: mysql}
    spec:
      containers:
        - name: mysql
          image: mysql:8.4
          volumeMounts:
            - name: data
              mountPath: /var/lib/mysql
      volumes:
        - name: data
          persistentVolumeClaim:
            claimName: mysql-data
`;
const linesOfVolumes = 4;
const shared = "3 Pods share the ReadWriteOnce claim";
const unknown = 'mounts "data", no volume of the Pod';
/** Of the protocol: no squiggle, and not in Problems. */
const hint = 4;
/** As the server has it (REST in settling.ts). */
const rest = 500;
/** Milliseconds between two keys of somebody who types fast. */
const pace = 70;

/** The keys are those of the text and no others. */
export const plainKeys = {
  "[yaml]": { "editor.autoIndent": "none" },
  "editor.acceptSuggestionOnEnter": "off",
  "rightkind.trace.server": "verbose",
};

/**
 * The database of examples/, typed anew.
 * @param {Scene} scene
 */
export async function typeFromScratch({ page, file, step, keep, trace }) {
  await page.locator(".squiggly-warning").first().waitFor();
  await runCommand(page, "Problems: Focus on Problems View");
  const problems = page.locator(".markers-panel .monaco-list-row .marker-message-line");
  const ofShared = problems.filter({ hasText: shared });
  const ofUnknown = problems.filter({ hasText: unknown });
  await ofShared.first().waitFor();

  await focusEditor(page);
  await page.keyboard.press("Control+KeyA");
  await page.keyboard.press("Delete");
  await problems.first().waitFor({ state: "detached" });
  const begun = trace().length;
  const seen = await watchProblems(page);
  await page.keyboard.type(manifest, { delay: pace });
  await ofShared.first().waitFor();
  await keep("typed");
  const { judged, early, late } = answersWhileTyping(trace().slice(begun), await messagesOf(problems));
  assert.deepEqual(early, [], "nothing is said of what is half typed before it has rested");
  assert.ok(judged > 0, "somebody typed without resting");
  const explained = [...late, shared];
  const unexplained = (await seen()).filter((text) => !explained.some((message) => text.includes(message)));
  assert.deepEqual(unexplained, [], "Problems has shown nothing else meanwhile");
  step(`typed: ${judged} answers while typing`);

  await takeVolumesAway(page);
  await ofUnknown.first().waitFor();
  step("without its volume, and rested: an error");
  await page.keyboard.press("Control+KeyZ");
  await ofUnknown.first().waitFor({ state: "detached" });
  await ofShared.first().waitFor();
  await pressOften(page, "Control+KeyZ");
  await page.locator(".tab.dirty").waitFor({ state: "detached" }); // as it was before the first key
  await ofShared.first().waitFor();
  await pressOften(page, "Control+KeyY");
  await ofUnknown.first().waitFor(); // the last thing done was to take the volumes away
  await page.keyboard.press("Control+KeyZ");
  await becomes(page, ofShared, ofUnknown);
  await saveAll(page);
  assert.equal(fs.readFileSync(file, "utf8"), manifest);
  step("undone to the beginning, and done again");

  await runCommand(page, "Change End of Line Sequence");
  await page.locator(".quick-input-list .monaco-list-row", { hasText: "CRLF" }).waitFor();
  await page.keyboard.type("CRLF");
  await page.keyboard.press("Enter");
  await focusEditor(page);
  await takeVolumesAway(page);
  await ofUnknown.first().waitFor();
  await page.keyboard.type("# here\n", { delay: pace });
  await page.keyboard.type(lastLines(manifest, linesOfVolumes), { delay: pace });
  await becomes(page, ofShared, ofUnknown);
  await saveAll(page);
  const withComment = manifest.replace("      volumes:", "# here\n      volumes:");
  assert.equal(fs.readFileSync(file, "utf8"), withComment.replaceAll("\n", "\r\n"));
  step("typed with the other line ends");

  await page.keyboard.press("Control+KeyA");
  await page.keyboard.press("Control+KeyX");
  await problems.first().waitFor({ state: "detached" });
  const pasted = await watchProblems(page);
  await page.keyboard.press("Control+KeyV");
  await becomes(page, ofShared, ofUnknown);
  await replaceAll(page, "name: data", "name: store");
  await focusEditor(page);
  await saveAll(page);
  assert.equal(
    fs.readFileSync(file, "utf8"),
    withComment.replaceAll("\n", "\r\n").replaceAll("name: data", "name: store"),
  );
  await becomes(page, ofShared, ofUnknown);
  const others = (await pasted()).filter((text) => !text.includes(shared));
  assert.deepEqual(others, [], "a paste and a replacement are judged whole");
  step("cut, pasted, and a name replaced");
}

/**
 * What the server has answered about the document while somebody typed in it.
 * @param {import("./trace.mjs").Traced[]} messages
 * @param {readonly string[]} right what is said of the whole document
 * @returns {{ judged: number, early: string[], late: Set<string> }} judged: how many answers came while it had not rested; early: what they
 *   said that is not right, and was not shown before; late: what may have been shown. The rest is measured from the last change that the server knew when it was asked
 *   to its answer, so a slow machine makes it longer, never shorter.
 */
function answersWhileTyping(messages, right) {
  const asked = new Map();
  const early = [];
  const late = new Set();
  let changed = Number.NEGATIVE_INFINITY;
  let judged = 0;
  for (const { at, direction, method, id, content } of messages) {
    if (method === "textDocument/didChange") changed = at;
    if (!/^(textDocument|workspace)\/diagnostic$/.test(method)) continue;
    if (direction === "Sending") {
      asked.set(id, changed);
      continue;
    }
    const items = content?.items?.flatMap((item) => (item.message === undefined ? (item.items ?? []) : item)) ?? [];
    const said = items.filter(({ severity }) => severity < hint).map(({ message }) => message);
    if (at - (asked.get(id) ?? at) < rest) {
      judged += 1;
      early.push(...said.filter((message) => !late.has(message) && !right.some((one) => one.includes(message))));
    } else for (const message of said) late.add(message);
  }
  return { judged, early, late };
}

/**
 * Notes what the Problems panel shows from now on.
 * @param {Page} page
 * @returns {Promise<() => Promise<string[]>>} each text that was seen, once
 */
async function watchProblems(page) {
  await page.evaluate(() => {
    window.seenProblems?.stop();
    const texts = new Set();
    const look = () => {
      for (const row of document.querySelectorAll(".markers-panel .marker-message-line")) texts.add(row.textContent);
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    window.seenProblems = { texts, stop: () => observer.disconnect() };
  });
  return () => page.evaluate(() => [...window.seenProblems.texts]);
}

async function messagesOf(problems) {
  return (await problems.allTextContents()).map((text) => text.trim());
}

/** The finding of the whole manifest, and nothing about its volume. */
async function becomes(page, ofShared, ofUnknown) {
  await ofUnknown.first().waitFor({ state: "detached" });
  await ofShared.first().waitFor();
  assert.equal(await page.locator(".markers-panel .marker-message-line", { hasText: "no volume" }).count(), 0);
}

async function focusEditor(page) {
  await runCommand(page, "View: Focus Active Editor Group");
  await page.locator(".monaco-editor.focused").first().waitFor();
}

/** From the line of `volumes:` to the end. */
async function takeVolumesAway(page) {
  const end = page.locator('[id="status.editor.selection"]', { hasText: `Ln ${manifest.split("\n").length}, Col 1` });
  await gesture(end, "the cursor is at the end", () => page.keyboard.press("Control+End"));
  for (let line = 0; line < linesOfVolumes; line++) await page.keyboard.press("Shift+ArrowUp");
  await page.keyboard.press("Delete");
}

/** More often than there is anything to undo or to do again: what is too much does nothing. */
async function pressOften(page, key) {
  for (let times = 0; times < 300; times++) await page.keyboard.press(key);
}

async function replaceAll(page, what, by) {
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Control+KeyH");
  const widget = page.locator(".find-widget.visible");
  await widget.locator(".find-part textarea, .find-part input").first().fill(what);
  await widget.locator(".replace-part textarea, .replace-part input").first().fill(by);
  await widget.locator(".replace-part textarea, .replace-part input").first().press("Control+Alt+Enter");
  await page.keyboard.press("Escape");
}

function lastLines(text, count) {
  return `${text.trimEnd().split("\n").slice(-count).join("\n")}\n`;
}
