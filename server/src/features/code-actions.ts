// Fixes of findings as code actions; their edits are computed when the client asks for them.
import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type Diagnostic,
  type Range,
} from "vscode-languageserver-types";
import { fileEdits } from "../analysis/changes";
import type { Finding } from "../analysis/finding";
import { menuOf } from "../analysis/refused-fixes";
import type { Fix } from "../rules/rule";
import { isRefusal } from "../yaml/edit-script";
import { claimActions, claimDeletionKind, isClaimDeletionData, resolvedClaimDeletion } from "./claim-actions";
import { conversionAction, conversionActions, isConversionData, resolvedConversion, workloadsOf } from "./conversions";
import { type DiagnosticData, diagnostic, diagnosticSource } from "./diagnostics";
import type { Snapshot, VersionOf } from "./snapshot";
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

/** Quick fixes of the findings in the range, in menu order, then refactorings of the workload whose `kind` it touches. */
export function codeActions(snapshot: Snapshot, request: CodeActionRequest): CodeAction[] {
  return [...quickFixes(snapshot, request), ...refactorings(snapshot, request)];
}

/** What needs no finding: conversions of a workload, and the deletion of a claim. */
function refactorings(snapshot: Snapshot, request: CodeActionRequest): CodeAction[] {
  const { path, range, context, versionOf } = request;
  const wanted = (kind: string) => !context.only || context.only.some((asked) => isWithinKind(kind, asked));
  return [
    ...(wanted("refactor.rewrite.rightkind.StatefulSet") ? conversions(snapshot, request) : []),
    ...(wanted(claimDeletionKind) ? claimActions(snapshot, path, range, versionOf) : []),
  ].filter(({ kind = "" }) => wanted(kind));
}

/** Where a finding offers the same as a quick fix, once is enough. */
function conversions(snapshot: Snapshot, request: CodeActionRequest): CodeAction[] {
  const { path, range, context, versionOf } = request;
  const actions = conversionActions(snapshot, path, range, versionOf);
  if (context.only) return actions;
  const offered = new Set(
    shownFindings(snapshot, request).flatMap(({ finding }) => menuOf(finding).map(({ title }) => title)),
  );
  return actions.filter(({ title }) => !offered.has(title));
}

function quickFixes(snapshot: Snapshot, request: CodeActionRequest): CodeAction[] {
  const { path, context, versionOf } = request;
  if (context.only && !context.only.some((kind) => isWithinKind(CodeActionKind.QuickFix, kind))) return [];
  return shownFindings(snapshot, request).flatMap(({ finding, shown }) =>
    menuOf(finding).flatMap((fix, index): CodeAction | [] => {
      const preferred = index === 0 ? { isPreferred: true } : {};
      if ("conversion" in fix) {
        const found = workloadsOf(snapshot, path).find(
          ({ document, index: place }) => document === finding.document && place === finding.object?.index,
        );
        if (!found) return [];
        const asked = { ...fix.conversion, title: fix.title, kind: CodeActionKind.QuickFix };
        const action = conversionAction(snapshot, found, asked, versionOf);
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
 * @returns the action without an edit where its finding has gone meanwhile
 */
export function codeActionWithEdit(snapshot: Snapshot, action: CodeAction, versionOf: VersionOf): CodeAction {
  if (isConversionData(action.data)) return resolvedConversion(snapshot, action, action.data, versionOf);
  if (isClaimDeletionData(action.data)) return resolvedClaimDeletion(snapshot, action, action.data, versionOf);
  const data = actionData(action.data);
  if (!data) return action;
  const path = snapshot.uris.pathOf(data.uri);
  const same = snapshot.analysis
    .findings(path)
    .filter(({ rule, object }) => rule === data.rule && (object?.index ?? null) === data.object)
    .sort((a, b) => distance(snapshot, a, data.line) - distance(snapshot, b, data.line));
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
  return snapshot.analysis.findings(path).flatMap((finding) => {
    if (menuOf(finding).length === 0) return [];
    const own = diagnostic(snapshot, finding);
    if (!own || !overlaps(own.range, range)) return [];
    const same = sent.find(({ code, range: place }) => code === own.code && sameRange(place, own.range));
    return { finding, shown: same ?? own };
  });
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
