// `source.fixAll.rightkind`: all safe fixes of a document as one edit, offered only to those who ask for that kind.
import type { CodeAction, CodeActionContext } from "vscode-languageserver-types";
import { fixAll } from "../analysis/fix-all";
import { offersSafeFixes } from "../analysis/safe-fixes";
import type { Snapshot, VersionOf } from "./snapshot";
import { workspaceEdit } from "./workspace-edit";

export const fixAllKind = "source.fixAll.rightkind";

const title = "Apply all safe fixes of Rightkind";

/** What the action needs to be computed anew: nothing is remembered between two questions. */
interface FixAllData {
  readonly uri: string;
  readonly version: number | null;
  /** It is about a whole document. */
  readonly object: null;
  readonly fixAll: true;
}

/** Never part of the light bulb: whoever saves, or opens the menu of source actions, names the kind. */
export function fixAllActions(
  snapshot: Snapshot,
  path: string,
  { only }: Pick<CodeActionContext, "only">,
  versionOf: VersionOf,
): CodeAction[] {
  const isWanted = only?.some((asked) => fixAllKind === asked || fixAllKind.startsWith(`${asked}.`)) === true;
  if (!isWanted || !offersSafeFixes(snapshot.analysis, path)) return [];
  const data: FixAllData = { uri: snapshot.uris.uriOf(path), version: versionOf(path), object: null, fixAll: true };
  const action: CodeAction = { title, kind: fixAllKind, data };
  if (snapshot.client.resolvesEdits) return [action];
  const whole = resolvedFixAll(snapshot, action, data, versionOf);
  return whole.edit ? [whole] : [];
}

/** The action with its edit, from the text as it is now; without one where no safe fix is left, or none is safe here. */
export function resolvedFixAll(
  snapshot: Snapshot,
  action: CodeAction,
  { uri }: FixAllData,
  versionOf: VersionOf,
): CodeAction {
  const { files, applied } = fixAll(snapshot.analysis, snapshot.uris.pathOf(uri));
  if (files.length === 0) return action;
  const description = [...new Set(applied.map((fix) => fix.title))].join(", ");
  const edit = workspaceEdit(snapshot, { files, label: title, description }, versionOf);
  return edit ? { ...action, edit } : action;
}

export function isFixAllData(data: unknown): data is FixAllData {
  if (typeof data !== "object" || data === null) return false;
  const { uri, fixAll: isIt } = data as Partial<FixAllData>;
  return typeof uri === "string" && isIt === true;
}
