// Command "Rightkind: Convert Workload…": carries out a conversion of the workload at the cursor.
import { window } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { applyConversion } from "./apply-conversion";
import { chooseConversion } from "./choose-conversion";

export async function convertWorkload(client: BaseLanguageClient): Promise<void> {
  const editor = window.activeTextEditor;
  if (!editor) return;
  const chosen = await chooseConversion(client, editor, "Convert to which kind?");
  if (chosen) await applyConversion(client, chosen.request);
}
