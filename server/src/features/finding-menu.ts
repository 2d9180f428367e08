// What can be done about any finding, whatever its rule: keep it on purpose, turn its rule off, read about it.
import { type CodeAction, CodeActionKind, type WorkspaceEdit } from "vscode-languageserver-types";
import type { Finding } from "../analysis/finding";
import { ignoringEdits } from "../analysis/ignoring";
import { reasonEdits, unmarkedReason, withoutReason } from "../analysis/reasons";
import { turnedOff, turningOffPlace } from "../analysis/turning-off";
import { metaDiagnostics } from "../config/configuration";
import type { TextEdit } from "../text/edit";
import { shifted } from "../text/span";
import { configurationFileName, nameOf } from "../workspace/paths";
import { clientCommands } from "./client-commands";
import { property } from "./commands";
import { addressOf, type FindingAddress, findingAddress, foundAgain, type ShownFinding } from "./found-findings";
import type { Snapshot, VersionOf } from "./snapshot";
import { workspaceEdit } from "./workspace-edit";

/** What an action needs to be computed anew. */
interface MenuData extends FindingAddress {
  readonly version: number | null;
  readonly does: "ignore" | "turnOff" | "addReason";
}

/** Characters of a document. To compose the edit of a longer one takes time: it is found when somebody wants it. */
const LONGEST = 50_000;

const ownDiagnostics: ReadonlySet<string> = new Set(metaDiagnostics.map(({ id }) => id));

/** The end of the menu: for all findings in the range, each kind of action together, so that real fixes stand first. */
export function everyFindingsActions(
  snapshot: Snapshot,
  findings: readonly ShownFinding[],
  versionOf: VersionOf,
): CodeAction[] {
  // One comment keeps all that a rule says of one line.
  const onLines = onceFor(findings, ({ finding, shown }) => `${finding.rule} ${shown.range.start.line}`);
  const ofRules = onceFor(findings, ({ finding }) => finding.rule);
  return [
    ...findings.flatMap((found) => reasonAction(snapshot, found, versionOf)),
    ...onLines.flatMap((found) => ignoreAction(snapshot, found, versionOf)),
    ...ofRules.flatMap((found) => turnOffAction(snapshot, found, versionOf)),
    ...ofRules.flatMap((found) => explainAction(snapshot, found)),
  ];
}

/** The first of each, in their order. */
function onceFor(findings: readonly ShownFinding[], keyOf: (found: ShownFinding) => string): ShownFinding[] {
  const byKey = new Map<string, ShownFinding>();
  for (const found of findings) if (!byKey.has(keyOf(found))) byKey.set(keyOf(found), found);
  return [...byKey.values()];
}

/** Ours to resolve: with the edit, from the text as it is now; any other action as it is. */
export function resolvedEveryFindingsAction(snapshot: Snapshot, action: CodeAction, versionOf: VersionOf): CodeAction {
  const address = findingAddress(action.data);
  const does = property(action.data, "does");
  const [finding] = address ? foundAgain(snapshot, address) : [];
  if (!finding) return action;
  const edit =
    does === "ignore"
      ? ignoringEdit(snapshot, finding, undefined, versionOf)
      : does === "turnOff"
        ? turningOffEdit(snapshot, finding, versionOf)
        : does === "addReason"
          ? reasonEdit(snapshot, finding, unmarkedReason(finding), versionOf)
          : undefined;
  return edit ? { ...action, edit } : action;
}

/** `rightkind.ignoreFinding`: keeps a finding on purpose, for a reason; undefined where it has gone or nothing can say so. */
export function ignoringAnswer(
  snapshot: Snapshot,
  parameters: unknown,
  versionOf: VersionOf,
): WorkspaceEdit | undefined {
  return answered(snapshot, parameters, (finding, reason) => ignoringEdit(snapshot, finding, reason, versionOf));
}

/** `rightkind.addReason`: gives a suppression its reason. */
export function reasonAnswer(snapshot: Snapshot, parameters: unknown, versionOf: VersionOf): WorkspaceEdit | undefined {
  return answered(snapshot, parameters, (finding, reason) => reasonEdit(snapshot, finding, reason, versionOf));
}

function answered(
  snapshot: Snapshot,
  parameters: unknown,
  edit: (finding: Finding, reason: string) => WorkspaceEdit | undefined,
): WorkspaceEdit | undefined {
  const address = findingAddress(parameters);
  const reason = property(parameters, "reason");
  const [finding] = address ? foundAgain(snapshot, address) : [];
  return finding && typeof reason === "string" && reason.trim() !== "" ? edit(finding, reason) : undefined;
}

