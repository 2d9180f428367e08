// Takes a change back: in all its files, and on the disk where it was saved.
import { EndOfLine, Range, type TextDocument, Uri, WorkspaceEdit, window, workspace } from "vscode";
import type { ChangedFile } from "../../../server/src/transport/protocol";

/** Nothing happens where one of the files says something else by now; the user is told. */
export async function undone(files: readonly ChangedFile[]): Promise<void> {
  const edit = new WorkspaceEdit();
  const saved: TextDocument[] = [];
  for (const { uri, before, after, fate } of files) {
    const address = Uri.parse(uri);
    if (fate === "deleted") {
      edit.createFile(address, { contents: new TextEncoder().encode(before) });
      continue;
    }
    const document = await workspace.openTextDocument(address);
    if (withPlainLineEnds(document.getText()) !== withPlainLineEnds(after)) {
      const name = workspace.asRelativePath(address);
      void window.showWarningMessage(`Rightkind: ${name} has been changed since; nothing was undone.`);
      return;
    }
    if (fate === "created") edit.deleteFile(address);
    else {
      if (!document.isDirty) saved.push(document);
      restore(edit, document, before);
    }
  }
  const isApplied = await workspace.applyEdit(edit, { isRefactoring: true });
  if (!isApplied) {
    void window.showWarningMessage("Rightkind: a file has changed meanwhile; nothing was undone.");
    return;
  }
  // What was on the disk before has to be there again.
  for (const document of saved) if (document.isDirty) await document.save();
}

/** Replaces the lines that differ, so that cursors elsewhere stay where they are. */
function restore(edit: WorkspaceEdit, document: TextDocument, before: string): void {
  const old = withPlainLineEnds(before).split("\n");
  const now = withPlainLineEnds(document.getText()).split("\n");
  let head = 0;
  while (head < Math.min(old.length, now.length) - 1 && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < Math.min(old.length, now.length) - head - 1 && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const last = now.length - 1 - tail;
  const range = new Range(head, 0, last, (now[last] ?? "").length);
  const lineEnd = document.eol === EndOfLine.CRLF ? "\r\n" : "\n";
  edit.replace(document.uri, range, old.slice(head, old.length - tail).join(lineEnd));
}

/** VS Code gives a file one kind of line ends when it opens it. */
function withPlainLineEnds(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}
