// Fixes of findings as code actions; their edits are computed when the client asks for them.
import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type Diagnostic,
  type Range,
} from "vscode-languageserver-types";
import { fileEdits } from "../analysis/changes";
import type { NotConverted } from "../analysis/conversion-outcome";
import type { Finding } from "../analysis/finding";
import { menuOf } from "../analysis/refused-fixes";
import { workloadKinds } from "../kubernetes/kinds";
import type { Fix } from "../rules/rule";
import { isRefusal } from "../yaml/edit-script";
import { claimActions, claimDeletionKind, isClaimDeletionData, resolvedClaimDeletion } from "./claim-actions";
import { ConversionMenu } from "./conversion-menu";
import { isConversionData, resolvedConversion } from "./conversions";
import { type DiagnosticData, diagnostic, diagnosticSource } from "./diagnostics";
import { fixAllActions, isFixAllData, resolvedFixAll } from "./fix-all";
import { documentsBetween, linesOf, type Snapshot, type VersionOf } from "./snapshot";
import { workloadAt, workloadsAt } from "./workloads";
import { workspaceEdit } from "./workspace-edit";

export interface CodeActionRequest {
  readonly path: string;
  readonly range: Range;
  readonly context: CodeActionContext;
  readonly versionOf: VersionOf;
}

/** Enough to find the fix again: nothing is remembered between the two questions. */
interface ActionData {
  readonly uri: string;
  readonly version: number | null;
  readonly rule: string;
  readonly object: number | null;
  /** Where the finding was, to tell two of one rule on one object apart. */
  readonly line: number;
  readonly title: string;
}

/** Quick fixes of the findings in the range, in menu order, then refactorings of the workload whose `kind` it touches; all safe fixes where they are asked for. */
export function codeActions(snapshot: Snapshot, request: CodeActionRequest): CodeAction[] {
  const menu = new ConversionMenu(snapshot, request.versionOf);
  const shown = shownFindings(snapshot, request);
  return [
    ...quickFixes(snapshot, request, shown, menu),
    ...refactorings(snapshot, request, shown, menu),
    ...fixAllActions(snapshot, request.path, request.context, request.versionOf),
  ];
}

/** What needs no finding: conversions of a workload, and the deletion of a claim. */
function refactorings(
  snapshot: Snapshot,
  { path, range, context, versionOf }: CodeActionRequest,
  shown: readonly ShownFinding[],
  menu: ConversionMenu,
): CodeAction[] {
  const wanted = (kind: string) => !context.only || context.only.some((asked) => isWithinKind(kind, asked));
  // Where a finding offers the same as a quick fix, once is enough.
  const offered = new Set(
    context.only ? [] : shown.flatMap(({ finding }) => menuOf(finding).map(({ title }) => title)),
  );
  const conversions = workloadKinds.some((kind) => wanted(`refactor.rewrite.rightkind.${kind}`))
    ? menu.refactorings(workloadsAt(snapshot, path, range))
    : [];
  return [
    ...conversions.filter(({ title }) => !offered.has(title)),
    ...(wanted(claimDeletionKind) ? claimActions(snapshot, path, range, versionOf) : []),
  ].filter(({ kind = "" }) => wanted(kind));
}

function quickFixes(
  snapshot: Snapshot,
  { path, context, versionOf }: CodeActionRequest,
  findings: readonly ShownFinding[],
  menu: ConversionMenu,
): CodeAction[] {
  if (context.only && !context.only.some((kind) => isWithinKind(CodeActionKind.QuickFix, kind))) return [];
  return findings.flatMap(({ finding, shown }) =>
    menuOf(finding).flatMap((fix, index): CodeAction | [] => {
      const preferred = index === 0 ? { isPreferred: true } : {};
      if ("conversion" in fix) {
        const found = finding.object && workloadAt(snapshot, finding.document, finding.object.index);
        if (!found) return [];
        const action = menu.action(found, { ...fix.conversion, title: fix.title, kind: CodeActionKind.QuickFix });
        return { ...action, diagnostics: [shown], ...(action.disabled ? {} : preferred) };
      }
      const data: ActionData = {
        uri: snapshot.uris.uriOf(path),
        version: versionOf(path),
        rule: finding.rule,
        object: finding.object?.index ?? null,
        line: shown.range.start.line,
        title: fix.title,
      };
      const action: CodeAction = {
        title: fix.title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [shown],
        ...preferred,
        data,
      };
      return snapshot.client.resolvesEdits ? action : withEdit(snapshot, action, fix, versionOf);
    }),
  );
}

