// Command "Rightkind: Explain Rule…": lets the user pick a rule and shows its page.
import { type QuickPickItem, window } from "vscode";
import { type BaseLanguageClient, ExecuteCommandRequest } from "vscode-languageclient";
import { type RuleListEntry, serverCommands } from "../../../server/src/transport/protocol";
import type { Documentation } from "../views/documentation";

export async function explainRule(client: BaseLanguageClient, pages: Documentation): Promise<void> {
  const options = { placeHolder: "Which rule?", matchOnDescription: true, matchOnDetail: true };
  const picked = await window.showQuickPick(rules(client), options);
  if (picked !== undefined) await pages.showRule(picked.label);
}

async function rules(client: BaseLanguageClient): Promise<QuickPickItem[]> {
  const list: readonly RuleListEntry[] | null = await client.sendRequest(ExecuteCommandRequest.type, {
    command: serverCommands.explainRule,
    arguments: [],
  });
  return (list ?? []).map(({ id, group, summary }) => ({ label: id, description: group, detail: summary }));
}
