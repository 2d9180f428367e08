// The command that writes a runbook: an untitled Markdown document, and nothing else.
import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { eventually } from "./support/eventually";
import { fileUri, finding, openFile, savedText } from "./support/workspace";

describe("a runbook", () => {
  it("is an untitled document about the workload at the cursor", async () => {
    const document = await openFile("mysql.yaml");
    await finding(document);
    const text = document.getText();
    const claims = await savedText(fileUri("claims.yaml"));
    const editor = await vscode.window.showTextDocument(document);
    const kind = document.positionAt(text.indexOf("Deployment"));
    editor.selection = new vscode.Selection(kind, kind);
    await vscode.commands.executeCommand("rightkind.writeRunbook");
    const isPage = ({ uri, languageId }: vscode.TextDocument) => uri.scheme === "untitled" && languageId === "markdown";
    const page = await eventually("the page", () => vscode.workspace.textDocuments.find(isPage));
    assert.match(page.getText(), /^# Runbook: Deployment `mysql` becomes a StatefulSet\n/);
    assert.match(page.getText(), /^## The ways to bring the data along$/m);
    assert.equal(document.getText(), text);
    assert.equal(await savedText(fileUri("claims.yaml")), claims);
    await vscode.window.showTextDocument(page);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });
});