/**
 * The action with its edit, computed from the text as it is now.
 * @returns the action without an edit where its finding has gone meanwhile; why a conversion that was offered is refused
 */
export function codeActionWithEdit(
  snapshot: Snapshot,
  action: CodeAction,
  versionOf: VersionOf,
): CodeAction | NotConverted {
  if (isConversionData(action.data)) return resolvedConversion(snapshot, action, action.data, versionOf);
  if (isFixAllData(action.data)) return resolvedFixAll(snapshot, action, action.data, versionOf);
  if (isClaimDeletionData(action.data)) return resolvedClaimDeletion(snapshot, action, action.data, versionOf);
  const data = actionData(action.data);
  if (!data) return action;
  const path = snapshot.uris.pathOf(data.uri);
  const place = { line: data.line, character: 0 };
  const isIt = (finding: Finding) => finding.rule === data.rule && (finding.object?.index ?? null) === data.object;
  const near = findingsAt(snapshot, path, { start: place, end: place }).filter(isIt);
  const same = (near.length > 0 ? near : snapshot.analysis.findings(path).filter(isIt)).sort(
    (a, b) => distance(snapshot, a, data.line) - distance(snapshot, b, data.line),
  );
  const fix = same.flatMap(({ fixes }) => fixes).find(({ title }) => title === data.title);
  return fix ? withEdit(snapshot, action, fix, versionOf) : action;
}

function withEdit(snapshot: Snapshot, action: CodeAction, fix: Fix, versionOf: VersionOf): CodeAction {
  if (!("changes" in fix)) return action;
  const files = fileEdits(fix.changes());
  if (isRefusal(files)) return { ...action, disabled: { reason: `R-ALIAS: ${files.why}` } };
  const edit = workspaceEdit(snapshot, { files, label: fix.title }, versionOf);
  return edit ? { ...action, edit } : action;
}

interface ShownFinding {
  readonly finding: Finding;
  /** The client's own copy where it sent one: it compares by that. */
  readonly shown: Diagnostic;
}

/** Our findings in the range, by what they are and never by their text. */
function shownFindings(snapshot: Snapshot, { path, range, context }: CodeActionRequest): ShownFinding[] {
  const sent = context.diagnostics.filter(({ source }) => source === diagnosticSource);
  return findingsAt(snapshot, path, range).flatMap((finding) => {
    if (menuOf(finding).length === 0) return [];
    const own = diagnostic(snapshot, finding);
    if (!own || !overlaps(own.range, range)) return [];
    const same = sent.find(({ code, range: place }) => code === own.code && sameRange(place, own.range));
    return { finding, shown: same ?? own };
  });
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

function actionData(data: unknown): ActionData | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  const { uri, rule, object, title, line } = data as Partial<ActionData> & Partial<DiagnosticData>;
  const known =
    typeof uri === "string" && typeof rule === "string" && typeof title === "string" && typeof line === "number";
  return known
    ? { uri, version: null, rule, object: typeof object === "number" ? object : null, line, title }
    : undefined;
}

function distance({ analysis }: Snapshot, { document, span }: Finding, line: number): number {
  const lines = analysis.workspace.file(document.path)?.lines;
  return Math.abs((lines?.placeOf(document.start + span.start).line ?? 0) - line);
}

/** `quickfix` holds `quickfix` and `quickfix.rightkind`, but not `quickfixes`. */
function isWithinKind(kind: string, asked: string): boolean {
  return kind === asked || kind.startsWith(`${asked}.`);
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
