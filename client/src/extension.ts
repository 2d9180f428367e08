// What every kind of extension host shares: the language client, the commands and what is shown beside the editor.
import { commands, type ExtensionContext, window } from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import { checkWorkspace } from "./commands/check-workspace";
import { convertWorkload } from "./commands/convert-workload";
import { explainRule } from "./commands/explain-rule";
import { explainWorkload } from "./commands/explain-workload";
import { previewConversion } from "./commands/preview-conversion";
import { restartServer } from "./commands/restart-server";
import { showMenu } from "./commands/show-menu";
import { showOutput } from "./commands/show-output";
import { writeRunbook } from "./commands/write-runbook";
import { documentSelector } from "./document-selector";
import { startWhenWanted } from "./start";
import { documentation } from "./views/documentation";
import { preview } from "./views/preview";
import { statusItem } from "./views/status-item";

/**
 * Registers everything and returns at once: the server starts while the window goes on.
 * @param createClient makes the client for this kind of extension host, not yet started
 * @returns what is to be called when the extension ends
 */
export function startExtension(
  context: ExtensionContext,
  createClient: (options: LanguageClientOptions) => BaseLanguageClient,
): () => Promise<void> {
  // Our own, because the client would throw its channel away at every restart, with what was in it.
  const output = window.createOutputChannel("Rightkind", { log: true });
  output.info(`Rightkind ${context.extension.packageJSON.version}`);
  const client = createClient({
    documentSelector: [...documentSelector],
    outputChannel: output,
    // Without onChange the client asks on opening only. It then also asks again for the other open files, which the edit may concern.
    diagnosticPullOptions: { onChange: true, onFocus: true },
  });
  const pages = documentation(client);
  const changes = preview();

  // The server's own commands (protocol.ts) are registered by the language client under their names: those of the palette that put a
  // question before them have a name of their own.
  const registered: Record<string, () => Promise<void> | void> = {
    "rightkind.restartServer": () => restartServer(client),
    "rightkind.showOutput": () => showOutput(output),
    "rightkind.explainRule.ui": () => explainRule(client, pages),
    "rightkind.previewConversion": () => previewConversion(client, changes, pages),
    "rightkind.convertWorkload": () => convertWorkload(client),
    "rightkind.writeRunbook": () => writeRunbook(client),
    "rightkind.explainWorkload": () => explainWorkload(pages),
    "rightkind.checkWorkspace.ui": () => checkWorkspace(client),
    "rightkind.showMenu": () => showMenu(),
  };
  for (const [id, run] of Object.entries(registered)) context.subscriptions.push(commands.registerCommand(id, run));
  context.subscriptions.push(output, pages, changes, statusItem(client));

  const starting = startWhenWanted(client, (error) => output.error(`the server does not start: ${error}`));
  context.subscriptions.push(starting);
  return async () => {
    if (client.isRunning()) await client.stop();
  };
}
