// The state of one connection: open documents, the disk behind them, settings, and the analysis over both.
import { Analysis } from "../analysis/analysis";
import { WorkspaceConfigurations } from "../analysis/workspace-configurations";
import { Globs } from "../config/globs";
import { type Settings, settingsFrom } from "../config/settings";
import type { ClientAbilities, Snapshot } from "../features/snapshot";
import { Uris } from "../features/uris";
import { rules } from "../rules/registry";
import { configurationFileName, folderOf, isWithin, joined, nameOf, relative } from "../workspace/paths";
import { beginsLikeManifest, type UnreadReason } from "../workspace/unread";
import { Workspace } from "../workspace/workspace";
import type { FileSystem, WalkSlice } from "./file-system";
import { type OpenDocument, OpenDocuments } from "./open-documents";

/** Languages whose documents are read; a client may send any other, which is answered with nothing. */
const languages = new Set(["yaml", "json"]);

export class Session {
  readonly workspace = new Workspace();
  readonly open = new OpenDocuments();
  readonly uris = new Uris();
  readonly analysis: Analysis;
  readonly configurations: WorkspaceConfigurations;
  readonly #files: FileSystem;
  /** Of open files: would a scan leave them out? */
  readonly #leftOut = new Map<string, boolean>();
  #folders: readonly string[] = [];
  #rescanWanted = false;
  #excluded = new Globs("path", []);
  #client: ClientAbilities = {
    documentChanges: false,
    changeAnnotations: false,
    createFiles: false,
    resolvesEdits: false,
    markdown: false,
  };

  constructor(files: FileSystem, onFault: (rule: string, error: unknown) => void) {
    this.#files = files;
    this.configurations = new WorkspaceConfigurations(this.workspace, new Set(rules.map(({ id }) => id)), today);
    this.analysis = new Analysis({ workspace: this.workspace, rules, configurations: this.configurations, onFault });
  }

  get folders(): readonly string[] {
    return this.#folders;
  }

  /** The folders that the client has open; nothing is looked up across them. */
  set folders(folders: readonly string[]) {
    this.#folders = folders;
    this.workspace.roots = folders;
  }

  /** Do the settings leave the file out? */
  isExcluded(path: string): boolean {
    return this.#excluded.matches(relative(this.workspace.rootOf(path) ?? "", path));
  }

  set client(abilities: ClientAbilities) {
    this.#client = abilities;
  }

  get snapshot(): Snapshot {
    return { analysis: this.analysis, uris: this.uris, client: this.#client };
  }

  get settings(): Settings {
    return this.configurations.settings;
  }

  /**
   * Takes the `rightkind` section and `yaml.kubernetesVersion`, whatever a client makes of them.
   * @returns are other files of the disk to be read now than before?
   */
  configure(section: unknown, yamlKubernetesVersion: unknown): boolean {
    const before = this.settings;
    const settings = settingsFrom(section, yamlKubernetesVersion);
    const [folder = ""] = this.#folders;
    const { configurationPath } = settings;
    this.#excluded = new Globs("path", settings.exclude);
    this.configurations.settings = {
      ...settings,
      configurationPath: configurationPath === "" ? "" : (joined(folder, configurationPath) ?? ""),
    };
    this.analysis.keepsAll = settings.scope === "workspace";
    const isMoved = this.settings.configurationPath !== before.configurationPath;
    const isLimitMoved = settings.maxFileSizeKB !== before.maxFileSizeKB;
    if (isLimitMoved) for (const document of this.open.all()) this.#take(document);
    return isMoved || isLimitMoved || settings.exclude.join("\n") !== before.exclude.join("\n");
  }

  didOpen(document: Omit<OpenDocument, "path">): string {
    const path = this.uris.remember(document.uri);
    const opened = { ...document, path };
    this.open.open(opened);
    this.#leftOut.delete(path);
    this.#take(opened);
    return path;
  }

  didChange(uri: string, version: number, changes: Parameters<OpenDocuments["change"]>[2]): string {
    const path = this.uris.pathOf(uri);
    const document = this.open.change(path, version, changes);
    if (document) this.#take(document);
    return path;
  }

  /** The size in kilobytes of an open document that is too large to be read; undefined for any other. */
  oversize(path: string): number | undefined {
    const length = this.open.get(path)?.text.length ?? 0;
    return length > this.settings.maxFileSizeKB * 1024 ? Math.ceil(length / 1024) : undefined;
  }

  #take({ path, languageId, text }: OpenDocument): void {
    if (!languages.has(languageId)) return;
    const before = this.configurations.leftOutBy(path);
    const alone = this.#isAlone(path);
    // Reading it on every keystroke would make the editor wait.
    if (this.oversize(path) === undefined) this.workspace.setFile(path, text, { open: true, alone });
    else if (beginsLikeManifest(text) && !alone) this.noteUnread(path, "too-large");
    else this.workspace.removeFile(path);
    this.#noteLeftOut(path, before);
  }

  /** The disk is the truth again; what is not on it is gone. */
  async didClose(uri: string): Promise<string> {
    const path = this.uris.pathOf(uri);
    this.open.close(path);
    this.#leftOut.delete(path);
    await this.readFromDisk(path);
    return path;
  }

  /** Is the document one that may be spoken about? */
  isOurs(path: string): boolean {
    const document = this.open.get(path);
    return document === undefined || (languages.has(document.languageId) && this.settings.enable);
  }

  /** Does an editor hold the text of a file? One that it opens as another language is as if it were not open. */
  holds(path: string): boolean {
    const document = this.open.get(path);
    return document !== undefined && languages.has(document.languageId);
  }

  /** Would a scan read the file? What is open and would not be is judged by itself, and nobody else sees it. */
  isScanned(path: string): boolean {
    if (path === this.settings.configurationPath || this.#isConfigurationAbove(path)) return true;
    const root = this.workspace.rootOf(path);
    if (root === undefined || this.isExcluded(path) || this.configurations.leavesOut(path)) return false;
    return this.#folders.some((folder) => isWithin(path, folder) && this.#files.walkedAs(folder, path) === "file");
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
      if (!this.#folders.some((folder) => this.#files.walkedAs(folder, path) === "folder")) known.add(path);
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
    if (this.holds(path)) return;
    const isLeftOut = this.isExcluded(path) || this.configurations.leavesOut(path);
    await this.#read(path, { isThere: !isLeftOut, alone: false });
  }

  /** Reads a file again, unless an editor holds it. */
  async readFromDisk(path: string): Promise<void> {
    const isScanned = this.isScanned(path);
    // A configuration counts below its folder, also where a scan does not go.
    const before = this.configurations.leftOutBy(path);
    await this.#read(path, { isThere: isScanned || nameOf(path) === configurationFileName, alone: !isScanned });
    this.#noteLeftOut(path, before);
  }

  /** A file or folder is there and could not be read. What is left out, and a configuration, holds no object anyway. */
  noteUnread(path: string, reason: UnreadReason): void {
    if (this.isExcluded(path) || nameOf(path) === configurationFileName) this.workspace.removeFile(path);
    else this.workspace.setUnread(path, reason);
  }

  /** Before a folder is walked again: what could not be read may be gone, or may be read now. */
  forgetUnread(folder: string): void {
    for (const { path, unread } of [...this.workspace.files()]) {
      if (unread && isWithin(path, folder) && !this.holds(path)) this.workspace.removeFile(path);
    }
  }

  /** After all folders were walked: looks again at what is known and was not come upon, and at what is open. */
  async reconsider(found: ReadonlySet<string>): Promise<void> {
    for (const { path, unread } of [...this.workspace.files()]) {
      if (!unread && !found.has(path) && !this.holds(path)) await this.readFromDisk(path);
    }
    this.#leftOut.clear();
    for (const document of [...this.open.all()]) this.#take(document);
  }

  /** A workspace folder is one no more. */
  closedFolder(folder: string): void {
    for (const { path } of [...this.workspace.files()]) {
      if (isWithin(path, folder) && !this.holds(path)) this.workspace.removeFile(path);
    }
  }

  /** Are other files left out now than when the folders were last walked? Asked once for each time. */
  takeRescan(): boolean {
    const wanted = this.#rescanWanted;
    this.#rescanWanted = false;
    return wanted;
  }

  /** What the editor does not hold, as it is on the disk now. @param isThere is it to be read at all? */
  async #read(path: string, { isThere, alone }: { readonly isThere: boolean; readonly alone: boolean }): Promise<void> {
    const read = isThere ? await this.#files.read(path, { maxBytes: this.settings.maxFileSizeKB * 1024 }) : undefined;
    if (this.holds(path)) return; // opened meanwhile
    if (read === undefined) this.workspace.removeFile(path);
    else if ("text" in read) this.workspace.setFile(path, read.text, { open: false, alone });
    else this.noteUnread(path, read.unread);
  }

  async #lookAt(path: string): Promise<void> {
    const document = this.open.get(path);
    if (!document || !this.holds(path)) return this.readFromDisk(path);
    this.#leftOut.delete(path);
    this.#take(document);
  }

  /** Known files that are one of the paths or lie below one. */
  #knownAt(paths: ReadonlySet<string>): Set<string> {
    const known = new Set([...paths].filter((path) => this.workspace.file(path)));
    // Below a file there is nothing.
    if (known.size === paths.size) return known;
    for (const { path } of this.workspace.files()) {
      for (let folder = folderOf(path); folder !== ""; folder = folderOf(folder)) {
        if (!paths.has(folder)) continue;
        known.add(path);
        break;
      }
    }
    return known;
  }

  /** What lies outside all folders is judged in its own directory. Asked of the disk once, while the file is open. */
  #isAlone(path: string): boolean {
    if (this.workspace.rootOf(path) === undefined) return false;
    let alone = this.#leftOut.get(path);
    if (alone === undefined) {
      alone = !this.isScanned(path);
      this.#leftOut.set(path, alone);
    }
    return alone;
  }

  #isConfigurationAbove(path: string): boolean {
    return nameOf(path) === configurationFileName && this.#folders.some((folder) => isWithin(folder, folderOf(path)));
  }

  #noteLeftOut(path: string, before: string): void {
    if (this.configurations.leftOutBy(path) !== before) this.#rescanWanted = true;
  }
}

/** Does the file say what a walk leaves out? `.git` does so by being there: nothing above it counts. */
function isIgnoreFile(path: string): boolean {
  return nameOf(path) === ".gitignore" || nameOf(path) === ".git";
}

/** Here, as a command line of the same day would see it. */
function today(): string {
  return new Date().toISOString().slice(0, 10);
}
