// Asks which conversion of the workload at the cursor is meant; those that cannot be done are shown with the reason.
import { type QuickPickItem, type TextEditor, window } from "vscode";
import { type BaseLanguageClient, ExecuteCommandRequest } from "vscode-languageclient";
import { type ConversionRequest, type ListedConversion, serverCommands } from "../../../server/src/transport/protocol";

interface ConversionItem extends QuickPickItem {
  readonly conversion: ListedConversion;
}

/** A conversion that can be done, with what the server must be told to do it. */
export interface ChosenConversion {
  readonly title: string;
  readonly request: ConversionRequest;
}

/** Undefined where nothing was chosen, or nothing can be; the user has been told which. */
export async function chooseConversion(
  client: BaseLanguageClient,
  editor: TextEditor,
  placeHolder: string,
): Promise<ChosenConversion | undefined> {
  const uri = editor.document.uri.toString();
  const { line, character } = editor.selection.active;
  const position = { line, character };
  const list: readonly ListedConversion[] | null = await client.sendRequest(ExecuteCommandRequest.type, {
    command: serverCommands.listConversions,
    arguments: [{ uri, position }],
  });
  if (!list || list.length === 0) {
    void window.showInformationMessage("Rightkind: there is no workload at the cursor that can be converted.");
    return undefined;
  }
  const picked = await window.showQuickPick(list.map(item), { placeHolder, matchOnDetail: true });
  if (!picked) return undefined;
  const { title, refused, to, storage, choices } = picked.conversion;
  if (refused) {
    // A dialog shows the whole reason: the list and a notification would cut it off.
    const detail = `${refused.message} (${refused.code})`;
    void window.showInformationMessage(`Rightkind cannot do this: ${title}`, { modal: true, detail });
    return undefined;
  }
  return { title, request: { uri, position, to, storage, choices } };
}

function item(conversion: ListedConversion): ConversionItem {
  const { title, refused, consequences } = conversion;
  if (refused) return { label: `$(circle-slash) ${title}`, detail: refused.message, conversion };
  return { label: title, detail: consequences.map(({ message }) => message).join(" "), conversion };
}
