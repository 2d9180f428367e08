// The folder that is open while the suite runs: its files, the findings in them and the actions on those.
import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { eventually } from "./eventually";

/** The finding that the suite is about: a rolling update that waits for a volume which the old Pod still holds. */
export const rollingUpdate = "deployment-rwo-claim-rolling-update";

export function fileUri(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, "a folder is open");
  return vscode.Uri.joinPath(folder.uri, name);
}

/** Opens a file in an editor; the language client asks for findings only where there is a tab. */
export async function openFile(name: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(fileUri(name));
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

/** What is on disk, not in the editor. */
export async function savedText(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

/** Puts back a text and saves it. */
export async function restore(document: vscode.TextDocument, text: string): Promise<void> {
  if (document.getText() !== text) {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
    assert.ok(await vscode.workspace.applyEdit(edit));
  }
  if (document.isDirty) assert.ok(await document.save());
}

function ruleOf(diagnostic: vscode.Diagnostic): unknown {
  return typeof diagnostic.code === "object" ? diagnostic.code.value : diagnostic.code;
}

function findings(document: vscode.TextDocument, rule: string): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter((diagnostic) => ruleOf(diagnostic) === rule);
}

export function finding(document: vscode.TextDocument, rule = rollingUpdate): Promise<vscode.Diagnostic> {
  return eventually(
    `${rule} in ${document.fileName}`,
    () => findings(document, rule)[0],
    () => vscode.languages.getDiagnostics(document.uri),
  );
}

export async function noFinding(document: vscode.TextDocument, rule = rollingUpdate): Promise<void> {
  await eventually(
    `the end of ${rule} in ${document.fileName}`,
    () => findings(document, rule).length === 0 || undefined,
    () => findings(document, rule),
  );
}

/** Applies the quick fix of that title. Never judges by the first answer: the finding may be there before the provider is. */
export async function applyQuickFix(
  document: vscode.TextDocument,
  diagnostic: vscode.Diagnostic,
  title: string,
): Promise<void> {
  let titles: string[] = [];
  const edit = await eventually(
    `the quick fix '${title}'`,
    async () => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        document.uri,
        diagnostic.range,
        vscode.CodeActionKind.QuickFix.value,
        100, // so many are resolved: an action gets its edit only then
      );
      titles = actions.map((action) => action.title);
      return actions.find((action) => action.title === title)?.edit;
    },
    () => titles,
  );
  assert.ok(await vscode.workspace.applyEdit(edit), "the edit is applied");
}

/**
 * The lines that one text has beyond another.
 * Fails where a line of the older text is missing from the newer one, or stands in another order.
 */
export function insertedLines(older: string, newer: string): string[] {
  const remaining = older.split("\n");
  const inserted = newer.split("\n").filter((line) => {
    if (line !== remaining[0]) return true;
    remaining.shift();
    return false;
  });
  assert.deepEqual(remaining, [], "every line of the original is still there");
  return inserted;
}
