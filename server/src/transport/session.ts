// The state of one connection: open documents, the disk behind them, settings, and the analysis over both.
import { Analysis } from "../analysis/analysis";
import { WorkspaceConfigurations } from "../analysis/workspace-configurations";
import { isSection, type Settings, settingsFrom } from "../config/settings";
import type { ClientAbilities, Snapshot } from "../features/snapshot";
import { Uris } from "../features/uris";
import { rules } from "../rules/registry";
import type { TextEdit } from "../text/edit";
import { joined } from "../workspace/paths";
import { beginsLikeManifest } from "../workspace/unread";
import { Workspace } from "../workspace/workspace";
import { DiskFiles } from "./disk-files";
import type { FileSystem } from "./file-system";
import { type OpenDocument, OpenDocuments } from "./open-documents";

export class Session {
  readonly workspace = new Workspace();
  readonly open = new OpenDocuments();
  readonly uris = new Uris();
  readonly analysis: Analysis;
  readonly configurations: WorkspaceConfigurations;
  /** What lies on the disk, as far as a scan reads it. */
  readonly disk: DiskFiles;
  /** The settings that the client started with. */
  #initial: unknown;
  #folders: readonly string[] = [];
  #client: ClientAbilities = {
    documentChanges: false,
    changeAnnotations: false,
    createFiles: false,
    resolvesEdits: false,
    markdown: false,
  };

  constructor(files: FileSystem, onFault: (rule: string, error: unknown) => void) {
    this.configurations = new WorkspaceConfigurations(this.workspace, new Set(rules.map(({ id }) => id)), today);
    this.disk = new DiskFiles({
      files,
      workspace: this.workspace,
      configurations: this.configurations,
      open: this.open,
      retake: (document) => this.#take(document),
    });
    this.analysis = new Analysis({ workspace: this.workspace, rules, configurations: this.configurations, onFault });
  }

  get folders(): readonly string[] {
    return this.#folders;
  }

  /** The folders that the client has open; nothing is looked up across them. */
  set folders(folders: readonly string[]) {
    this.#folders = folders;
    this.disk.folders = folders;
    this.workspace.roots = folders;
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

  /** Takes what the client starts with: it holds until a section comes, and wherever none does. */
  start(initializationOptions: unknown): void {
    this.#initial = initializationOptions;
    this.configure(undefined, undefined);
  }

  /**
   * Takes the `rightkind` section and `yaml.kubernetesVersion`, whatever a client makes of them.
   * @returns are other files of the disk to be read now than before?
   */
  configure(section: unknown, yamlKubernetesVersion: unknown): boolean {
    const before = this.settings;
    const settings = settingsFrom(isSection(section) ? section : this.#initial, yamlKubernetesVersion);
    const [folder = ""] = this.#folders;
    const { configurationPath } = settings;
    this.disk.excluded = settings.exclude;
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
    this.disk.forget(path);
    this.#take(opened);
    return path;
  }

  didChange(uri: string, version: number, changes: Parameters<OpenDocuments["change"]>[2]): string {
    const path = this.uris.pathOf(uri);
    const file = this.workspace.file(path);
    const before = this.open.get(path)?.text;
    // A file that is not read has other lines than its text, and other documents.
    const isRead = file !== undefined && !file.unread && file.text === before;
    const changed = this.open.change(path, version, changes, (text) =>
      isRead && text === before ? file.lines : undefined,
    );
    if (changed) this.#take(changed.document, isRead ? changed.edit : undefined);
    return path;
  }

  /** The size in kilobytes of an open document that is too large to be read; undefined for any other. */
  oversize(path: string): number | undefined {
    const length = this.open.get(path)?.text.length ?? 0;
    return length > this.settings.maxFileSizeKB * 1024 ? Math.ceil(length / 1024) : undefined;
  }

  /** @param edit how the text came from the one that the workspace knows, if that is known */
  #take({ path, text }: OpenDocument, edit?: TextEdit): void {
    if (!this.open.holds(path)) return;
    const before = this.configurations.leftOutBy(path);
    const alone = this.disk.isAlone(path);
    // Reading it on every keystroke would make the editor wait.
    if (this.oversize(path) === undefined) this.workspace.setFile(path, text, { open: true, alone, edit });
    else if (beginsLikeManifest(text) && !alone) this.disk.noteUnread(path, "too-large");
    else this.workspace.removeFile(path);
    this.disk.noteLeftOut(path, before);
  }

  async didClose(uri: string): Promise<string> {
    const path = this.uris.pathOf(uri);
    this.open.close(path);
    await this.disk.closed(path);
    return path;
  }

  /** Is the document one that may be spoken about? */
  isOurs(path: string): boolean {
    const document = this.open.get(path);
    return document === undefined || (this.open.holds(path) && this.settings.enable);
  }
}

/** Here, as a command line of the same day would see it. */
function today(): string {
  return new Date().toISOString().slice(0, 10);
}
