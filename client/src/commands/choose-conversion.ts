// Asks which conversion of the workload at the cursor is meant; those that cannot be done are shown with the reason.
import { type QuickPickItem, type TextEditor, window } from "vscode";
import { type BaseLanguageClient, ExecuteCommandRequest } from "vscode-languageclient";
import { type ListedConversion, serverCommands } from "../../../server/src/transport/protocol";
import { sayRefused, type WantedChange } from "../changes/prepared";

interface ConversionItem extends QuickPickItem {
  readonly conversion: ListedConversion;
}

/**
 * @param ask puts the question about the workload that it is given
 * @returns undefined where nothing was chosen, or nothing can be; the user has been told which
 */
export async function chooseConversion(
  client: BaseLanguageClient,
  editor: TextEditor,
  ask: (workload: string) => string,
): Promise<WantedChange | undefined> {
  const uri = editor.document.uri.toString();
  const { line, character } = editor.selection.active;
  const position = { line, character };
  const list: readonly ListedConversion[] | null = await client.sendRequest(ExecuteCommandRequest.type, {
    command: serverCommands.listConversions,
    arguments: [{ uri, position }],
  });
  const [first] = list ?? [];
  if (!list || !first) {
    void window.showInformationMessage("Rightkind: there is no workload at the cursor that can be converted.");
    return undefined;
  }
  const picked = await window.showQuickPick(list.map(item), { placeHolder: ask(first.workload), matchOnDetail: true });
  if (!picked) return undefined;
  const { title, refused, to, storage, choices } = picked.conversion;
  if (!refused) return { title, request: { uri, position, to, storage, choices } };
  sayRefused(title, refused);
  return undefined;
}

function item(conversion: ListedConversion): ConversionItem {
  const { title, refused, summary } = conversion;
  return refused
    ? { label: `$(circle-slash) ${title}`, detail: summary, conversion }
    : { label: title, detail: summary, conversion };
}
