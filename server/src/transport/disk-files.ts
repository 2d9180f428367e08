// What the server knows of the disk: the same files as a scan from the beginning, whatever has happened meanwhile.
import type { WorkspaceConfigurations } from "../analysis/workspace-configurations";
import { Globs } from "../config/globs";
import { configurationFileName, folderOf, isWithin, nameOf, relative } from "../workspace/paths";
import type { UnreadReason } from "../workspace/unread";
import type { Workspace } from "../workspace/workspace";
import type { FileSystem, WalkSlice } from "./file-system";
import type { OpenDocument, OpenDocuments } from "./open-documents";

export interface DiskFilesOptions {
  readonly files: FileSystem;
  readonly workspace: Workspace;
  readonly configurations: WorkspaceConfigurations;
  readonly open: OpenDocuments;
  /** Takes the text of a document that an editor holds once more. */
  readonly retake: (document: OpenDocument) => void;
}

interface ReadOptions {
  /** Is it to be read at all? */
  readonly isThere: boolean;
  readonly alone: boolean;
  /** Is it one of many that a walk comes upon? */
  readonly passing?: boolean;
}

export class DiskFiles {
  readonly #files: FileSystem;
  readonly #workspace: Workspace;
  readonly #configurations: WorkspaceConfigurations;
  readonly #open: OpenDocuments;
  readonly #retake: (document: OpenDocument) => void;
  /** Of open files: would a scan leave them out? */
  readonly #leftOut = new Map<string, boolean>();
  /** Configurations that are known only because a file below them is open. */
  readonly #strays = new Set<string>();
  #excluded = new Globs("path", []);
  #rescanWanted = false;
  /** The folders that the client has open. */
  folders: readonly string[] = [];

  constructor({ files, workspace, configurations, open, retake }: DiskFilesOptions) {
    this.#files = files;
    this.#workspace = workspace;
    this.#configurations = configurations;
    this.#open = open;
    this.#retake = retake;
  }

  /** Globs of files and folders that the settings leave out. */
  set excluded(globs: readonly string[]) {
    this.#excluded = new Globs("path", globs);
  }

  /** Do the settings leave the file out? */
  isExcluded(path: string): boolean {
    return this.#excluded.matches(relative(this.#workspace.rootOf(path) ?? "", path));
  }

