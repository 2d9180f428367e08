// A change of one document that somebody wants: not yet text edits, which only `analysis` makes of it.
import type { TextEdit } from "../text/edit";
import type { EditScript } from "../yaml/edit-script";
import type { Document } from "./document";

/** An edit script, or for what no script speaks of (comments, whole documents) plain edits in offsets of the document. */
export type DocumentChange = { readonly document: Document } & (
  | { readonly script: EditScript }
  | { readonly edits: readonly TextEdit[] }
);
