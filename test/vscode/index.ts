// The tests module that VS Code loads into the Node extension host: run() rejects when a test fails.
import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import Mocha from "mocha";
import { extensions, version } from "vscode";

export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: "bdd", timeout: 90_000, color: false });
  mocha.suite.emit(Mocha.Suite.constants.EVENT_FILE_PRE_REQUIRE, globalThis, "", mocha);
  mocha.suite.beforeAll("the extension is present", () => {
    const extension = extensions.getExtension("rightkind.rightkind");
    assert.ok(extension, "the extension is present");
    return extension.activate();
  });
  await import("./diagnostics.test");
  await import("./dirty-buffer.test");
  await import("./conversion.test");
  await import("./runbook.test");
  await import("./commands.test");
  await import("./corpus.test");
  const passed: string[] = [];
  const failed: { title: string; error: string }[] = [];
  await new Promise((resolve) => {
    mocha
      .run(resolve)
      .on("pass", (test) => passed.push(test.fullTitle()))
      .on("fail", (test, error) => failed.push({ title: test.fullTitle(), error: error.stack ?? String(error) }));
  });
  // Only pass or fail reaches the page; the details leave through a file (the extension host inherits the server's environment).
  const file = process.env.RIGHTKIND_TEST_RESULT;
  if (file) {
    fs.writeFileSync(file, JSON.stringify({ host: `VS Code ${version}, Node ${process.version}`, passed, failed }));
  }
  if (failed.length === 0) return;
  await new Promise((resolve) => setTimeout(resolve, 1_000)); // the host ends at once: let it write its log
  throw new Error(`${failed.length} failed`);
}
