// The language status item of YAML documents: what Rightkind thinks the document in front is, and whether its server runs.
import { Disposable, LanguageStatusSeverity, languages, type Uri, window, workspace } from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";
import {
  type DocumentStatus,
  documentStatusRequest,
  readyNotification,
  statusChangedNotification,
} from "../../../server/src/transport/protocol";
import { documentSelector } from "../document-selector";

const menu = { title: "Actions…", command: "rightkind.showMenu" };
const restart = { title: "Restart", command: "rightkind.restartServer" };

interface View {
  readonly text: string;
  readonly detail?: string;
  readonly busy?: boolean;
  readonly failed?: boolean;
}

export function statusItem(client: BaseLanguageClient): Disposable {
  const item = languages.createLanguageStatusItem("rightkind.status", [...documentSelector]);
  item.name = "Rightkind";
  let hasRun = false;
  let asked = 0;

  async function refresh(): Promise<void> {
    asked += 1;
    const question = asked;
    const uri = window.activeTextEditor?.document.uri;
    const view = viewOfServer(client.state, hasRun) ?? (uri && (await viewOfDocument(client, uri)));
    // The answer to an earlier question may come after the next one was asked.
    if (question !== asked || view === undefined) return;
    item.text = view.text;
    item.detail = view.detail ?? "Rightkind";
    item.busy = view.busy === true;
    item.severity = view.failed === true ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
    item.command = view.failed === true ? restart : menu;
  }
  function show(): void {
    refresh().catch((error) => client.error("the status item was not refreshed", error, false));
  }

  const listeners = [
    client.onDidChangeState(({ newState }) => {
      show();
      if (newState === State.Running) hasRun = true;
    }),
    client.onNotification(statusChangedNotification, show),
    client.onNotification(readyNotification, show),
    window.onDidChangeActiveTextEditor(show),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("rightkind.enable")) show();
    }),
  ];
  show();
  return Disposable.from(item, ...listeners);
}

/** Undefined where the server runs and the document is what matters. */
function viewOfServer(state: State, hasRun: boolean): View | undefined {
  if (state === State.Running) return undefined;
  if (state === State.Starting) return { text: hasRun ? "Restarting" : "Starting", busy: true };
  return { text: "Not running", detail: "Rightkind's server has ended; Show Output says why", failed: true };
}

async function viewOfDocument(client: BaseLanguageClient, uri: Uri): Promise<View> {
  if (workspace.getConfiguration("rightkind", uri).get("enable") === false) return { text: "Off here" };
  const status = await client.sendRequest<DocumentStatus | null>(documentStatusRequest, { uri: uri.toString() });
  if (status === null) return { text: "No manifest" };
  return { text: status.text, busy: status.state === "busy" };
}
