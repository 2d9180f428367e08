// When the server starts: with the first document that it looks at, or at once where the settings want findings of all files.
import { Disposable, languages, type TextDocument, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { documentSelector } from "./document-selector";

/**
 * The extension is activated in every workspace with YAML in it; most of them hold no manifest, and no server runs until it is
 * of use. Commands start it as well.
 */
export function startWhenWanted(client: BaseLanguageClient, onFault: (error: unknown) => void): Disposable {
  const start = () => void client.start().catch(onFault);
  const startFor = (document: TextDocument) => {
    if (languages.match([...documentSelector], document) > 0) start();
  };
  const startByScope = () => {
    if (workspace.getConfiguration("rightkind").get("scope") === "workspace") start();
  };
  startByScope();
  for (const document of workspace.textDocuments) startFor(document);
  return Disposable.from(
    workspace.onDidOpenTextDocument(startFor),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("rightkind.scope")) startByScope();
    }),
  );
}
