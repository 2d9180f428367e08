// Command "Rightkind: Check Workspace": reads and checks every manifest of the workspace and says how many findings there are.
import { commands, ProgressLocation, window } from "vscode";
import { type BaseLanguageClient, ExecuteCommandRequest } from "vscode-languageclient";
import { serverCommands } from "../../../server/src/transport/protocol";

export async function checkWorkspace(client: BaseLanguageClient): Promise<void> {
  const counts = await window.withProgress(
    { location: ProgressLocation.Window, title: "Rightkind: checking the workspace" },
    () => client.sendRequest(ExecuteCommandRequest.type, { command: serverCommands.checkWorkspace, arguments: [] }),
  );
  const problems = "Show Problems";
  const answer = await window.showInformationMessage(`Rightkind: ${inWords(counts)}.`, problems);
  if (answer === problems) await commands.executeCommand("workbench.actions.view.problems");
}

/** The server's counts in their order, such as `3 files, 2 warnings`. */
function inWords(counts: unknown): string {
  const entries = Object.entries(counts ?? {}).filter(([, count]) => typeof count === "number");
  return entries.map(([name, count]) => `${count} ${name}`).join(", ") || "nothing to check";
}
