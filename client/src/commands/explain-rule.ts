// Command "Rightkind: Explain Rule…": shows the page of the rule of the finding at the cursor, else lets the user pick one.
import { languages, type QuickPickItem, window } from "vscode";
import { type BaseLanguageClient, ExecuteCommandRequest } from "vscode-languageclient";
import { type RuleListEntry, serverCommands } from "../../../server/src/transport/protocol";
import type { Documentation } from "../views/documentation";

/** @param named by a menu that is about one finding */
export async function explainRule(
  client: BaseLanguageClient,
  pages: Documentation,
  named?: { readonly rule?: unknown },
): Promise<void> {
  const here = typeof named?.rule === "string" ? [named.rule] : rulesAtCursor();
  const [only] = here;
  if (only !== undefined && here.length === 1) return pages.showRule(only);
  const options = { placeHolder: "Which rule?", matchOnDescription: true, matchOnDetail: true };
  const picked = await window.showQuickPick(listed(client, here), options);
  if (picked !== undefined) await pages.showRule(picked.label);
}

function rulesAtCursor(): string[] {
  const editor = window.activeTextEditor;
  if (!editor) return [];
  const found = languages
    .getDiagnostics(editor.document.uri)
    .filter(({ source, range }) => source === "rightkind" && range.contains(editor.selection.active))
    .map(({ code }) => String(typeof code === "object" ? code.value : code));
  return [...new Set(found)];
}

/** @param wanted these alone; all where it is empty */
async function listed(client: BaseLanguageClient, wanted: readonly string[]): Promise<QuickPickItem[]> {
  const list: readonly RuleListEntry[] | null = await client.sendRequest(ExecuteCommandRequest.type, {
    command: serverCommands.explainRule,
    arguments: [],
  });
  return (list ?? [])
    .filter(({ id }) => wanted.length === 0 || wanted.includes(id))
    .map(({ id, group, summary }) => ({ label: id, description: group, detail: summary }));
}
