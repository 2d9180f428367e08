// Command "Rightkind: Preview Conversion": all files that a conversion would change, before and after.
import { window } from "vscode";
import { type BaseLanguageClient, ExecuteCommandRequest } from "vscode-languageclient";
import { type PreviewedFile, serverCommands } from "../../../server/src/transport/protocol";
import type { Preview } from "../views/preview";
import { chooseConversion } from "./choose-conversion";

export async function previewConversion(client: BaseLanguageClient, preview: Preview): Promise<void> {
  const editor = window.activeTextEditor;
  if (!editor) return;
  const { document, selection } = editor;
  const chosen = await chooseConversion(client, editor, "Preview which conversion?");
  if (!chosen) return;
  const { to, storage, title } = chosen;
  const files: unknown = await client.sendRequest(ExecuteCommandRequest.type, {
    command: serverCommands.preview,
    arguments: [{ uri: document.uri.toString(), position: selection.active, to, storage }],
  });
  if (!Array.isArray(files)) {
    void window.showInformationMessage("Rightkind: the workload has changed meanwhile. Try again.");
    return;
  }
  await preview.show(title, files as readonly PreviewedFile[]);
}