  /** Would a scan read the file? What is open and would not be is judged by itself, and nobody else sees it. */
  isScanned(path: string): boolean {
    if (path === this.#configurations.settings.configurationPath || this.#isConfigurationAbove(path)) return true;
    const root = this.#workspace.rootOf(path);
    if (root === undefined || this.isExcluded(path) || this.#configurations.leavesOut(path)) return false;
    return this.folders.some((folder) => isWithin(path, folder) && this.#files.walkedAs(folder, path) === "file");
  }

  /**
   * Something has happened to files or folders: looks at what is there now, whatever was told of it. What a scan would not
   * come upon is forgotten.
   */
  async lookAgain(paths: ReadonlySet<string>): Promise<void> {
    const known = this.#knownAt(paths);
    const found = new Set<string>();
    for (const path of paths) {
      if (isIgnoreFile(path)) this.#rescanWanted = true;
      if (!this.folders.some((folder) => this.#files.walkedAs(folder, path) === "folder")) known.add(path);
      else for await (const slice of this.#files.walk(path)) await this.takeSlice(slice, found);
    }
    for (const path of known) if (!found.has(path)) await this.#lookAt(path);
  }

  /** Reads what a walk came upon, and adds it to what was found. */
  async takeSlice({ files, unreadable }: WalkSlice, found: Set<string>): Promise<void> {
    for (const folder of unreadable) this.noteUnread(folder, "unreadable");
    for (const path of [...files, ...unreadable]) found.add(path);
    for (const path of files) await this.readWalked(path);
  }

  /** Reads a file that a walk has come upon, unless an editor holds it. Configurations come first: their files follow. */
  async readWalked(path: string): Promise<void> {
    if (this.#holds(path)) return;
    const isLeftOut = this.isExcluded(path) || this.#configurations.leavesOut(path);
    await this.#read(path, { isThere: !isLeftOut, alone: false, passing: true });
  }

  /** Reads a file again, unless an editor holds it. */
  async readFromDisk(path: string): Promise<void> {
    const isScanned = this.isScanned(path);
    const before = this.#configurations.leftOutBy(path);
    const isStray = !isScanned && this.#isConfigurationOfOpen(path);
    if (isStray) this.#strays.add(path);
    await this.#read(path, { isThere: isScanned || isStray, alone: isStray });
    this.noteLeftOut(path, before);
  }

  /**
   * Reads the configurations that count for an open file, where a scan does not go.
   * @returns was there any?
   */
  async readConfigurationsOf(path: string): Promise<boolean> {
    if (!this.#holds(path) || this.isScanned(path)) return false;
    for (const folder of foldersAbove(path)) {
      const file = `${folder}/${configurationFileName}`;
      if (!this.#workspace.file(file)) await this.readFromDisk(file);
    }
    return this.#strays.size > 0;
  }

  /** A file or folder is there and could not be read. What is left out, and a configuration, holds no object anyway. */
  noteUnread(path: string, reason: UnreadReason): void {
    if (this.isExcluded(path) || nameOf(path) === configurationFileName) this.#workspace.removeFile(path);
    else this.#workspace.setUnread(path, reason);
  }

  /** Before a folder is walked again: what could not be read may be gone, or may be read now. */
  forgetUnread(folder: string): void {
    for (const { path, unread } of [...this.#workspace.files()]) {
      if (unread && isWithin(path, folder) && !this.#holds(path)) this.#workspace.removeFile(path);
    }
  }

  /** After all folders were walked: looks again at what is known and was not come upon, and at what is open. */
  async reconsider(found: ReadonlySet<string>): Promise<void> {
    for (const { path, unread } of [...this.#workspace.files()]) {
      if (!unread && !found.has(path) && !this.#holds(path)) await this.readFromDisk(path);
    }
    this.#leftOut.clear();
    for (const document of [...this.#open.all()]) {
      this.#retake(document);
      await this.readConfigurationsOf(document.path);
    }
  }

  /** An editor has opened or closed the file, or what lies there is another thing: the disk is asked again. */
  forget(path: string): void {
    this.#leftOut.delete(path);
  }

  /** An editor has closed the file: the disk is the truth again, and what is not on it is gone. */
  async closed(path: string): Promise<void> {
    this.forget(path);
    await this.readFromDisk(path);
    // Configurations that counted for nothing else.
    for (const stray of this.#strays) {
      if (this.#isConfigurationOfOpen(stray)) continue;
      this.#strays.delete(stray);
      await this.readFromDisk(stray);
    }
  }

  /** A workspace folder is one no more. */
  closedFolder(folder: string): void {
    for (const { path } of [...this.#workspace.files()]) {
      if (isWithin(path, folder) && !this.#holds(path)) this.#workspace.removeFile(path);
    }
  }

  /** Are other files left out now than when the folders were last walked? Asked once for each time. */
  takeRescan(): boolean {
    const wanted = this.#rescanWanted;
    this.#rescanWanted = false;
    return wanted;
  }

  /** What the editor does not hold, as it is on the disk now. */
  async #read(path: string, { isThere, alone, passing = false }: ReadOptions): Promise<void> {
    const read = isThere
      ? await this.#files.read(path, { maxBytes: this.#configurations.settings.maxFileSizeKB * 1024 })
      : undefined;
    if (this.#holds(path)) return; // opened meanwhile
    if (read === undefined) this.#workspace.removeFile(path);
    else if ("text" in read) this.#workspace.setFile(path, read.text, { open: false, alone, passing });
    else this.noteUnread(path, read.unread);
  }

  async #lookAt(path: string): Promise<void> {
    const document = this.#open.get(path);
    if (!document || !this.#holds(path)) return this.readFromDisk(path);
    this.forget(path);
    this.#retake(document);
  }

  /** Known files that are one of the paths or lie below one. */
  #knownAt(paths: ReadonlySet<string>): Set<string> {
    const known = new Set([...paths].filter((path) => this.#workspace.file(path)));
    // Below a file there is nothing.
    if (known.size === paths.size) return known;
    for (const { path } of this.#workspace.files()) {
      if (foldersAbove(path).some((folder) => paths.has(folder))) known.add(path);
    }
    return known;
  }

  /**
   * Is an open file one that nobody else sees? What lies outside all folders is judged in its own directory. The disk is asked
   * once, until `forget`.
   */
  isAlone(path: string): boolean {
    if (this.#workspace.rootOf(path) === undefined) return false;
    let alone = this.#leftOut.get(path);
    if (alone === undefined) {
      alone = !this.isScanned(path);
      this.#leftOut.set(path, alone);
    }
    return alone;
  }

  #isConfigurationAbove(path: string): boolean {
    return nameOf(path) === configurationFileName && this.folders.some((folder) => isWithin(folder, folderOf(path)));
  }

  /** A configuration counts below its folder, also where a scan does not go. */
  #isConfigurationOfOpen(path: string): boolean {
    if (nameOf(path) !== configurationFileName) return false;
    return [...this.#open.all()].some(
      (document) => isWithin(document.path, folderOf(path)) && this.#holds(document.path),
    );
  }

  /** A configuration may leave out other files now than `before`. */
  noteLeftOut(path: string, before: string): void {
    if (this.#configurations.leftOutBy(path) !== before) this.#rescanWanted = true;
  }

  #holds(path: string): boolean {
    return this.#open.holds(path);
  }
}

/** The nearest first; without the top, where files of nobody lie. */
function foldersAbove(path: string): string[] {
  const folders: string[] = [];
  for (let folder = folderOf(path); folder !== ""; folder = folderOf(folder)) folders.push(folder);
  return folders;
}

/** Does the file say what a walk leaves out? `.git` does so by being there: nothing above it counts. */
function isIgnoreFile(path: string): boolean {
  return nameOf(path) === ".gitignore" || nameOf(path) === ".git";
}
