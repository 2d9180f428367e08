// Command "Rightkind: Check Workspace": checks every manifest, shows all findings in the Problems panel, and says how many there are.
import { commands, ProgressLocation, window } from "vscode";
import { type BaseLanguageClient, ExecuteCommandRequest } from "vscode-languageclient";
import { serverCommands } from "../../../server/src/transport/protocol";

export async function checkWorkspace(client: BaseLanguageClient): Promise<void> {
  const counts: Readonly<Record<string, number>> = await window.withProgress(
    { location: ProgressLocation.Window, title: "Rightkind: checking the workspace" },
    () => client.sendRequest(ExecuteCommandRequest.type, { command: serverCommands.checkWorkspace, arguments: [] }),
  );
  const problems = "Show Problems";
  const answer = await window.showInformationMessage(`Rightkind: ${inWords(counts)}.`, problems);
  if (answer === problems) await commands.executeCommand("workbench.actions.view.problems");
}

/** What the Problems panel shows: hints are not in it. */
const nouns = { errors: "error", warnings: "warning", informations: "info" };

/** Such as `1 error, 2 warnings in 8 files`. */
function inWords(counts: Readonly<Record<string, number>>): string {
  const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;
  const findings = Object.entries(nouns).flatMap(([name, noun]) => {
    const count = counts[name] ?? 0;
    return count === 0 ? [] : [counted(count, noun)];
  });
  return `${findings.join(", ") || "no findings"} in ${counted(counts.files ?? 0, "file")}`;
}
