// Command "Rightkind: Create Configuration File": writes a first `.rightkind.yaml` and opens it; one that is there is only opened.
import { FileType, Uri, type WorkspaceFolder, window, workspace } from "vscode";
import { configurationTemplate } from "./configuration-template";

export async function createConfiguration(): Promise<void> {
  const folder = await wantedFolder();
  if (!folder) return;
  const uri = Uri.joinPath(folder.uri, ".rightkind.yaml");
  if (!(await isThere(uri))) await workspace.fs.writeFile(uri, new TextEncoder().encode(configurationTemplate));
  await window.showTextDocument(uri);
}

/** That of the editor in front, or the one that is picked. */
async function wantedFolder(): Promise<WorkspaceFolder | undefined> {
  const { workspaceFolders: [only, other] = [] } = workspace;
  if (!only) {
    void window.showInformationMessage("Rightkind: open a folder first; the file is written into it.");
    return undefined;
  }
  const active = window.activeTextEditor?.document.uri;
  const own = active && workspace.getWorkspaceFolder(active);
  if (own || !other) return own ?? only;
  return window.showWorkspaceFolderPick({ placeHolder: "In which folder?" });
}

async function isThere(uri: Uri): Promise<boolean> {
  try {
    return (await workspace.fs.stat(uri)).type !== FileType.Unknown;
  } catch {
    return false; // as `stat` says that there is none
  }
}
