// What a hover shows: finds the word under the pointer and asks who knows something about it.
import { type Hover, type MarkupContent, MarkupKind, type Position, type Range } from "vscode-languageserver-types";
import { touches } from "../../text/span";
import { entryOf } from "../../yaml/navigate";
import { type ShownFinding, shownFindings } from "../found-findings";
import { rangeOf, type Snapshot } from "../snapshot";
import { deploymentLikeHover } from "./deployment-like-hover";
import { kindHover } from "./kind-hover";
import { markdownOf, plainOf } from "./rich-text";

const MOST_LINES = 12;

/**
 * The hover at a position; null where we know nothing more than a schema does. On the token of a hint it says that first:
 * VS Code shows a hint on two letters only.
 */
export function hover(snapshot: Snapshot, path: string, position: Position): Hover | null {
  const known = hoverOfKind(snapshot, path, position);
  // What speaks for another kind, the hover on `kind` weighs itself.
  const hints = hintsAt(snapshot, path, position).filter(({ finding }) => !known || finding.group !== "choice");
  const [first] = hints;
  if (!first) return known && { contents: known.contents, range: known.range };
  const written = snapshot.client.markdown ? markdownOf : plainOf;
  const said = hints.map(({ finding }) => written([{ lines: [[finding.message]] }]));
  const more = known ? [known.contents.value] : [];
  const whole = () => [...said, ...more].join("\n\n");
  while (known && said.length > 0 && whole().split("\n").length > MOST_LINES) said.pop();
  const kind = snapshot.client.markdown ? MarkupKind.Markdown : MarkupKind.PlainText;
  return { contents: { kind, value: whole() }, range: known?.range ?? first.shown.range };
}

function hintsAt(snapshot: Snapshot, path: string, position: Position): ShownFinding[] {
  const range = { start: position, end: position };
  return shownFindings(snapshot, path, range, { diagnostics: [] }).filter(({ finding }) => finding.severity === "hint");
}

interface KindHover {
  readonly contents: MarkupContent;
  readonly range: Range;
}

function hoverOfKind(snapshot: Snapshot, path: string, position: Position): KindHover | null {
  const { analysis, client } = snapshot;
  const file = analysis.workspace.file(path);
  if (!file) return null;
  const offset = file.lines.offsetOf(position);
  const document = file.documentAt(offset);
  if (!document || !analysis.isGuided(document)) return null;
  const local = offset - document.start;
  for (const [index, resource] of document.resources().entries()) {
    const kind = entryOf(resource.root, "kind");
    if (!kind || !(touches(kind.key, local) || touches(kind.value, local))) continue;
    const blocks = deploymentLikeHover(resource) ?? kindHover(analysis, document, index);
    if (!blocks) return null;
    const value = client.markdown ? markdownOf(blocks) : plainOf(blocks);
    return {
      contents: { kind: client.markdown ? MarkupKind.Markdown : MarkupKind.PlainText, value },
      range: rangeOf(file, document, kind.value),
    };
  }
  return null;
}
