// Edits rest on what is remembered of closed files: before one is handed out, those files are read again.
import { type CodeAction, LSPErrorCodes, ResponseError, type WorkspaceEdit } from "vscode-languageserver";
import type { Session } from "./session";

/** A file that changes this often while an edit is made is being written by somebody. */
const MOST_TRIES = 3;

/**
 * Computes an edit, and computes it anew where a closed file that it touches has changed on the disk unnoticed.
 * @param compute from the workspace as it is known at that moment
 * @param editOf the edit of an answer; undefined where it has none
 * @throws ResponseError ContentModified where the files do not come to rest
 */
export async function currentEdit<T>(
  session: Session,
  compute: () => T,
  editOf: (answer: T) => WorkspaceEdit | undefined,
): Promise<T> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const answer = compute();
    const changed = await readAgain(session, touchedFiles(session, editOf(answer)));
    if (!changed) return answer;
  }
  throw new ResponseError(LSPErrorCodes.ContentModified, "The files are changing.");
}

/**
 * An action as an editor may carry it out.
 * @throws ResponseError ContentModified where what it was for has gone since the menu was made
 */
export function carriedOut(action: CodeAction): CodeAction {
  if (action.edit ?? action.disabled ?? action.command) return action;
  throw new ResponseError(LSPErrorCodes.ContentModified, "The text has changed: there is nothing to do any more.");
}

/** Existing files only: a new one has nothing on the disk yet. */
function touchedFiles({ uris, workspace }: Session, edit: WorkspaceEdit | undefined): string[] {
  const inOrder = (edit?.documentChanges ?? []).flatMap((change) => {
    if (!("kind" in change)) return change.textDocument.uri;
    return change.kind === "delete" ? change.uri : [];
  });
  return [...inOrder, ...Object.keys(edit?.changes ?? {})]
    .map((uri) => uris.pathOf(uri))
    .filter((path) => workspace.file(path));
}

/** @returns is any of them another than it was? */
async function readAgain(session: Session, paths: readonly string[]): Promise<boolean> {
  let changed = false;
  for (const path of paths) {
    const before = session.workspace.file(path)?.text;
    if (session.open.holds(path)) continue;
    await session.disk.readFromDisk(path);
    if (session.workspace.file(path)?.text !== before) changed = true;
  }
  return changed;
}
