// What a user sees first: the finding, its hover, and the quick fix that takes it away.
import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { eventually } from "./support/eventually";
import { applyQuickFix, finding, insertedLines, noFinding, openFile, restore, savedText } from "./support/workspace";

describe("a Deployment that writes to a ReadWriteOnce claim", () => {
  let document: vscode.TextDocument;
  let original: string;

  before(async () => {
    document = await openFile("mysql.yaml");
    original = document.getText();
  });

  after(() => restore(document, original));

  it("has a finding on the value of kind", async () => {
    const diagnostic = await finding(document);
    assert.equal(diagnostic.source, "rightkind");
    assert.equal(diagnostic.severity, vscode.DiagnosticSeverity.Warning);
    assert.equal(document.getText(diagnostic.range), "Deployment");
    assert.equal(diagnostic.range.start.line, 2);
    assert.match(diagnostic.message, /mysql-data/);
    assert.ok(diagnostic.message.length <= 160, `${diagnostic.message.length} characters: ${diagnostic.message}`);
    assert.ok(typeof diagnostic.code === "object", "the rule has a page");
  });

  it("names the claim in the hover on kind", async () => {
    const { range } = await finding(document);
    const text = await eventually("a hover", async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        "vscode.executeHoverProvider",
        document.uri,
        range.start.translate(0, 2),
      );
      const contents = hovers.flatMap((hover) => hover.contents);
      return contents.map((content) => (typeof content === "string" ? content : content.value)).join("\n") || undefined;
    });
    assert.match(text, /mysql-data/);
  });

  it("is repaired by the quick fix, which inserts two lines and changes nothing else", async () => {
    await applyQuickFix(document, await finding(document), "Set the strategy to Recreate");
    await noFinding(document);
    assert.ok(await document.save());
    const saved = await savedText(document.uri);
    assert.deepEqual(insertedLines(original, saved), ["  strategy:", "    type: Recreate"]);
  });
});
