// The menu behind the status item: what one can do about Rightkind, and turning it off and on here.
import { ConfigurationTarget, commands, type QuickPickItem, type Uri, window, workspace } from "vscode";

interface MenuItem extends QuickPickItem {
  readonly run: () => PromiseLike<unknown>;
}

export async function showMenu(): Promise<void> {
  const uri = window.activeTextEditor?.document.uri;
  const command = (label: string, id: string): MenuItem => ({ label, run: () => commands.executeCommand(id) });
  const items: MenuItem[] = [
    command("$(info) Explain Workload", "rightkind.explainWorkload"),
    command("$(book) Explain Rule…", "rightkind.explainRule.ui"),
    command("$(output) Show Output", "rightkind.showOutput"),
    command("$(debug-restart) Restart Server", "rightkind.restartServer"),
    onOrOff(uri),
  ];
  const picked = await window.showQuickPick(items, { placeHolder: "Rightkind" });
  await picked?.run();
}

/** The one place that writes a setting, and only because the user has asked for it here. */
function onOrOff(uri: Uri | undefined): MenuItem {
  const settings = workspace.getConfiguration("rightkind", uri);
  const isOn = settings.get("enable") !== false;
  const folder = uri && workspace.getWorkspaceFolder(uri);
  const several = (workspace.workspaceFolders?.length ?? 0) > 1;
  const [where, target] =
    folder === undefined
      ? ["everywhere", ConfigurationTarget.Global]
      : several
        ? [`in ${folder.name}`, ConfigurationTarget.WorkspaceFolder]
        : ["in this workspace", ConfigurationTarget.Workspace];
  return {
    label: isOn ? `$(circle-slash) Turn off ${where}` : `$(check) Turn on ${where}`,
    run: () => settings.update("enable", !isOn, target),
  };
}
