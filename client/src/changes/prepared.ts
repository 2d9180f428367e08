// A change that was chosen, from the texts as they are by then: asked of the server, and carried out.
import { window, workspace } from "vscode";
import { type BaseLanguageClient, ExecuteCommandRequest } from "vscode-languageclient";
import { type PreparedChange, serverCommands } from "../../../server/src/transport/protocol";

export interface WantedChange {
  /** In the words of the menu. */
  readonly title: string;
  /** As `rightkind.prepareChange` takes it. */
  readonly request: unknown;
}

export type Prepared = PreparedChange;

/** Undefined where it cannot be made; the user has been told why. */
export async function prepared(
  client: BaseLanguageClient,
  { title, request }: WantedChange,
): Promise<Prepared | undefined> {
  const answer: PreparedChange | { refused: string; message: string } | null = await client.sendRequest(
    ExecuteCommandRequest.type,
    { command: serverCommands.prepareChange, arguments: [request] },
  );
  if (answer && !("refused" in answer)) return answer;
  if (answer) sayRefused(title, answer);
  else void window.showInformationMessage(`Rightkind: the file has changed meanwhile. ${title} is not possible now.`);
  return undefined;
}

/** A dialog shows the whole reason: a notification would cut it off. */
export function sayRefused(
  title: string,
  { code, refused = code, message }: { readonly code?: string; readonly refused?: string; readonly message: string },
): void {
  const detail = `${message} (${refused})`;
  void window.showInformationMessage(`Rightkind cannot do this: ${title}`, { modal: true, detail });
}

/** @returns whether everything was changed; else nothing was, and the user has been told */
export async function carryOut(client: BaseLanguageClient, { edit }: Prepared): Promise<boolean> {
  const converted = await client.protocol2CodeConverter.asWorkspaceEdit(edit);
  // One undo takes it back in all files.
  const isApplied = await workspace.applyEdit(converted, { isRefactoring: true });
  if (!isApplied) void window.showInformationMessage("Rightkind: a file has changed meanwhile; nothing was changed.");
  return isApplied;
}
