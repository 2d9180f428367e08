// A temporary folder with the disk and the open buffers of one session; it makes events happen there, and says what to tell.
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { FileChangeType } from "vscode-languageserver-protocol";
import { URI } from "vscode-uri";
import { bytesOf, type FileContent, type FuzzCase, type Settings, type StartFile } from "./event";
import type { PendingChange } from "./watched-events";

export interface Buffer {
  readonly text: string;
  readonly language: string;
  readonly version: number;
}

export class Playground {
  readonly top: string;
  readonly buffers = new Map<string, Buffer>();
  folders: readonly string[];
  settings: Settings;
  /** Changes on the disk that nobody has told yet. */
  #pending: PendingChange[] = [];
  /** All files that ever were: also of those that are gone something could still be said. */
  readonly #known = new Set<string>();
  /** All texts that each file ever had, for undoing and restoring. */
  readonly past = new Map<string, string[]>();

  constructor({ files, folders, settings }: Omit<FuzzCase, "events">) {
    this.top = fs.realpathSync(fs.mkdtempSync(path.join(tmpdir(), "rightkind-fuzz-")));
    this.folders = folders;
    this.settings = settings;
    for (const folder of folders) fs.mkdirSync(this.native(folder), { recursive: true });
    for (const file of files) this.#put(file);
  }

  native(relative: string): string {
    return path.join(this.top, relative);
  }

  uri(relative: string): string {
    return URI.file(this.native(relative)).toString();
  }

  /** All files that are or were there, sorted. */
  get paths(): string[] {
    return [...new Set([...this.files(), ...this.#known, ...this.buffers.keys()])].sort();
  }

  /** Files on the disk, links among them, sorted. */
  files(below = ""): string[] {
    const native = this.native(below);
    if (!fs.existsSync(native)) return [];
    return fs
      .readdirSync(native, { withFileTypes: true })
      .flatMap((entry) => {
        const inner = below === "" ? entry.name : `${below}/${entry.name}`;
        return entry.isDirectory() ? this.files(inner) : [inner];
      })
      .sort();
  }

  isFolder(relative: string): boolean {
    return fs.lstatSync(this.native(relative), { throwIfNoEntry: false })?.isDirectory() === true;
  }

  isThere(relative: string): boolean {
    return fs.lstatSync(this.native(relative), { throwIfNoEntry: false }) !== undefined;
  }

  /** As an editor reads it, without a byte order mark; undefined where there is no such file. */
  textOnDisk(relative: string): string | undefined {
    const native = this.native(relative);
    if (!fs.statSync(native, { throwIfNoEntry: false })?.isFile()) return undefined;
    return new TextDecoder().decode(fs.readFileSync(native));
  }

  /** Does an open buffer say something else than the disk, or something that the disk cannot say as text? */
  get isDirty(): boolean {
    return [...this.buffers].some(([file, { text }]) => text !== this.textOnDisk(file) || text.includes("\0"));
  }

  write(relative: string, content: FileContent): void {
    if (this.isFolder(relative) || this.#isBelowFile(relative)) return;
    const isNew = !this.isThere(relative);
    // Written through, a link would change another file unnoticed.
    if (!isNew && fs.lstatSync(this.native(relative)).isSymbolicLink()) return;
    this.#put({ path: relative, ...content });
    this.#note(relative, isNew ? FileChangeType.Created : FileChangeType.Changed);
  }

  link(relative: string, target: string): void {
    if (this.isThere(relative) || this.#isBelowFile(relative)) return;
    fs.mkdirSync(path.dirname(this.native(relative)), { recursive: true });
    const from = path.dirname(this.native(relative));
    fs.symlinkSync(path.relative(from, this.native(target)) || ".", this.native(relative));
    this.#note(relative, FileChangeType.Created);
  }

  /** A file, or a folder with all that is in it; never one that is open in the editor as a workspace folder. */
  remove(relative: string): void {
    if (!this.isThere(relative) || this.#holdsFolder(relative)) return;
    this.#noteAll(relative, FileChangeType.Deleted);
    fs.rmSync(this.native(relative), { recursive: true });
  }

  rename(from: string, to: string): void {
    if (!this.isThere(from) || this.isThere(to) || this.#isBelowFile(to)) return;
    if (this.#holdsFolder(from) || `${to}/`.startsWith(`${from}/`)) return;
    this.#noteAll(from, FileChangeType.Deleted);
    fs.mkdirSync(path.dirname(this.native(to)), { recursive: true });
    fs.renameSync(this.native(from), this.native(to));
    this.#noteAll(to, FileChangeType.Created);
  }

  takePending(): readonly PendingChange[] {
    const taken = this.#pending;
    this.#pending = [];
    return taken;
  }

  dispose(): void {
    fs.rmSync(this.top, { recursive: true, force: true });
  }

  #put({ path: relative, ...content }: StartFile): void {
    fs.mkdirSync(path.dirname(this.native(relative)), { recursive: true });
    fs.writeFileSync(this.native(relative), bytesOf(content));
    this.#known.add(relative);
    if ("text" in content) this.remember(relative, content.text);
  }

  remember(relative: string, text: string): void {
    const past = this.past.get(relative) ?? [];
    if (!past.includes(text)) this.past.set(relative, [...past, text]);
  }

  /** A folder's own event comes last when it goes, first when it comes. */
  #noteAll(relative: string, type: FileChangeType): void {
    const inner = this.isFolder(relative) ? this.files(relative) : [];
    if (type === FileChangeType.Created) this.#note(relative, type);
    for (const file of inner) this.#note(file, type, relative);
    if (type !== FileChangeType.Created) this.#note(relative, type);
  }

  #note(relative: string, type: FileChangeType, within?: string): void {
    this.#known.add(relative);
    const known = { path: this.native(relative).replaceAll("\\", "/"), uri: this.uri(relative), type };
    this.#pending.push(within === undefined ? known : { ...known, within });
  }

  #holdsFolder(relative: string): boolean {
    return this.folders.some((folder) => `${folder}/`.startsWith(`${relative}/`));
  }

  #isBelowFile(relative: string): boolean {
    const parents = relative.split("/").slice(0, -1);
    return parents.some((_, index) => {
      const parent = parents.slice(0, index + 1).join("/");
      return this.isThere(parent) && !this.isFolder(parent);
    });
  }
}
