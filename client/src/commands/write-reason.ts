// Asks why something is kept on purpose, and has the server write the answer into the manifest.
import { window, workspace } from "vscode";
import { type BaseLanguageClient, ExecuteCommandRequest, type WorkspaceEdit as LspEdit } from "vscode-languageclient";
import { type FindingAddress, serverCommands } from "../../../server/src/transport/protocol";

/** Of `Ignore '<rule>' here…`. */
export function ignoreFinding(client: BaseLanguageClient, finding: FindingAddress): Promise<void> {
  return writeReason(client, serverCommands.ignoreFinding, finding, {
    title: `Ignore '${finding.rule}' here`,
    prompt: "Why is it right as it is? The reason is written into the manifest.",
  });
}

/** Of `Add a reason`. @param words that stand where the reason belongs */
export function addReason(client: BaseLanguageClient, finding: FindingAddress, words: unknown): Promise<void> {
  return writeReason(client, serverCommands.addReason, finding, {
    title: "Add a reason",
    prompt: "Why is it kept? A suppression without a reason does not count.",
    value: typeof words === "string" ? words : "",
  });
}

async function writeReason(
  client: BaseLanguageClient,
  command: string,
  finding: FindingAddress,
  options: { readonly title: string; readonly prompt: string; readonly value?: string },
): Promise<void> {
  const validateInput = (text: string) => (text.trim() === "" ? "Without a reason it does not count." : undefined);
  const reason = await window.showInputBox({ ...options, validateInput, ignoreFocusOut: true });
  if (reason === undefined) return;
  const answer: LspEdit | null = await client.sendRequest(ExecuteCommandRequest.type, {
    command,
    arguments: [{ ...finding, reason }],
  });
  const edit = await client.protocol2CodeConverter.asWorkspaceEdit(answer);
  if (!edit) {
    const words = "the finding has gone meanwhile, or nothing can be written here. .rightkind.yaml can ignore it too.";
    void window.showInformationMessage(`Rightkind: ${words}`);
    return;
  }
  await workspace.applyEdit(edit);
}
