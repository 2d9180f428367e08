// What a server says of all files, as data that two servers can be compared by.
import type {
  CodeAction,
  Diagnostic,
  DocumentDiagnosticReport,
  WorkspaceDiagnosticReport,
} from "vscode-languageserver-protocol";
import type { Client } from "./client";

export interface Action {
  readonly title: string;
  readonly kind: string | undefined;
  readonly preferred: boolean;
  readonly disabled: string | undefined;
  /** The diagnostics that it is a fix of: their codes and ranges. */
  readonly fixes: readonly string[];
  /** Undefined where it was not asked for. */
  readonly edit: unknown;
}

export interface View {
  /** By address; files without diagnostics are not in it. */
  readonly files: ReadonlyMap<string, readonly Diagnostic[]>;
  /** What the workspace's report says, with versions. */
  readonly workspace: ReadonlyMap<string, { readonly version: number | null; readonly items: readonly Diagnostic[] }>;
}

/** Answers of before, which a client sends along so that the server can say that nothing has changed. */
export class PulledBefore {
  readonly documents = new Map<string, { readonly resultId: string; readonly items: readonly Diagnostic[] }>();
  readonly workspace = new Map<string, { readonly resultId: string; readonly items: readonly Diagnostic[] }>();
}

/** Pulls every file by itself, then the workspace. */
export async function pulledView(client: Client, uris: readonly string[], before: PulledBefore): Promise<View> {
  const files = new Map<string, readonly Diagnostic[]>();
  for (const uri of uris) {
    const items = await pulledFile(client, uri, before);
    if (items.length > 0) files.set(uri, items);
  }
  return { files, workspace: await pulledWorkspace(client, before) };
}

export async function pulledFile(client: Client, uri: string, before: PulledBefore): Promise<readonly Diagnostic[]> {
  const known = before.documents.get(uri);
  const params = { textDocument: { uri }, ...(known ? { previousResultId: known.resultId } : {}) };
  const report = (await client.request("textDocument/diagnostic", params)) as DocumentDiagnosticReport | undefined;
  if (!report) return [];
  if (report.kind === "unchanged") return known?.items ?? [];
  if (report.resultId !== undefined) before.documents.set(uri, { resultId: report.resultId, items: report.items });
  return report.items;
}

async function pulledWorkspace(client: Client, before: PulledBefore): Promise<View["workspace"]> {
  const previousResultIds = [...before.workspace].map(([uri, { resultId }]) => ({ uri, value: resultId }));
  const report = (await client.request("workspace/diagnostic", { previousResultIds })) as
    | WorkspaceDiagnosticReport
    | undefined;
  const found = new Map<string, { readonly version: number | null; readonly items: readonly Diagnostic[] }>();
  for (const item of report?.items ?? []) {
    const { uri, version } = item;
    const items = item.kind === "full" ? item.items : (before.workspace.get(uri)?.items ?? []);
    if (item.resultId !== undefined) before.workspace.set(uri, { resultId: item.resultId, items });
    if (items.length > 0) found.set(uri, { version, items });
  }
  return found;
}

/** The quick fixes of a diagnostic, and what else is offered there; with the edit of each where `resolved`. */
export async function actionsOf(
  client: Client,
  uri: string,
  diagnostic: Diagnostic,
  { resolved }: { readonly resolved: boolean },
): Promise<Action[]> {
  const params = { textDocument: { uri }, range: diagnostic.range, context: { diagnostics: [diagnostic] } };
  const menu = async () => ((await client.request("textDocument/codeAction", params)) ?? []) as CodeAction[];
  const actions = await menu();
  if (!resolved) return actions.map((action) => actionOf(action, undefined));
  const wholes = await wholeOf(client, actions);
  // What only its trial refuses is in the menu as such, and is preferred to nothing, as soon as that was made.
  const isLate = actions.some((action, index) => !action.disabled && wholes[index]?.disabled !== undefined);
  const then = isLate ? await menu() : actions;
  const thenWhole = isLate ? await wholeOf(client, then) : wholes;
  return then.map((action, index) => actionOf(action, thenWhole[index]));
}

async function wholeOf(client: Client, actions: readonly CodeAction[]): Promise<(CodeAction | undefined)[]> {
  const wholes: (CodeAction | undefined)[] = [];
  for (const action of actions) {
    const whole = action.disabled ? undefined : await client.request("codeAction/resolve", action);
    wholes.push(whole as CodeAction | undefined);
  }
  return wholes;
}

function actionOf(action: CodeAction, whole: CodeAction | undefined): Action {
  return {
    title: action.title,
    kind: action.kind,
    preferred: action.isPreferred === true,
    fixes: (action.diagnostics ?? []).map(({ code, range }) => `${code} ${JSON.stringify(range)}`),
    disabled: action.disabled?.reason ?? whole?.disabled?.reason,
    edit: whole?.edit,
  };
}
