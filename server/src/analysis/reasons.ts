// What is written to give a suppression the reason that it lacks.
import { type Suppression, suppressions } from "../config/suppression";
import type { TextEdit } from "../text/edit";
import { touches } from "../text/span";
import type { Document } from "../workspace/document";
import { configurationFileName, nameOf } from "../workspace/paths";
import { compose } from "../yaml/compose";
import { insert, isRefusal, replace } from "../yaml/edit-script";
import { child, entryOf, itemsOf } from "../yaml/navigate";
import { quoted } from "../yaml/quoting";
import type { Finding } from "./finding";
import { documentSuppressions } from "./placed-suppressions";

export const withoutReason = "suppression-without-reason";

type Reasonless = Pick<Finding, "document" | "span">;

/** What stands behind the rule of a comment without its colon: probably the reason. Empty where nothing does. */
export function unmarkedReason({ document, span }: Reasonless): string {
  const found = commentAt(document, span.start);
  if (!found) return "";
  return document.text.slice(endOfRules(found, document), found.end).replace(/^[\s,:]+/, "");
}

/**
 * The edits that write a reason, in offsets of the document.
 * @param finding `suppression-without-reason`
 * @returns undefined where the suppression has gone or cannot be written to
 */
export function reasonEdits({ document, span }: Reasonless, reason: string): readonly TextEdit[] | undefined {
  const words = reason.replace(/\s+/g, " ").trim();
  const comment = commentAt(document, span.start);
  if (comment) return [{ start: endOfRules(comment, document), end: comment.end, newText: `: ${words}` }];
  if (nameOf(document.path) === configurationFileName) return ignoreEntryEdits(document, span.start, words);
  const annotation = annotationAt(document, span.start);
  if (!annotation) return undefined;
  const { start, end } = annotation;
  const key = /^(?:"[^"]*"|'[^']*'|[^\s:]+)/.exec(document.text.slice(start, end))?.[0] ?? "";
  return [{ start: start + key.length, end, newText: `: ${quoted(words, "double", false)}` }];
}

function commentAt(document: Document, place: number): Suppression | undefined {
  if (!document.text.includes("rightkind-ignore-")) return undefined;
  const all = suppressions(document.text, document.tree().root, { knownRules: new Set(), first: true });
  return all.find((one) => one.form !== "peer" && one.reason === undefined && touches(one, place));
}

function annotationAt(document: Document, place: number): Suppression | undefined {
  return documentSuppressions(document, false, new Set())
    .map(({ suppression }) => suppression)
    .find((one) => one.form === "annotation" && one.reason === undefined && touches(one, place));
}

/** Behind the last rule; behind the directive where it names none. */
function endOfRules({ rules, start, end }: Suppression, { text }: Document): number {
  const directive = /^#+[ \t]*rightkind-ignore-(?:next-line|file)/.exec(text.slice(start, end))?.[0] ?? "";
  return rules.at(-1)?.end ?? start + directive.length;
}

function ignoreEntryEdits(document: Document, place: number, words: string): readonly TextEdit[] | undefined {
  const entries = itemsOf(child(document.tree().root, "ignore"));
  const index = entries.findIndex((entry) => touches(entry, place));
  const found = entries[index];
  if (found?.type !== "mapping") return undefined;
  const value = quoted(words, "plain", found.flow);
  const operation = entryOf(found, "reason")
    ? replace(["ignore", index, "reason"], value)
    : insert(["ignore", index], "last", `reason: ${quoted(words, "plain", true)}`);
  const composed = compose(document.text, [operation]);
  return isRefusal(composed) ? undefined : composed.edits;
}
