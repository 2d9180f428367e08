// Where the context of a run begins, and what lies at a path.
import * as fs from "node:fs";
import * as path from "node:path";
import { configurationFileName } from "../workspace/paths";

/** The nearest folder from a path upwards with a configuration, else with `.git`, else the path's own. */
export function rootOf(start: string): string {
  const own = isFolder(start) ? start : path.dirname(start);
  return folderWith(own, configurationFileName) ?? folderWith(own, ".git") ?? own;
}

function folderWith(start: string, name: string): string | undefined {
  for (let folder = start; ; folder = path.dirname(folder)) {
    if (isThere(path.join(folder, name))) return folder;
    if (folder === path.dirname(folder)) return undefined;
  }
}

/** Is anything there, be it a link that leads nowhere? */
export function isThere(file: string): boolean {
  try {
    fs.lstatSync(file);
    return true;
  } catch {
    return false;
  }
}

/** Is it a folder, or a link to one? */
export function isFolder(file: string): boolean {
  try {
    return fs.statSync(file).isDirectory();
  } catch {
    return false; // what is wrong with it is said when it is read
  }
}
