// What is written to keep a finding on purpose: a comment above what it is about, or where none can stand an annotation.
import { isSilencedBy, suppressions } from "../config/suppression";
import { applyEdits, type TextEdit } from "../text/edit";
import { compose } from "../yaml/compose";
import { insert, isRefusal, replace } from "../yaml/edit-script";
import { entry } from "../yaml/fragment";
import { firstLineStart, lineIndentation, lineStart, prevailingLineEnd } from "../yaml/lines";
import { asMapping, at, entryOf } from "../yaml/navigate";
import { parseDocument } from "../yaml/parse";
import { quoted } from "../yaml/quoting";
import type { Node } from "../yaml/tree";
import { saySame } from "../yaml/value";
import type { Finding } from "./finding";

type Ignored = Pick<Finding, "rule" | "document" | "span" | "object">;

/**
 * The edits that keep a finding on purpose, in offsets of its document.
 * @param reason why; without one what is written does not count until somebody fills it in
 * @returns undefined where neither a comment nor an annotation can say it
 */
export function ignoringEdits(finding: Ignored, reason: string | undefined): readonly TextEdit[] | undefined {
  const words = reason?.replace(/\s+/g, " ").trim() ?? "";
  const { document } = finding;
  const { root } = document.tree();
  // A comment makes of JSON something else, and in a file in flow style it may.
  if (document.path.toLowerCase().endsWith(".json")) return annotation(finding, words);
  const prefersAnnotation = root?.type === "mapping" && root.flow;
  const first = prefersAnnotation ? annotation(finding, words) : commentAbove(finding, words);
  return first ?? (prefersAnnotation ? commentAbove(finding, words) : annotation(finding, words));
}

/** Above the innermost entry or item that a comment can speak of; the text must say the same with it. */
function commentAbove(finding: Ignored, words: string): TextEdit[] | undefined {
  const { document, rule, span } = finding;
  const { text } = document;
  const { root: before, errors: faults } = document.tree();
  const lineEnd = prevailingLineEnd(text);
  for (const start of linesAround(text, before, span.start)) {
    const written = (reason: string) =>
      `${lineIndentation(text, start)}# rightkind-ignore-next-line ${rule}:${reason === "" ? "" : ` ${reason}`}${lineEnd}`;
    // Without a reason it silences nothing: whether it would is asked with one.
    const counting = written(words || "reason");
    const after = applyEdits(text, [{ start, end: start, newText: counting }]);
    const { root, errors } = parseDocument(after);
    if (errors.length > faults.length || !saySame(before, root)) continue;
    const found = { rule, start: span.start + counting.length };
    if (
      suppressions(after, root, { knownRules: new Set([rule]), first: false }).some((one) => isSilencedBy(one, found))
    )
      return [{ start, end: start, newText: written(words) }];
  }
  return undefined;
}

/** The lines on which something begins that holds the place, from the inside out; not one that a `---` begins. */
function linesAround(text: string, root: Node | undefined, place: number): number[] {
  const starts = root ? startsAround(root, place) : [];
  const lines = starts.map((start) => Math.max(lineStart(text, start), firstLineStart(text)));
  return [...new Set(lines.reverse())].filter((start) => !text.startsWith("---", start));
}

/** Where the entries and items begin that hold the place, from the outside in. */
function startsAround(node: Node, place: number): number[] {
  const parts =
    node.type === "mapping"
      ? node.entries.map(({ key, value }) => ({ start: key.start, end: Math.max(key.end, value.end), inner: value }))
      : node.type === "sequence"
        ? node.items.map((item) => ({ start: item.start, end: item.end, inner: item }))
        : [];
  const around = parts.find(({ start, end }) => start <= place && place <= end);
  return around ? [around.start, ...startsAround(around.inner, place)] : [];
}

function annotation({ document, object, rule }: Ignored, words: string): readonly TextEdit[] | undefined {
  const resource = object && document.resource(object.index);
  const metadata = resource && asMapping(at(resource.root, "metadata"));
  if (!metadata) return undefined;
  const path = [...(resource.item === undefined ? [] : ["items", resource.item]), "metadata"];
  const key = `rightkind.dev/ignore.${rule}`;
  const value = quoted(words, "double", false);
  const annotations = entryOf(metadata, "annotations");
  const operation = !annotations
    ? insert(path, "last", entry("annotations", `${key}: ${value}`))
    : entryOf(annotations.value, key)
      ? replace([...path, "annotations", key], value)
      : insert([...path, "annotations"], "last", `${key}: ${value}`);
  const composed = compose(document.text, [operation]);
  return isRefusal(composed) ? undefined : composed.edits;
}
