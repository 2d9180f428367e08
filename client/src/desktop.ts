// Entry point where the extension host is a Node process: the language server is a process of its own.
import type { ExtensionContext } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { startExtension } from "./extension";

let deactivation: (() => Promise<void>) | undefined;

export function activate(context: ExtensionContext): void {
  const module = context.asAbsolutePath("dist/server.js");
  deactivation = startExtension(
    context,
    (options) => new LanguageClient("rightkind", "Rightkind", { module, transport: TransportKind.ipc }, options),
  );
}

export function deactivate(): Promise<void> | undefined {
  return deactivation?.();
}
