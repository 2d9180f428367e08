// Finds the files of a folder that may be manifests.
import * as fs from "node:fs";
import * as path from "node:path";
import { Ignored } from "./ignored";
import { isAbsence, reasonOf } from "./read-file";
import { otherKind } from "./regular-file";

export interface Walked {
  /** Native paths, sorted folder by folder. */
  readonly files: readonly string[];
  /** Folders that are there but could not be read. */
  readonly unreadable: readonly { readonly path: string; readonly message: string }[];
  /** What has the name of a manifest and is no file: pipes, devices, sockets, folders (which are walked as well). */
  readonly noFiles: readonly string[];
}

/**
 * All YAML and JSON files below a folder, without symbolic links, `.git`, `node_modules`, other hidden folders and what
 * `.gitignore` leaves out. The folder itself may be any of these.
 */
export function walk(folder: string): Walked {
  const files: string[] = [];
  const unreadable: { path: string; message: string }[] = [];
  const noFiles: string[] = [];
  const visit = (current: string, above: Ignored): void => {
    let entries: fs.Dirent[];
    try {
      entries = fs.readdirSync(current, { withFileTypes: true });
    } catch (error) {
      if (!isAbsence(error)) unreadable.push({ path: current, message: reasonOf(error) });
      return;
    }
    const ignored = above.inside(current);
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const entryPath = path.join(current, entry.name);
      if (isNoFile(entry)) noFiles.push(entryPath);
      if (entry.isDirectory()) {
        if (!isPassedOver(entry.name) && !ignored.has(entryPath, { isFolder: true })) visit(entryPath, ignored);
      } else if (entry.isFile() && mayBeManifest(entry.name) && !ignored.has(entryPath, { isFolder: false })) {
        files.push(entryPath);
      }
    }
  };
  visit(folder, Ignored.above(folder));
  return { files, unreadable, noFiles };
}

function isPassedOver(folderName: string): boolean {
  return folderName.startsWith(".") || folderName === "node_modules";
}

/** Links are passed over wherever they lead. */
function isNoFile(entry: fs.Dirent): boolean {
  return mayBeManifest(entry.name) && !entry.isSymbolicLink() && otherKind(entry) !== undefined;
}

/** By its name: YAML, JSON, or the one name that Kustomize takes without an extension. */
function mayBeManifest(name: string): boolean {
  return /\.(?:ya?ml|json)$/i.test(name) || name === "Kustomization";
}
