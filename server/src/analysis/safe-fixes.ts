// The safe fixes that the findings of a file offer, and what some of them come to together.
import type { ScriptFix } from "../rules/rule";
import { configurationFileName, folderOf } from "../workspace/paths";
import type { Workspace } from "../workspace/workspace";
import { isRefusal, ScriptFault } from "../yaml/edit-script";
import type { Analysis } from "./analysis";
import { type FileEdits, fileEdits, type TextChange } from "./changes";
import type { Finding } from "./finding";
import { identity, saidIn } from "./fix-law";

export interface SafeFix {
  readonly finding: Finding;
  readonly title: string;
  /** The line of the finding, from 0. */
  readonly line: number;
  /** Of the documents as they were then: they may say something else when it is carried out. */
  readonly changes: readonly TextChange[];
}

/** The safe fixes of a file as it is now, in the order of its findings; and how often each is said, by identity. */
export interface Offered {
  readonly fixes: readonly SafeFix[];
  readonly counts: ReadonlyMap<string, number>;
}

export function safeFixesOf(analysis: Analysis, path: string): Offered {
  const { workspace } = analysis;
  const counts = new Map<string, number>();
  const fixes: SafeFix[] = [];
  const isCertain = isCertainIn(workspace, path);
  for (const finding of analysis.findings(path)) {
    const key = identity(finding);
    counts.set(key, (counts.get(key) ?? 0) + saidIn(finding));
    const fix = finding.fixes.find((one): one is ScriptFix => one.safe);
    if (!fix || !isCertain(finding)) continue;
    const { document, span } = finding;
    const line = workspace.file(path)?.lines.placeOf(document.start + span.start).line ?? 0;
    fixes.push({ finding, title: fix.title, line, changes: fix.changes().map(frozen) });
  }
  return { fixes, counts };
}

/** Does any finding of the file offer one? Nothing is computed. */
export function offersSafeFixes(analysis: Analysis, path: string): boolean {
  const { workspace } = analysis;
  if (!workspace.ready || hasBrokenConfiguration(workspace, path)) return false;
  const isCertain = isCertainIn(workspace, path);
  return analysis.findings(path).some((finding) => finding.fixes.some(({ safe }) => safe) && isCertain(finding));
}

/** While the configuration of a file is no YAML, nobody knows what it keeps on purpose. */
export function hasBrokenConfiguration(workspace: Workspace, path: string): boolean {
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    const file = workspace.file(`${folder}/${configurationFileName}`);
    if (file) return file.documents.some((document) => !document.parses());
    if (folder === "") return false;
  }
}

/** What a suppression silences may stand in what does not parse at the moment: it is no less wanted then. */
function isCertainIn(workspace: Workspace, path: string): (finding: Finding) => boolean {
  let isWhole: boolean | undefined;
  return ({ rule }) => {
    if (rule !== "unused-suppression") return true;
    isWhole ??=
      workspace.file(path)?.documents.every((document) => document.parses()) === true &&
      !workspace.hasUnreadAround(path) &&
      workspace.units.membershipsOf(path).every(({ unit }) => !workspace.hasTroubles(unit));
    return isWhole;
  };
}

/** The edits of some fixes together; or why they cannot be made together. */
export function combined(fixes: readonly SafeFix[]): readonly FileEdits[] | { readonly why: string } {
  try {
    const files = fileEdits(joined(fixes.flatMap(({ changes }) => changes)));
    if (isRefusal(files)) return { why: files.why };
    const touching = files.some(({ edits }) => {
      const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
      return sorted.some(({ start }, index) => start <= (sorted[index - 1]?.end ?? -1));
    });
    return touching ? { why: "Its edits touch those of another fix." } : files;
  } catch (error) {
    // Scripts that are right one by one may contradict each other.
    if (error instanceof ScriptFault) return { why: error.message };
    throw error;
  }
}

/** One script for each document: two would know nothing of each other. */
function joined(changes: readonly TextChange[]): TextChange[] {
  const scripts = new Map<string, Extract<TextChange, { script: unknown }>[]>();
  const plain: TextChange[] = [];
  for (const change of changes) {
    if (!("script" in change)) {
      plain.push(change);
      continue;
    }
    const key = `${change.document.start} ${change.document.path}`;
    const known = scripts.get(key);
    if (known) known.push(change);
    else scripts.set(key, [change]);
  }
  const whole = [...scripts.values()].flatMap(([first, ...more]) =>
    first ? { ...first, script: [first, ...more].flatMap(({ script }) => script) } : [],
  );
  return [...whole, ...plain];
}

function frozen(change: TextChange): TextChange {
  const { path, start, text } = change.document;
  return { ...change, document: { path, start, text } };
}
