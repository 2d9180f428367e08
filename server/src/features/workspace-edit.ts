// Text edits of files as a workspace edit that the client can take.
import type { TextEdit as LspTextEdit, WorkspaceEdit } from "vscode-languageserver-types";
import type { FileEdits } from "../analysis/changes";
import { sortedEdits } from "../text/edit";
import type { Snapshot, VersionOf } from "./snapshot";

/** @param label what the edit does, in the words of its action: shown in a client's preview */
export function workspaceEdit(
  { analysis, uris, client }: Snapshot,
  files: readonly FileEdits[],
  label: string,
  versionOf: VersionOf,
): WorkspaceEdit {
  const changes = files.map(({ path, edits }) => {
    const lines = analysis.workspace.file(path)?.lines;
    const places = sortedEdits(edits).flatMap(({ start, end, newText }) =>
      lines ? { range: { start: lines.placeOf(start), end: lines.placeOf(end) }, newText } : [],
    );
    return { path, uri: uris.uriOf(path), edits: places };
  });
  if (!client.documentChanges) {
    return { changes: Object.fromEntries(changes.map(({ uri, edits }): [string, LspTextEdit[]] => [uri, edits])) };
  }
  const annotationId = "rightkind";
  const annotate = client.changeAnnotations;
  return {
    documentChanges: changes.map(({ path, uri, edits }) => ({
      textDocument: { uri, version: versionOf(path) },
      edits: annotate ? edits.map((edit) => ({ ...edit, annotationId })) : edits,
    })),
    ...(annotate ? { changeAnnotations: { [annotationId]: { label } } } : {}),
  };
}