/** Without our client, which asks for the reason, the comment waits for it: until then it does not count, and a hint on it says so. */
function ignoreAction(snapshot: Snapshot, found: ShownFinding, versionOf: VersionOf): CodeAction[] {
  const { finding } = found;
  if (!snapshot.analysis.configurations.offersToIgnore || ownDiagnostics.has(finding.rule)) return [];
  const action = actionFor(found, `Ignore '${finding.rule}' here…`);
  if (snapshot.client.commands?.has(clientCommands.ignoreFinding))
    return [withCommand(action, clientCommands.ignoreFinding, [addressOf(snapshot, found)])];
  return withData(snapshot, action, found, "ignore", versionOf);
}

function reasonAction(snapshot: Snapshot, found: ShownFinding, versionOf: VersionOf): CodeAction[] {
  if (found.finding.rule !== withoutReason) return [];
  const action = actionFor(found, "Add a reason");
  const words = unmarkedReason(found.finding);
  if (snapshot.client.commands?.has(clientCommands.addReason))
    return [withCommand(action, clientCommands.addReason, [addressOf(snapshot, found), words])];
  // Nobody can be asked: only where the words are there, and the colon before them is not.
  return words === "" ? [] : withData(snapshot, action, found, "addReason", versionOf);
}

function turnOffAction(snapshot: Snapshot, found: ShownFinding, versionOf: VersionOf): CodeAction[] {
  const { rule, document } = found.finding;
  const place = turningOffPlace(snapshot.analysis, document.path);
  if (!place || (place.isNew && !snapshot.client.createFiles)) return [];
  const name = nameOf(place.path);
  return withData(snapshot, actionFor(found, `Turn off '${rule}' in ${name}`), found, "turnOff", versionOf);
}

/** The page is shown by our client; others open the address that the finding has. */
function explainAction({ client }: Snapshot, found: ShownFinding): CodeAction[] {
  if (!client.commands?.has(clientCommands.explainRule)) return [];
  const { rule } = found.finding;
  return [withCommand(actionFor(found, `Explain '${rule}'`), clientCommands.explainRule, [{ rule }])];
}

function actionFor({ shown }: ShownFinding, title: string): CodeAction {
  return { title, kind: CodeActionKind.QuickFix, diagnostics: [shown] };
}

function withCommand(action: CodeAction, command: string, given: readonly unknown[]): CodeAction {
  return { ...action, command: { title: action.title, command, arguments: [...given] } };
}

function withData(
  snapshot: Snapshot,
  action: CodeAction,
  found: ShownFinding,
  does: MenuData["does"],
  versionOf: VersionOf,
): CodeAction[] {
  const data: MenuData = { ...addressOf(snapshot, found), version: versionOf(found.finding.document.path), does };
  const whole = { ...action, data };
  const isLong = does === "ignore" && found.finding.document.text.length > LONGEST;
  if (isLong && snapshot.client.resolvesEdits) return [whole];
  const resolved = resolvedEveryFindingsAction(snapshot, whole, versionOf);
  // A configuration that is a list cannot be added to: what would do nothing is not offered.
  if (!resolved.edit) return [];
  return [snapshot.client.resolvesEdits ? whole : resolved];
}

function ignoringEdit(
  snapshot: Snapshot,
  finding: Finding,
  reason: string | undefined,
  versionOf: VersionOf,
): WorkspaceEdit | undefined {
  return documentEdit(snapshot, finding, ignoringEdits(finding, reason), `Ignore '${finding.rule}' here`, versionOf);
}

function reasonEdit(
  snapshot: Snapshot,
  finding: Finding,
  reason: string,
  versionOf: VersionOf,
): WorkspaceEdit | undefined {
  return documentEdit(snapshot, finding, reasonEdits(finding, reason), "Add a reason", versionOf);
}

function documentEdit(
  snapshot: Snapshot,
  { document: { path, start } }: Finding,
  edits: readonly TextEdit[] | undefined,
  label: string,
  versionOf: VersionOf,
): WorkspaceEdit | undefined {
  if (!edits) return undefined;
  const inFile = edits.map((edit) => ({ ...shifted(edit, start), newText: edit.newText }));
  return workspaceEdit(snapshot, { files: [{ path, edits: inFile }], label }, versionOf);
}

function turningOffEdit(
  snapshot: Snapshot,
  { rule, document }: Finding,
  versionOf: VersionOf,
): WorkspaceEdit | undefined {
  const change = turnedOff(snapshot.analysis, document.path, rule);
  const label = `Turn off '${rule}' in ${configurationFileName}`;
  return change && workspaceEdit(snapshot, { ...change, label }, versionOf);
}
