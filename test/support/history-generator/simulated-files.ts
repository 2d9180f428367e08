// A disk and the buffers of an editor, simulated so far that each step of a history is one that can happen.
import type { UnreadReason } from "../../../server/src/workspace/unread";
import type { Choices } from "../choices";
import type { Step } from "./step";

/** Below which all files of a history lie. */
export const root = "/w";

export class SimulatedFiles {
  readonly steps: Step[] = [];
  /** What a name should be made of that was not there before. */
  count = 0;
  readonly #disk = new Map<string, string>();
  readonly #buffers = new Map<string, string>();
  readonly #unread = new Set<string>();
  /** All texts that a file ever had, for undoing and restoring. */
  readonly #past = new Map<string, string[]>();

  get onDisk(): string[] {
    return [...this.#disk.keys()];
  }

  get open(): string[] {
    return [...this.#buffers.keys()];
  }

  get unread(): string[] {
    return [...this.#unread];
  }

  /** Files that are no longer on the disk. */
  get gone(): string[] {
    return [...this.#past.keys()].filter((path) => !this.#disk.has(path));
  }

  /** Open or on the disk, and not out of reach. */
  get readable(): string[] {
    return [...new Set([...this.onDisk, ...this.open])].filter((path) => !this.#unread.has(path));
  }

  isOpen(path: string): boolean {
    return this.#buffers.has(path);
  }

  isTaken(path: string): boolean {
    return this.#disk.has(path) || this.#buffers.has(path);
  }

  within(folder: string): string[] {
    return this.onDisk.filter((path) => path.startsWith(`${root}/${folder}/`));
  }

  pastOf(path: string): readonly string[] {
    return this.#past.get(path) ?? [];
  }

  /** As the editor shows it. */
  textOf(path: string): string {
    return this.#buffers.get(path) ?? this.#disk.get(path) ?? "";
  }

  textOnDisk(path: string): string | undefined {
    return this.#disk.get(path);
  }

  /** By whoever: the server is told only where no buffer wins over the disk. */
  write(path: string, text: string): void {
    this.#disk.set(path, text);
    this.#remember(path, text);
    if (!this.#buffers.has(path)) this.steps.push({ step: "set", path, text, open: false });
  }

  type(path: string, text: string): void {
    this.#buffers.set(path, text);
    this.#remember(path, text);
    this.steps.push({ step: "set", path, text, open: true });
  }

  /** The disk is the truth again. */
  close(path: string): void {
    this.#buffers.delete(path);
    const text = this.#disk.get(path);
    if (text === undefined) this.#remove(path);
    else this.write(path, text);
  }

  /** From the disk; what is open stays. */
  delete(path: string): void {
    this.#disk.delete(path);
    if (!this.#buffers.has(path)) this.#remove(path);
  }

  /** A file, or a folder, that is there but not to be read from now on. */
  lose(path: string, reason: UnreadReason): void {
    this.#unread.add(path);
    this.steps.push({ step: "unread", path, reason });
  }

  /** What was out of reach is what it is on the disk, or gone. */
  find(path: string): void {
    const text = this.#disk.get(path);
    if (text === undefined) this.#remove(path);
    else this.write(path, text);
  }

  /** The folder of a file that is there, or an upper one of it; relative, empty for the topmost. */
  aFolder(choices: Choices): string {
    const path = choices.anyOf(this.onDisk) ?? root;
    const parts = path
      .slice(root.length + 1)
      .split("/")
      .slice(0, -1);
    return (choices.chance(30) ? parts.slice(0, -1) : parts).join("/");
  }

  #remove(path: string): void {
    this.#unread.delete(path);
    this.steps.push({ step: "remove", path });
  }

  #remember(path: string, text: string): void {
    this.#unread.delete(path);
    const past = this.pastOf(path);
    if (!past.includes(text)) this.#past.set(path, [...past, text]);
  }
}
