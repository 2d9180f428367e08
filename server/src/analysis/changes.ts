// From what a fix wants to text edits: the only place that carries out edit scripts.

import type { TextEdit } from "../text/edit";
import { shifted } from "../text/span";
import type { Document } from "../workspace/document";
import { type Composition, compose } from "../yaml/compose";
import { type EditScript, isRefusal, MisfitFault, type Refusal } from "../yaml/edit-script";

/** Text edits of one file, in offsets of the file. */
export interface FileEdits {
  readonly path: string;
  readonly edits: readonly TextEdit[];
}

/** A change of one document, of which only matters what it says and where it stands. */
export type TextChange = { readonly document: Pick<Document, "path" | "start" | "text"> } & (
  | { readonly script: EditScript }
  | { readonly edits: readonly TextEdit[] }
);

/**
 * The edits of all changes, file by file in the order in which the files are first named; or why one cannot be made. A file
 * in which all is right already is none of them.
 */
export function fileEdits(changes: readonly TextChange[]): readonly FileEdits[] | Refusal {
  const byPath = new Map<string, TextEdit[]>();
  for (const change of changes) {
    const { document } = change;
    const composed = "script" in change ? fitting(document.text, change.script) : change;
    if (isRefusal(composed)) return composed;
    const known = byPath.get(document.path) ?? [];
    for (const { start, end, newText } of composed.edits)
      known.push({ ...shifted({ start, end }, document.start), newText });
    byPath.set(document.path, known);
  }
  return [...byPath].flatMap(([path, edits]) => (edits.length > 0 ? { path, edits } : []));
}

/** A manifest may have a list where every other one has a mapping: what was meant to go there cannot. */
function fitting(text: string, script: EditScript): Composition | Refusal {
  try {
    return compose(text, script);
  } catch (error) {
    if (!(error instanceof MisfitFault)) throw error;
    const why =
      "A list stands where a mapping belongs, a mapping where a list does, or a single value. Mend that first.";
    return { refused: "collection", at: { start: 0, end: 0 }, why };
  }
}
