// Command "Rightkind: Explain Workload": what Rightkind thinks of the workload at the cursor, and why.
import { window } from "vscode";
import type { Documentation } from "../views/documentation";

export async function explainWorkload(pages: Documentation): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor === undefined) return;
  const shown = await pages.showObject(editor.document.uri, editor.selection.active);
  if (!shown) void window.showInformationMessage("Rightkind: there is no workload at the cursor.");
}
