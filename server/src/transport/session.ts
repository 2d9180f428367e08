// The state of one connection: open documents, the disk behind them, settings, and the analysis over both.
import { Analysis } from "../analysis/analysis";
import { configurationFileName, WorkspaceConfigurations } from "../analysis/workspace-configurations";
import { Globs } from "../config/globs";
import { type Settings, settingsFrom } from "../config/settings";
import type { ClientAbilities, Snapshot } from "../features/snapshot";
import { Uris } from "../features/uris";
import { rules } from "../rules/registry";
import { isWithin, joined, nameOf, relative } from "../workspace/paths";
import { beginsLikeManifest, type UnreadReason } from "../workspace/unread";
import { Workspace } from "../workspace/workspace";
import type { FileSystem } from "./file-system";
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
  #folders: readonly string[] = [];
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
    const isLimitMoved = settings.maxFileSizeKB !== before.maxFileSizeKB;
    if (isLimitMoved) for (const document of this.open.all()) this.#read(document);
    return isLimitMoved || settings.exclude.join("\n") !== before.exclude.join("\n");
  }

  didOpen(document: Omit<OpenDocument, "path">): string {
    const path = this.uris.remember(document.uri);
    this.#take({ ...document, path });
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

  #take(document: OpenDocument): void {
    this.open.open(document);
    this.#read(document);
  }

  #read({ path, languageId, text }: OpenDocument): void {
    if (!languages.has(languageId)) return;
    // Reading it on every keystroke would make the editor wait.
    if (this.oversize(path) === undefined) this.workspace.setFile(path, text, { open: true });
    else if (beginsLikeManifest(text)) this.noteUnread(path, "too-large");
    else this.workspace.removeFile(path);
  }

  /** The disk is the truth again; what is not on it is gone. */
  async didClose(uri: string): Promise<string> {
    const path = this.uris.pathOf(uri);
    this.open.close(path);
    await this.readFromDisk(path);
    return path;
  }

  /** Is the document one that may be spoken about? */
  isOurs(path: string): boolean {
    const document = this.open.get(path);
    return document === undefined || (languages.has(document.languageId) && this.settings.enable);
  }

  /** Reads a file again, unless an editor holds it. */
  async readFromDisk(path: string): Promise<void> {
    const read = this.isExcluded(path)
      ? undefined
      : await this.#files.read(path, { maxBytes: this.settings.maxFileSizeKB * 1024 });
    if (this.open.get(path)) return; // opened meanwhile
    if (read === undefined) this.workspace.removeFile(path);
    else if ("text" in read) this.workspace.setFile(path, read.text, { open: false });
    else this.noteUnread(path, read.unread);
  }

  /** A file or folder is there and could not be read. What is left out, and a configuration, holds no object anyway. */
  noteUnread(path: string, reason: UnreadReason): void {
    if (this.isExcluded(path) || nameOf(path) === configurationFileName) this.workspace.removeFile(path);
    else this.workspace.setUnread(path, reason);
  }

  /** Before a folder is walked again: what could not be read may be gone, or may be read now. */
  forgetUnread(folder: string): void {
    for (const { path, unread } of [...this.workspace.files()]) {
      if (unread && isWithin(path, folder) && !this.open.get(path)) this.workspace.removeFile(path);
    }
  }

  /** A file or a whole folder is gone from the disk. */
  removed(path: string): void {
    for (const file of [...this.workspace.files()]) {
      if (isWithin(file.path, path) && !this.open.get(file.path)) this.workspace.removeFile(file.path);
    }
  }
}

/** Here, as a command line of the same day would see it. */
function today(): string {
  return new Date().toISOString().slice(0, 10);
}
