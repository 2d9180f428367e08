// Text edits, new files and files that go, as a workspace edit that the client can take.
import type {
  CreateFile,
  DeleteFile,
  TextEdit as LspTextEdit,
  TextDocumentEdit,
  WorkspaceEdit,
} from "vscode-languageserver-types";
import type { FileEdits } from "../analysis/changes";
import { sortedEdits } from "../text/edit";
import type { Snapshot, VersionOf } from "./snapshot";

export interface WantedEdit {
  readonly files: readonly FileEdits[];
  readonly created?: readonly { readonly path: string; readonly text: string }[];
  /** Paths of files that go as a whole. */
  readonly deleted?: readonly string[];
  /** What it does, in the words of its action: shown in a client's preview. */
  readonly label: string;
  /** What people should know before they apply it. */
  readonly description?: string;
  /** Is it to be asked for before anything changes? A client that knows of no annotations does not. */
  readonly needsConfirmation?: boolean;
}

const annotationId = "rightkind";

/** @returns undefined where files are to be created or deleted and the client cannot do that */
export function workspaceEdit(
  { analysis, uris, client }: Snapshot,
  { files, created = [], deleted = [], label, description, needsConfirmation }: WantedEdit,
  versionOf: VersionOf,
): WorkspaceEdit | undefined {
  if ((created.length > 0 && !client.createFiles) || (deleted.length > 0 && !client.deleteFiles)) return undefined;
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
  const annotated = client.changeAnnotations ? { annotationId } : {};
  // A new file comes first and then its text; the name was free when the edit was made, and nothing is ever overwritten.
  const additions = created.flatMap(({ path, text }): (CreateFile | TextDocumentEdit)[] => {
    const uri = uris.uriOf(path);
    const start = { line: 0, character: 0 };
    return [
      { kind: "create", uri, options: { ignoreIfExists: false, overwrite: false }, ...annotated },
      { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText: text, ...annotated }] },
    ];
  });
  const removals = deleted.map((path): DeleteFile => ({ kind: "delete", uri: uris.uriOf(path), ...annotated }));
  return {
    documentChanges: [
      ...additions,
      ...changes.map(({ path, uri, edits }) => ({
        textDocument: { uri, version: versionOf(path) },
        edits: edits.map((edit) => ({ ...edit, ...annotated })),
      })),
      ...removals,
    ],
    ...(client.changeAnnotations
      ? {
          changeAnnotations: {
            [annotationId]: {
              label,
              ...(description === undefined ? {} : { description }),
              ...(needsConfirmation ? { needsConfirmation } : {}),
            },
          },
        }
      : {}),
  };
}
