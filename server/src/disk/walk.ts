// Finds the files of a folder that may be manifests, and says of a single path whether a walk would come upon it.
import * as fs from "node:fs";
import * as path from "node:path";
import { configurationFileName } from "../workspace/paths";
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
 *
 * A `.rightkind.yaml` is a configuration, no manifest: it counts in every folder that is walked, also where `.gitignore`
 * names it, and where it is a link.
 */
export function walk(folder: string): Walked {
  const steps = walkStepwise(folder);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** `walk`, which rests after each folder, so that others can have their turn. */
export function* walkStepwise(folder: string): Generator<undefined, Walked> {
  const files: string[] = [];
  const unreadable: { path: string; message: string }[] = [];
  const noFiles: string[] = [];
  const visit = function* (current: string, above: Ignored): Generator<undefined, void> {
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
        if (isFolderWalked(entryPath, ignored)) yield* visit(entryPath, ignored);
      } else if (isFileWalked(entryPath, entry, ignored)) {
        files.push(entryPath);
      }
    }
    yield;
  };
  yield* visit(folder, Ignored.above(folder));
  return { files, unreadable, noFiles };
}

/**
 * What a walk of a folder comes upon at a path below it, the folder itself among them. What is not there (yet) is told by
 * its name.
 * @returns undefined where it comes upon nothing that matters, or nothing at all
 */
export function walkedAs(folder: string, place: string): "file" | "folder" | undefined {
  const relative = path.relative(folder, place);
  if (relative.startsWith("..") || path.isAbsolute(relative)) return undefined;
  if (relative === "") return kindAt(place)?.isDirectory() ? "folder" : undefined;
  const parts = relative.split(path.sep);
  let ignored = Ignored.above(folder).inside(folder);
  let current = folder;
  for (const part of parts.slice(0, -1)) {
    current = path.join(current, part);
    if (kindAt(current)?.isSymbolicLink() || !isFolderWalked(current, ignored)) return undefined;
    ignored = ignored.inside(current);
  }
  const kind = kindAt(place);
  if (kind?.isDirectory()) return isFolderWalked(place, ignored) ? "folder" : undefined;
  return isFileWalked(place, kind, ignored) ? "file" : undefined;
}

function isFolderWalked(folder: string, ignored: Ignored): boolean {
  const name = path.basename(folder);
  return !name.startsWith(".") && name !== "node_modules" && !ignored.has(folder, { isFolder: true });
}

/** @param kind undefined where there is no such file yet */
function isFileWalked(file: string, kind: fs.Dirent | fs.Stats | undefined, ignored: Ignored): boolean {
  const name = path.basename(file);
  const isLink = kind?.isSymbolicLink() === true;
  if (kind && !kind.isFile() && !isLink) return false;
  if (name === configurationFileName) return true;
  return !isLink && mayBeManifest(name) && !ignored.has(file, { isFolder: false });
}

/** Links are passed over wherever they lead. */
function isNoFile(entry: fs.Dirent): boolean {
  return mayBeManifest(entry.name) && !entry.isSymbolicLink() && otherKind(entry) !== undefined;
}

/** By its name: YAML, JSON, or the one name that Kustomize takes without an extension. */
function mayBeManifest(name: string): boolean {
  return /\.(?:ya?ml|json)$/i.test(name) || name === "Kustomization";
}

function kindAt(place: string): fs.Stats | undefined {
  try {
    return fs.lstatSync(place);
  } catch {
    return undefined; // not there, or not to be looked at: its name decides
  }
}
