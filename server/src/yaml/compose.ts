// The composer: a document and an edit script → the smallest text edits that carry the script out.
import type { TextEdit } from "../text/edit";
import type { Span } from "../text/span";
import { danglingAliases } from "./aliases";
import { applyToValue } from "./apply-to-value";
import { type Assignment, assign } from "./assignment";
import { DraftBuilder } from "./build-draft";
import type { EditScript, Refusal } from "./edit-script";
import { editsOf } from "./edits-of";
import { type Layout, type LayoutNode, spansIn } from "./layout";
import { needsItsEnd, Output, type Source } from "./output";
import { parseDocument } from "./parse";
import { layout } from "./read-layout";
import { hasOddLines } from "./readable";
import { Refused } from "./resolve-path";
import { Look } from "./style";
import { trivia } from "./trivia";
import { plainValue, sameValue } from "./value";
import { writeRoot } from "./write-block";
import { Writing } from "./writing";

export interface Composition {
  /** In order, not touching one another; offsets are those of the text that was given. */
  readonly edits: readonly TextEdit[];
}

/**
 * Turns a script into edits.
 *
 *     const result = compose(text, [
 *       replace(["kind"], "StatefulSet"),
 *       remove(["spec", "strategy"]),
 *       insert(["spec"], "first", "serviceName: pg-headless"),
 *       insert(["spec"], "last", entry("volumeClaimTemplates", item(mapping(
 *         entry("metadata", "name: data"),
 *         entry("spec", mapping(entrySlice(claim, ["spec", "accessModes"]), entrySlice(claim, ["spec", "resources"]))))))),
 *     ]);
 *     if (isRefusal(result)) …  // result.refused, result.at, result.why
 *     else applyEdits(text, result.edits)
 *
 * Operations are made by the functions of `edit-script`, fragments by those of `fragment`. Paths are those of the
 * document before the script. Untouched lines stay as they are, byte for byte; no comment of the document is lost.
 * @param text one document (a span of `splitDocuments`); shift the edits by where it begins in its file
 * @param options.lineEnd for a document of a single line: the line end of its file
 * @returns edits, none for an empty script; or why the script cannot be carried out on this text
 * @throws ScriptFault when the script contradicts itself, names what is not there, or holds a fragment that is no YAML
 */
export function compose(
  text: string,
  script: EditScript,
  options: { readonly lineEnd?: string } = {},
): Composition | Refusal {
  if (script.length === 0) return { edits: [] };
  const before = parseDocument(text);
  const draft = composed(text, before, script, options);
  if ("refused" in draft) return draft;
  const { edits, result } = draft;
  const after = parseDocument(result);
  const said = reads(before, after, script);
  if (said === "endless") {
    return {
      refused: "alias",
      at: { start: 0, end: Math.min(1, text.length) },
      why: "Its aliases unfold without end.",
    };
  }
  if (draft.carriesComments && said && keepsComments(text, before, result, after)) return { edits };
  return {
    refused: "unsafe",
    at: { start: 0, end: Math.min(1, text.length) },
    why: "The result would not read as it should.",
  };
}

/** The new text although it may be wrong: only for tests, which want to see what is wrong with it. */
export function uncheckedResult(text: string, script: EditScript): string | Refusal {
  const draft = composed(text, parseDocument(text), script, {});
  return "refused" in draft ? draft : draft.result;
}

interface Composed extends Composition {
  readonly result: string;
  /** Is every comment of the document written exactly once? */
  readonly carriesComments: boolean;
}

function composed(
  text: string,
  before: Parsed,
  script: EditScript,
  options: { readonly lineEnd?: string },
): Composed | Refusal {
  const [error] = before.errors.filter(({ fault }) => fault === "syntax");
  if (error) return { refused: "syntax", at: { start: error.start, end: error.end }, why: error.message };
  if (hasOddLines(text)) {
    const why = "Carriage returns alone, or a byte order mark behind ---, move its lines: write line feeds first.";
    return { refused: "syntax", at: { start: 0, end: Math.min(1, text.length) }, why };
  }
  const laid = layout(text);
  const document: Source = { layout: laid, origin: "document", literal: false };
  try {
    const output = rendered(document, assign(laid, script), new Look(laid, options.lineEnd));
    const counts = commentCounts(laid, output);
    const doubled = counts.find(([, count]) => count > 1)?.[0];
    if (doubled) {
      return {
        refused: "alias",
        at: doubled,
        why: "A part with comments would have to be written twice, for an alias above it.",
      };
    }
    return {
      edits: editsOf(text, output.pieces),
      result: output.toString(),
      carriesComments: counts.every(([, count]) => count === 1),
    };
  } catch (thrown) {
    if (thrown instanceof Refused) return thrown.refusal;
    throw thrown;
  }
}

