// Carries out a conversion that was chosen, from the texts as they are by then.
import { window, workspace } from "vscode";
import { type BaseLanguageClient, ExecuteCommandRequest } from "vscode-languageclient";
import { type ConversionRequest, serverCommands } from "../../../server/src/transport/protocol";

export async function applyConversion(client: BaseLanguageClient, request: ConversionRequest): Promise<void> {
  const answer: unknown = await client.sendRequest(ExecuteCommandRequest.type, {
    command: serverCommands.convert,
    arguments: [request],
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
