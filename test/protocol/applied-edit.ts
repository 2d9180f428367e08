// Applies a workspace edit as an editor does that can do everything, to files in memory.
import type { WorkspaceEdit } from "vscode-languageserver-protocol";
import { applyEdits } from "../../server/src/text/edit";
import { LineIndex } from "../../server/src/text/line-index";

/**
 * The files after the edit; those that were given are left as they are.
 * @param files texts by address
 * @throws where the edit names a file that is not there, creates one that is, or has ranges that overlap
 */
export function appliedEdit(files: ReadonlyMap<string, string>, edit: WorkspaceEdit): Map<string, string> {
  if (!edit.documentChanges) throw new Error("the edit has no documentChanges");
  const after = new Map(files);
  for (const change of edit.documentChanges) {
    if (!("kind" in change)) {
      const { uri } = change.textDocument;
      const text = after.get(uri);
      if (text === undefined) throw new Error(`${uri} is edited and is not there`);
      const lines = new LineIndex(text);
      const edits = change.edits.map(({ range, ...rest }) => {
        if (!("newText" in rest)) throw new Error("the edit holds a snippet");
        return { start: lines.offsetOf(range.start), end: lines.offsetOf(range.end), newText: rest.newText };
      });
      after.set(uri, applyEdits(text, edits));
    } else if (change.kind === "create") {
      if (after.has(change.uri)) throw new Error(`${change.uri} is created and is there already`);
      after.set(change.uri, "");
    } else if (change.kind === "delete") {
      if (!after.delete(change.uri)) throw new Error(`${change.uri} is deleted and is not there`);
    } else {
      throw new Error("a file is renamed");
    }
  }
  return after;
}