/** Aliases are written out until none is left without its anchor. */
function rendered(document: Source, assignment: Assignment, look: Look): Output {
  const inlined = new Set<LayoutNode>();
  for (;;) {
    const builder = new DraftBuilder(document, assignment, inlined);
    const draft = builder.root();
    const { comments } = document.layout;
    const write = (carried?: ReadonlySet<number>, goneElsewhere: readonly Span[] = []): Output => {
      const output = new Output(document.layout.text, look.lineEnd);
      writeRoot(new Writing(document, look, output, carried, goneElsewhere), draft);
      return output;
    };
    let output = write();
    const carried = carriedComments(document.layout, output.pieces);
    if (carried.size < comments.length) {
      // The second time around it is known which comments nobody took along.
      output = write(carried, builder.goneFromTaken);
      // A place in flow style may have no room for them: then they stay where they were.
      if (carriedComments(document.layout, output.pieces).size < comments.length) output = write(carried);
    }
    const dangling = danglingAliases(document.layout, output.pieces, assignment.changed, inlined);
    if (dangling.length === 0) {
      endAsBefore(output, document.layout.text);
      return output;
    }
    for (const alias of dangling) inlined.add(alias);
  }
}

function carriedComments(laid: Layout, pieces: readonly (string | Span)[]): Set<number> {
  const carried = new Set<number>();
  for (const piece of pieces) {
    if (typeof piece === "string") continue;
    for (const { start } of spansIn(laid.comments, piece.start, piece.end)) carried.add(start);
  }
  return carried;
}

/** The document ends as it did before: with or without a line end, and without new blank lines; but for the line ends that a block scalar counts. */
function endAsBefore(output: Output, text: string): void {
  if (text.endsWith("\n") && !output.atLineStart) output.add(output.lineEnd);
  if (output.openScalar?.region.chomping === "keep") return;
  const keepsBlank = output.openScalar !== undefined || /\n[ \t]*\r?\n$/.test(text);
  for (let ending = output.blankEnding(); !keepsBlank && ending > 0; ending = output.blankEnding()) output.cut(ending);
  const needed = output.lastScalar !== undefined && needsItsEnd(output.lastScalar);
  if (!text.endsWith("\n") && output.atLineStart && !needed) output.cut(output.lineEnding());
}

type Parsed = ReturnType<typeof parseDocument>;

/** Does the new text say what the script makes of the value, without a syntax error? `endless` where nobody can tell. */
function reads(before: Parsed, after: Parsed, script: EditScript): boolean | "endless" {
  if (after.errors.some(({ fault }) => fault === "syntax")) return false;
  try {
    return sameValue(plainValue(after.root), applyToValue(plainValue(before.root), script));
  } catch (error) {
    if (error instanceof RangeError) return "endless";
    throw error;
  }
}

/** How often each comment of the document is written. */
function commentCounts(laid: Layout, output: Output): [Span, number][] {
  const counts = new Map<number, number>();
  for (const piece of output.pieces) {
    if (typeof piece === "string") continue;
    for (const { start } of spansIn(laid.comments, piece.start, piece.end))
      counts.set(start, (counts.get(start) ?? 0) + 1);
  }
  return laid.comments.map((comment) => [comment, counts.get(comment.start) ?? 0]);
}

/** Is every comment of the document there, as often as before? */
function keepsComments(text: string, before: Parsed, result: string, after: Parsed): boolean {
  const counts = new Map<string, number>();
  for (const { text: words } of trivia(result, after.root).comments) counts.set(words, (counts.get(words) ?? 0) + 1);
  for (const { text: words } of trivia(text, before.root).comments) {
    const left = (counts.get(words) ?? 0) - 1;
    if (left < 0) return false;
    counts.set(words, left);
  }
  return true;
}
