// Command "Rightkind: Preview Conversion": all files that a conversion of the workload at the cursor would change.
import { window } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { ChangePreview } from "../views/change-preview";
import { chooseConversion } from "./choose-conversion";

export async function previewConversion(client: BaseLanguageClient, preview: ChangePreview): Promise<void> {
  const editor = window.activeTextEditor;
  const ask = (workload: string) => `Preview which conversion of ${workload}?`;
  const chosen = editor && (await chooseConversion(client, editor, ask));
  if (chosen) await preview.show(chosen);
}
