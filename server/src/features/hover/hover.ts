// What a hover shows: finds the word under the pointer and asks who knows something about it.
import { type Hover, MarkupKind, type Position } from "vscode-languageserver-types";
import { touches } from "../../text/span";
import { entryOf } from "../../yaml/navigate";
import { rangeOf, type Snapshot } from "../snapshot";
import { kindHover } from "./kind-hover";
import { markdownOf, plainOf } from "./rich-text";

/** The hover at a position; null where we know nothing more than a schema does. */
export function hover(snapshot: Snapshot, path: string, position: Position): Hover | null {
  const { analysis, client } = snapshot;
  const file = analysis.workspace.file(path);
  if (!file) return null;
  const offset = file.lines.offsetOf(position);
  const document = file.documentAt(offset);
  if (!document || !analysis.isGuided(document)) return null;
  const local = offset - document.start;
  for (const [index, { root }] of document.resources().entries()) {
    const kind = entryOf(root, "kind");
    if (!kind || !(touches(kind.key, local) || touches(kind.value, local))) continue;
    const blocks = kindHover(analysis, document, index);
    if (!blocks) return null;
    const value = client.markdown ? markdownOf(blocks) : plainOf(blocks);
    return {
      contents: { kind: client.markdown ? MarkupKind.Markdown : MarkupKind.PlainText, value },
      range: rangeOf(file, document, kind.value),
    };
  }
  return null;
}
