// Command "Rightkind: Convert Workload…": carries out a conversion of the workload at the cursor.
import { window, workspace } from "vscode";
import { type BaseLanguageClient, ExecuteCommandRequest } from "vscode-languageclient";
import { serverCommands } from "../../../server/src/transport/protocol";
import { chooseConversion } from "./choose-conversion";

export async function convertWorkload(client: BaseLanguageClient): Promise<void> {
  const editor = window.activeTextEditor;
  if (!editor) return;
  const { document, selection } = editor;
  const chosen = await chooseConversion(client, editor, "Convert to which kind?");
  if (!chosen) return;
  const { to, storage } = chosen;
  const answer: unknown = await client.sendRequest(ExecuteCommandRequest.type, {
    command: serverCommands.convert,
    arguments: [{ uri: document.uri.toString(), position: selection.active, to, storage }],
  });
  if (!isEdit(answer)) {
    void window.showInformationMessage("Rightkind: the workload has changed meanwhile. Try again.");
    return;
  }
  const edit = await client.protocol2CodeConverter.asWorkspaceEdit(answer);
  // One undo takes it back in all files.
  const applied = await workspace.applyEdit(edit, { isRefactoring: true });
  if (!applied) void window.showInformationMessage("Rightkind: a file has changed meanwhile; nothing was converted.");
}

function isEdit(
  answer: unknown,
): answer is { readonly documentChanges?: []; readonly changes?: Record<string, never> } {
  return typeof answer === "object" && answer !== null && ("documentChanges" in answer || "changes" in answer);
}
