// A Deployment becomes a StatefulSet: as a refactoring on its kind, in several files at once, and as a preview that touches nothing.
import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { eventually } from "./support/eventually";
import { fileUri, finding, openFile, restore, savedText } from "./support/workspace";

const title = "Convert to StatefulSet with a new volume per Pod";

describe("a conversion", () => {
  let document: vscode.TextDocument;
  let original: string;
  let originalClaims: string;

  before(async () => {
    document = await openFile("mysql.yaml");
    original = document.getText();
    originalClaims = await savedText(fileUri("claims.yaml"));
    await finding(document);
  });

  after(() => restore(document, original));

  it("is offered on kind as a refactoring and applied in one edit", async () => {
    const action = await eventually("the refactoring", async () => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        document.uri,
        new vscode.Range(2, 8, 2, 8),
        "refactor.rewrite.rightkind",
        10,
      );
      return actions.find((candidate) => candidate.title === title && candidate.edit);
    });
    assert.ok(action.edit);
    assert.ok(await vscode.workspace.applyEdit(action.edit, { isRefactoring: true }));
    const text = document.getText();
    assert.match(text, /^kind: StatefulSet$/m);
    assert.match(text, /^ {2}serviceName: mysql-headless$/m);
    assert.match(text, /^kind: Service$/m);
    assert.match(text, /volumeClaimTemplates:\n {4}- metadata:\n {8}name: data\n/);
    assert.ok(text.includes("# One Pod at a time may write to the data folder."), "the comment is kept");
    assert.ok(!text.includes("claimName"), "the volume is gone");
  });

  it("leaves the claim as it is", async () => assert.equal(await savedText(fileUri("claims.yaml")), originalClaims));

  it("takes the finding away", async () => {
    const isQuiet = ({ severity }: vscode.Diagnostic) => severity > vscode.DiagnosticSeverity.Warning;
    await eventually(
      "no error or warning",
      () => vscode.languages.getDiagnostics(document.uri).every(isQuiet) || undefined,
    );
  });

  it("is previewed without touching anything", async () => {
    await restore(document, original);
    await finding(document);
    const files = await vscode.commands.executeCommand<{ before: string; after: string }[]>("rightkind.preview", {
      uri: document.uri.toString(),
      position: { line: 2, character: 8 },
      to: "StatefulSet",
      storage: "templates",
    });
    assert.deepEqual(
      files.map(({ before }) => before),
      [original],
    );
    assert.match(files[0]?.after ?? "", /^kind: StatefulSet$/m);
    assert.equal(document.getText(), original);
  });
});
