// Command "Rightkind: Explain Kind…": what a kind is for, and which rules speak about it.
import { window } from "vscode";
import { type BaseLanguageClient, ExecuteCommandRequest } from "vscode-languageclient";
import { serverCommands } from "../../../server/src/transport/protocol";
import type { Documentation } from "../views/documentation";

export async function explainKind(client: BaseLanguageClient, pages: Documentation): Promise<void> {
  const kinds: readonly string[] | null = await client.sendRequest(ExecuteCommandRequest.type, {
    command: serverCommands.explainKind,
    arguments: [],
  });
  const picked = await window.showQuickPick(kinds ?? [], { placeHolder: "Which kind?" });
  if (picked !== undefined) await pages.showKind(picked);
}
