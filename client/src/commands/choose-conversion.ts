// Asks which conversion of the workload at the cursor is meant; those that cannot be done are shown with the reason.
import { type QuickPickItem, type TextEditor, window } from "vscode";
import { type BaseLanguageClient, ExecuteCommandRequest } from "vscode-languageclient";
import { type ListedConversion, serverCommands } from "../../../server/src/transport/protocol";

interface ConversionItem extends QuickPickItem {
  readonly conversion: ListedConversion;
}

/** Undefined where nothing was chosen, or nothing can be; the user has been told which. */
export async function chooseConversion(
  client: BaseLanguageClient,
  editor: TextEditor,
  placeHolder: string,
): Promise<ListedConversion | undefined> {
  const list: readonly ListedConversion[] | null = await client.sendRequest(ExecuteCommandRequest.type, {
    command: serverCommands.listConversions,
    arguments: [{ uri: editor.document.uri.toString(), position: editor.selection.active }],
  });
  if (!list || list.length === 0) {
    void window.showInformationMessage("Rightkind: there is no workload at the cursor that can be converted.");
    return undefined;
  }
  const items = list.map(
    (conversion): ConversionItem => ({
      label: conversion.refused === null ? conversion.title : `$(circle-slash) ${conversion.title}`,
      ...(conversion.refused === null ? {} : { detail: conversion.refused }),
      conversion,
    }),
  );
  const picked = await window.showQuickPick(items, { placeHolder, matchOnDetail: true });
  if (!picked) return undefined;
  const { title, refused } = picked.conversion;
  if (refused !== null) {
    // A dialog shows the whole reason: the list and a notification would cut it off.
    void window.showInformationMessage(`Rightkind cannot do this: ${title}`, { modal: true, detail: refused });
    return undefined;
  }
  return picked.conversion;
}
