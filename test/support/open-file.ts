// A workspace out of texts with one open file, into which somebody types.
import type { TextDocumentContentChangeEvent } from "vscode-languageserver-protocol";
import type { Analysis } from "../../server/src/analysis/analysis";
import type { Snapshot } from "../../server/src/features/snapshot";
import { Uris } from "../../server/src/features/uris";
import { LineIndex } from "../../server/src/text/line-index";
import type { Workspace } from "../../server/src/workspace/workspace";
import { memoryWorkspace, root } from "./memory-workspace";

export class OpenFile {
  readonly workspace: Workspace;
  readonly analysis: Analysis;
  readonly snapshot: Snapshot;
  readonly path: string;
  text: string;

  /** @param file the path of one of them */
  constructor(files: readonly { readonly path: string; readonly text: string }[], file: string) {
    const { workspace, analysis } = memoryWorkspace(files);
    // As an editor with this file open would, and no other.
    analysis.keepsAll = false;
    this.workspace = workspace;
    this.analysis = analysis;
    const client = {
      documentChanges: true,
      changeAnnotations: true,
      createFiles: true,
      deleteFiles: true,
      resolvesEdits: true,
      markdown: true,
    };
    this.snapshot = { analysis, uris: new Uris(), client };
    this.path = `${root}/${file}`;
    this.text = "";
    this.write(files.find(({ path }) => path === file)?.text ?? "");
  }

  /** A change as editors send it, and the pull of diagnostics that follows. */
  type(change: TextDocumentContentChangeEvent): void {
    if ("range" in change) {
      const lines = new LineIndex(this.text);
      const { start, end } = change.range;
      this.write(this.text.slice(0, lines.offsetOf(start)) + change.text + this.text.slice(lines.offsetOf(end)));
    } else this.write(change.text);
  }

  /** @param text all of the file */
  write(text: string): void {
    this.text = text;
    this.workspace.setFile(this.path, text, { open: true });
    this.analysis.sync();
    this.analysis.findings(this.path);
  }
}
