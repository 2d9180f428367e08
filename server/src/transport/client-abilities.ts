// What the client said in `initialize`, as yes or no.
import type { ClientCapabilities } from "vscode-languageserver";
import type { ClientAbilities } from "../features/snapshot";

export interface TransportAbilities {
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly configuration: boolean;
  readonly workDoneProgress: boolean;
  readonly watchesFiles: boolean;
  readonly workspaceFolders: boolean;
}

export function clientAbilities({ workspace, textDocument }: ClientCapabilities): ClientAbilities {
  const edit = workspace?.workspaceEdit;
  const action = textDocument?.codeAction;
  return {
    documentChanges: edit?.documentChanges === true,
    changeAnnotations: edit?.changeAnnotationSupport !== undefined && action?.honorsChangeAnnotations === true,
    createFiles: edit?.documentChanges === true && edit.resourceOperations?.includes("create") === true,
    deleteFiles: edit?.documentChanges === true && edit.resourceOperations?.includes("delete") === true,
    resolvesEdits: action?.resolveSupport?.properties.includes("edit") === true && action.dataSupport === true,
    markdown: textDocument?.hover?.contentFormat?.includes("markdown") === true,
  };
}

export function transportAbilities({ workspace, textDocument, window }: ClientCapabilities): TransportAbilities {
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    configuration: workspace?.configuration === true,
    workDoneProgress: window?.workDoneProgress === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
  };
}
