// What the client said in `initialize`, as yes or no. Some say null where they have nothing to say.
import type { ClientCapabilities } from "vscode-languageserver";
import { type ClientCommand, clientCommands } from "../features/client-commands";
import { property } from "../features/commands";
import type { ClientAbilities } from "../features/snapshot";

export interface TransportAbilities {
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly configuration: boolean;
  readonly workDoneProgress: boolean;
  readonly watchesFiles: boolean;
  /** Also those that do not lie in its folders. */
  readonly watchesOutside: boolean;
  readonly workspaceFolders: boolean;
}

export function clientAbilities({ workspace, textDocument, experimental }: ClientCapabilities): ClientAbilities {
  const edit = workspace?.workspaceEdit;
  const action = textDocument?.codeAction;
  return {
    documentChanges: edit?.documentChanges === true,
    changeAnnotations: isSaid(edit?.changeAnnotationSupport) && action?.honorsChangeAnnotations === true,
    createFiles: edit?.documentChanges === true && edit.resourceOperations?.includes("create") === true,
    deleteFiles: edit?.documentChanges === true && edit.resourceOperations?.includes("delete") === true,
    resolvesEdits: action?.resolveSupport?.properties?.includes("edit") === true && action.dataSupport === true,
    markdown: textDocument?.hover?.contentFormat?.includes("markdown") === true,
    commands: commandsOf(experimental),
  };
}

export function transportAbilities({ workspace, textDocument, window }: ClientCapabilities): TransportAbilities {
  return {
    pullsDiagnostics: isSaid(textDocument?.diagnostic),
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    configuration: workspace?.configuration === true,
    workDoneProgress: window?.workDoneProgress === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    watchesOutside:
      workspace?.didChangeWatchedFiles?.dynamicRegistration === true &&
      workspace.didChangeWatchedFiles.relativePatternSupport === true,
    workspaceFolders: workspace?.workspaceFolders === true,
  };
}

function isSaid(ability: unknown): boolean {
  return ability !== undefined && ability !== null;
}

/** `experimental: {commands: {commands: […]}}` is where a client says which commands of its own a server may name. */
function commandsOf(experimental: unknown): ReadonlySet<ClientCommand> {
  const named = property(property(experimental, "commands"), "commands");
  return new Set(Object.values(clientCommands).filter((id) => Array.isArray(named) && named.includes(id)));
}
