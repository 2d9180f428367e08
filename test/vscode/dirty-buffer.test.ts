// The open buffer wins over the disk: an unsaved edit of one file changes the findings of another.
import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { finding, noFinding, openFile, savedText } from "./support/workspace";

describe("an unsaved edit of the claim", () => {
  let deployment: vscode.TextDocument;

  before(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    deployment = await openFile("mysql.yaml");
    await finding(deployment);
  });

  /** Lets every Pod share the claim, in the editor only. */
  async function shareClaim(): Promise<vscode.TextDocument> {
    const claims = await openFile("claims.yaml");
    const start = claims.positionAt(claims.getText().indexOf("ReadWriteOnce"));
    const edit = new vscode.WorkspaceEdit();
    edit.replace(claims.uri, new vscode.Range(start, start.translate(0, "ReadWriteOnce".length)), "ReadWriteMany");
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.ok(claims.isDirty, "nothing is saved");
    assert.match(await savedText(claims.uri), /ReadWriteOnce/);
    return claims;
  }

  it("takes the finding away, and reverting brings it back", async () => {
    const claims = await shareClaim();
    await noFinding(deployment);
    await vscode.commands.executeCommand("workbench.action.files.revert");
    assert.ok(!claims.isDirty);
    await finding(deployment);
  });

  it("takes the finding away, and closing the file without saving brings it back", async () => {
    await shareClaim();
    await noFinding(deployment);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await finding(deployment);
  });
});
