// Findings in a range, and the finding that a menu was about, found again: nothing is remembered between two questions.
import type { CodeActionContext, Diagnostic, Range } from "vscode-languageserver-types";
import type { Finding } from "../analysis/finding";
import { diagnostic, diagnosticSource } from "./diagnostics";
import { documentsBetween, linesOf, type Snapshot } from "./snapshot";

/** Enough to find a finding again. */
export interface FindingAddress {
  readonly uri: string;
  readonly rule: string;
  /** The object's place in its document. */
  readonly object: number | null;
  /** Where it was, to tell two of one rule on one object apart. */
  readonly line: number;
}

export interface ShownFinding {
  readonly finding: Finding;
  /** The client's own copy where it sent one: it compares by that. */
  readonly shown: Diagnostic;
}

/** Our findings in the range, by what they are and never by their text. */
export function shownFindings(
  snapshot: Snapshot,
  path: string,
  range: Range,
  context: CodeActionContext,
): ShownFinding[] {
  const sent = context.diagnostics.filter(({ source }) => source === diagnosticSource);
  return findingsAt(snapshot, path, range).flatMap((finding) => {
    const own = diagnostic(snapshot, finding);
    if (!own || !overlaps(own.range, range)) return [];
    const same = sent.find(({ code, range: place }) => code === own.code && sameRange(place, own.range));
    return { finding, shown: same ?? own };
  });
}

export function addressOf(snapshot: Snapshot, { finding, shown }: ShownFinding): FindingAddress {
  return {
    uri: snapshot.uris.uriOf(finding.document.path),
    rule: finding.rule,
    object: finding.object?.index ?? null,
    line: shown.range.start.line,
  };
}

/** Reads what a client sends back; undefined where it is no address. */
export function findingAddress(data: unknown): FindingAddress | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  const { uri, rule, object, line } = data as Partial<FindingAddress>;
  if (typeof uri !== "string" || typeof rule !== "string" || typeof line !== "number") return undefined;
  return { uri, rule, object: typeof object === "number" ? object : null, line };
}

/** Those that may be meant, the nearest first; none where it has gone. */
export function foundAgain(snapshot: Snapshot, { uri, rule, object, line }: FindingAddress): readonly Finding[] {
  const path = snapshot.uris.pathOf(uri);
  const place = { line, character: 0 };
  const isIt = (finding: Finding) => finding.rule === rule && (finding.object?.index ?? null) === object;
  const near = findingsAt(snapshot, path, { start: place, end: place }).filter(isIt);
  const candidates = near.length > 0 ? near : snapshot.analysis.findings(path).filter(isIt);
  return [...candidates].sort((a, b) => distance(snapshot, a, line) - distance(snapshot, b, line));
}

/** Those on the lines of a range, and some beside it. */
function findingsAt({ analysis }: Snapshot, path: string, range: Range): readonly Finding[] {
  const file = analysis.workspace.file(path);
  if (!file) return [];
  const { start, end } = linesOf(file, range);
  const documents = documentsBetween(file, start, end);
  // What is said of the whole file stands in the first.
  if (documents[0] === file.documents[0]) return analysis.findings(path);
  return documents.flatMap((document) => analysis.documentFindings(document));
}

function distance({ analysis }: Snapshot, { document, span }: Finding, line: number): number {
  const lines = analysis.workspace.file(document.path)?.lines;
  return Math.abs((lines?.placeOf(document.start + span.start).line ?? 0) - line);
}

function overlaps(a: Range, b: Range): boolean {
  return isBefore(a.start, b.end) && isBefore(b.start, a.end);
}

function isBefore(a: Range["start"], b: Range["start"]): boolean {
  return a.line < b.line || (a.line === b.line && a.character <= b.character);
}

function sameRange(a: Range, b: Range): boolean {
  return isBefore(a.start, b.start) && isBefore(b.start, a.start) && isBefore(a.end, b.end) && isBefore(b.end, a.end);
}
