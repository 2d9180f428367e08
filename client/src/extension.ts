// What every kind of extension host shares: the language client, the commands and what is shown beside the editor.
import { commands, type ExtensionContext, window } from "vscode";
import { type BaseLanguageClient, type LanguageClientOptions, State } from "vscode-languageclient";
import { clientCommands, type FindingAddress } from "../../server/src/transport/protocol";
import { afterActions } from "./changes/after-actions";
import { sayApplied } from "./changes/applied";
import type { WantedChange } from "./changes/prepared";
import { checkWorkspace } from "./commands/check-workspace";
import { convertWorkload } from "./commands/convert-workload";
import { createConfiguration } from "./commands/create-configuration";
import { explainKind } from "./commands/explain-kind";
import { explainRule } from "./commands/explain-rule";
import { explainWorkload } from "./commands/explain-workload";
import { previewConversion } from "./commands/preview-conversion";
import { restartServer } from "./commands/restart-server";
import { showMenu } from "./commands/show-menu";
import { showOutput } from "./commands/show-output";
import { addReason, ignoreFinding } from "./commands/write-reason";
import { writeRunbook } from "./commands/write-runbook";
import { documentSelector } from "./document-selector";
import { ownCommands } from "./own-commands";
import { startWhenWanted } from "./start";
import { changePreview } from "./views/change-preview";
import { documentation } from "./views/documentation";
import { statusItem } from "./views/status-item";
import { traceChannel } from "./views/trace-channel";

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
  const trace = traceChannel(output);
  const actions = afterActions();
  const client = createClient({
    middleware: actions.middleware,
    documentSelector: [...documentSelector],
    outputChannel: output,
    traceOutputChannel: trace,
    // Without onChange the client asks on opening only. It then also asks again for the other open files, which the edit may concern.
    diagnosticPullOptions: { onChange: true, onFocus: true },
  });
  const pages = documentation(client);
  const preview = changePreview(client, pages);

  // The server's own commands (protocol.ts) are registered by the language client under their names: those of the palette that put a
  // question before them have a name of their own.
  // biome-ignore lint/suspicious/noExplicitAny: what a command is given, its caller knows
  const registered: Record<string, (...given: any[]) => Promise<void> | void> = {
    "rightkind.restartServer": () => restartServer(client),
    "rightkind.showOutput": () => showOutput(output),
    "rightkind.explainKind.ui": () => explainKind(client, pages),
    "rightkind.previewConversion": () => previewConversion(client, preview),
    "rightkind.convertWorkload": () => convertWorkload(client, pages),
    "rightkind.writeRunbook": () => writeRunbook(client),
    "rightkind.applyPreview": () => preview.apply(),
    "rightkind.previewWhatToKnow": () => preview.whatToKnow(),
    "rightkind.createConfiguration": () => createConfiguration(),
    "rightkind.explainWorkload": () => explainWorkload(pages),
    "rightkind.checkWorkspace.ui": () => checkWorkspace(client),
    "rightkind.showMenu": () => showMenu(),
    [clientCommands.explainRule]: (named?: { readonly rule?: unknown }) => explainRule(client, pages, named),
    [clientCommands.ignoreFinding]: (finding: FindingAddress) => ignoreFinding(client, finding),
    [clientCommands.addReason]: (finding: FindingAddress, words: unknown) => addReason(client, finding, words),
    [clientCommands.preview]: (change: WantedChange) => preview.show(change),
    [clientCommands.changeApplied]: async () => {
      const change = actions.takeChange();
      if (change) await sayApplied(change, pages);
    },
  };
  for (const [id, run] of Object.entries(registered)) context.subscriptions.push(commands.registerCommand(id, run));
  context.subscriptions.push(output, trace, pages, preview, statusItem(client));
  client.registerFeature(ownCommands(Object.values(clientCommands)));

  context.subscriptions.push(
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) output.info("the server has started");
      if (newState === State.Stopped) output.info("the server has stopped");
    }),
  );
  const starting = startWhenWanted(client, (error) => output.error(`the server does not start: ${error}`));
  context.subscriptions.push(starting);
  return async () => {
    if (client.isRunning()) await client.stop();
  };
}
