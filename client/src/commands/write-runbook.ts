// Command "Rightkind: Write Migration Runbook": how the live workload at the cursor follows a conversion, as an untitled document.
import { type QuickPickItem, type TextEditor, window, workspace } from "vscode";
import { type BaseLanguageClient, ExecuteCommandRequest } from "vscode-languageclient";
import { type RunbookOption, serverCommands } from "../../../server/src/transport/protocol";

interface WayItem extends QuickPickItem {
  readonly option: RunbookOption;
}

const ways: readonly WayItem[] = [
  { option: "new-volumes", label: "New, empty volumes", detail: "The data come from a dump." },
  { option: "adopt", label: "The old disk", detail: "The first Pod takes it over; nothing is copied." },
  { option: "copy", label: "A copy", detail: "By clone, snapshot or a Job; the old disk stays as it is." },
  { option: "plain-claim", label: "The old claim", detail: "It stays an ordinary volume; one Pod only." },
];

const another = "Another Way…";

/** Without a word: the table of the ways and the recommended one, and then the question whether another is wanted. */
export async function writeRunbook(client: BaseLanguageClient): Promise<void> {
  const editor = window.activeTextEditor;
  if (!editor) return;
  const place = placeIn(editor);
  if (await shown(client, place, undefined)) void offerAnother(client, place);
}

type Place = ReturnType<typeof placeIn>;

/** Where the workload is, whatever the user looks at by then. */
function placeIn({ document, selection }: TextEditor) {
  const { line, character } = selection.active;
  return { uri: document.uri.toString(), position: { line, character } };
}

async function offerAnother(client: BaseLanguageClient, place: Place): Promise<void> {
  const question = "Rightkind: the runbook follows the recommended way.";
  if ((await window.showInformationMessage(question, another)) !== another) return;
  const picked = await window.showQuickPick(ways, { placeHolder: "How do the data come along?" });
  if (picked) await shown(client, place, picked.option);
}

/** @returns false where there is no runbook; the user has been told why */
async function shown(client: BaseLanguageClient, place: Place, option: RunbookOption | undefined): Promise<boolean> {
  const answer: unknown = await client.sendRequest(ExecuteCommandRequest.type, {
    command: serverCommands.runbook,
    arguments: [option === undefined ? place : { ...place, option }],
  });
  if (typeof answer !== "string") {
    void window.showInformationMessage(`Rightkind: ${reasonIn(answer)}`);
    return false;
  }
  const document = await workspace.openTextDocument({ language: "markdown", content: answer });
  await window.showTextDocument(document);
  return true;
}

function reasonIn(answer: unknown): string {
  if (typeof answer === "object" && answer !== null && "message" in answer && "refused" in answer)
    return `there is no runbook: ${answer.message} (${answer.refused})`;
  return "there is no workload at the cursor that a runbook could be about.";
}
