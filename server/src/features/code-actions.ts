// Fixes of findings as code actions; their edits are computed when the client asks for them.
import { type CodeAction, type CodeActionContext, CodeActionKind, type Range } from "vscode-languageserver-types";
import { fileEdits } from "../analysis/changes";
import type { NotConverted } from "../analysis/conversion-outcome";
import { menuOf } from "../analysis/refused-fixes";
import type { TextFile } from "../conversions/conversion";
import { workloadKinds } from "../kubernetes/kinds";
import type { Fix, ScriptFix } from "../rules/rule";
import { nameOf } from "../workspace/paths";
import { isRefusal, ScriptFault } from "../yaml/edit-script";
import { claimActions, claimDeletionKind, isClaimDeletionData, resolvedClaimDeletion } from "./claim-actions";
import { property } from "./commands";
import { ConversionMenu } from "./conversion-menu";
import { isConversionData, resolvedConversion } from "./conversions";
import { everyFindingsActions, resolvedEveryFindingsAction } from "./finding-menu";
import { fixAllActions, isFixAllData, resolvedFixAll } from "./fix-all";
import {
  addressOf,
  type FindingAddress,
  findingAddress,
  foundAgain,
  type ShownFinding,
  shownFindings,
} from "./found-findings";
import type { Snapshot, VersionOf } from "./snapshot";
import { workloadAt, workloadsAt } from "./workloads";
import { workspaceEdit } from "./workspace-edit";

export interface CodeActionRequest {
  readonly path: string;
  readonly range: Range;
  readonly context: CodeActionContext;
  readonly versionOf: VersionOf;
}

/** The fix of a finding, by its title. */
interface ActionData extends FindingAddress {
  readonly version: number | null;
  readonly title: string;
}

/**
 * Quick fixes of the findings in the range, in menu order; what can be done about any finding; then refactorings of the
 * workload whose `kind` the range touches; all safe fixes where they are asked for.
 */
export function codeActions(snapshot: Snapshot, request: CodeActionRequest): CodeAction[] {
  const menu = new ConversionMenu(snapshot, request.versionOf);
  const { path, range, context, versionOf } = request;
  const shown = shownFindings(snapshot, path, range, context);
  const quick = wants(context, CodeActionKind.QuickFix)
    ? [...quickFixes(snapshot, shown, menu, versionOf), ...everyFindingsActions(snapshot, shown, versionOf)]
    : [];
  const fixAll = fixAllActions(snapshot, path, context, versionOf);
  return [...quick, ...refactorings(snapshot, request, shown, menu), ...fixAll];
}

/** What needs no finding: conversions of a workload, and the deletion of a claim. */
function refactorings(
  snapshot: Snapshot,
  { path, range, context, versionOf }: CodeActionRequest,
  shown: readonly ShownFinding[],
  menu: ConversionMenu,
): CodeAction[] {
  const wanted = (kind: string) => wants(context, kind);
  // Where a finding offers the same as a quick fix, once is enough.
  const offered = new Set(
    context.only
      ? []
      : shown.flatMap(({ finding }) => menuOf(finding).flatMap(({ title }) => [title, `Preview: ${title}`])),
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
  findings: readonly ShownFinding[],
  menu: ConversionMenu,
  versionOf: VersionOf,
): CodeAction[] {
  return findings.flatMap(({ finding, shown }) =>
    menuOf(finding).flatMap((fix, index): CodeAction[] => {
      const preferred = index === 0 ? { isPreferred: true } : {};
      if ("conversion" in fix) {
        const found = finding.object && workloadAt(snapshot, finding.document, finding.object.index);
        if (!found) return [];
        const wanted = { ...fix.conversion, title: fix.title, kind: CodeActionKind.QuickFix };
        return menu.actions(found, wanted).map((action, place) => ({
          ...action,
          diagnostics: [shown],
          ...(action.disabled || place > 0 ? {} : preferred),
        }));
      }
      const data: ActionData = {
        ...addressOf(snapshot, { finding, shown }),
        version: versionOf(finding.document.path),
        title: fix.title,
      };
      const action: CodeAction = {
        title: `${fix.title}${elsewhere(fix, finding.document.path)}`,
        kind: CodeActionKind.QuickFix,
        diagnostics: [shown],
        ...preferred,
        data,
      };
      return [snapshot.client.resolvesEdits ? action : withEdit(snapshot, action, fix, versionOf)];
    }),
  );
}

/** Which other files a fix changes, behind its title: nobody sees those on the screen. */
function elsewhere(fix: Fix, path: string): string {
  if (!("changes" in fix)) return "";
  const paths = new Set(fix.changes().map(({ document }) => document.path));
  const isHere = paths.delete(path);
  const names = [...paths].map(nameOf);
  if (names.length === 0) return "";
  const listed = names.length > 2 ? `${names[0]} and ${names.length - 1} more files` : names.join(" and ");
  return isHere ? `, also in ${listed}` : ` in ${listed}`;
}

/**
 * The action with its edit, computed from the text as it is now.
 * @param texts scripts and other texts in which a workload that is converted may be named by its kind
 * @returns the action without an edit where its finding has gone meanwhile; why a conversion that was offered is refused
 */
export function codeActionWithEdit(
  snapshot: Snapshot,
  action: CodeAction,
  versionOf: VersionOf,
  texts: readonly TextFile[] = [],
): CodeAction | NotConverted {
  if (isConversionData(action.data)) return resolvedConversion(snapshot, action, action.data, versionOf, texts);
  if (isFixAllData(action.data)) return resolvedFixAll(snapshot, action, action.data, versionOf);
  if (isClaimDeletionData(action.data)) return resolvedClaimDeletion(snapshot, action, action.data, versionOf);
  const data = actionData(action.data);
  if (!data) return resolvedEveryFindingsAction(snapshot, action, versionOf);
  const fix = foundAgain(snapshot, data)
    .flatMap(({ fixes }) => fixes)
    .find(({ title }) => title === data.title);
  return fix ? withEdit(snapshot, action, fix, versionOf) : action;
}

function withEdit(snapshot: Snapshot, action: CodeAction, fix: Fix, versionOf: VersionOf): CodeAction {
  if (!("changes" in fix)) return action;
  const files = editsOf(fix);
  if (isRefusal(files)) return { ...action, disabled: { reason: `R-ALIAS: ${files.why}` } };
  const edit = workspaceEdit(snapshot, { files, label: fix.title }, versionOf);
  return edit ? { ...action, edit } : action;
}

/** What is half typed may not be what a fix was made for: that costs this fix, and not the menu. */
function editsOf(fix: ScriptFix): ReturnType<typeof fileEdits> {
  try {
    return fileEdits(fix.changes());
  } catch (error) {
    if (!(error instanceof ScriptFault)) throw error;
    return { refused: "unsafe", at: { start: 0, end: 0 }, why: "The text is not ready for this fix yet." };
  }
}

function actionData(data: unknown): (FindingAddress & Pick<ActionData, "title">) | undefined {
  const address = findingAddress(data);
  const title = property(data, "title");
  return address && typeof title === "string" ? { ...address, title } : undefined;
}

function wants({ only }: CodeActionContext, kind: string): boolean {
  return !only || only.some((asked) => isWithinKind(kind, asked));
}

/** `quickfix` holds `quickfix` and `quickfix.rightkind`, but not `quickfixes`; the empty kind holds all. */
function isWithinKind(kind: string, asked: string): boolean {
  return asked === "" || kind === asked || kind.startsWith(`${asked}.`);
}
