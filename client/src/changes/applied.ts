// What is said after a change: which files it was, what to know, and how to take it back.
import { Uri, window, workspace } from "vscode";
import type { ChangedFile } from "../../../server/src/transport/protocol";
import type { Documentation } from "../views/documentation";
import { undone } from "./undone";

export interface AppliedChange {
  /** In the words of the menu. */
  readonly title: string;
  readonly files: readonly ChangedFile[];
  /** What to know of it, Markdown. */
  readonly page: string;
}

const know = "What to Know";
const undo = "Undo";

export async function sayApplied(change: AppliedChange, pages: Documentation): Promise<void> {
  const { title, files, page } = change;
  const words = `${title}: ${counted(files.length)} changed${await savedWords(files)}: ${files.map(nameOf).join(", ")}.`;
  const answer = await window.showInformationMessage(words, know, undo);
  if (answer === undo) await undone(files);
  if (answer !== know) return;
  await pages.showText(`What to know: ${title}`, page);
}

/** We save nothing; VS Code does, where its own setting says so. */
async function savedWords(files: readonly ChangedFile[]): Promise<string> {
  const left = files.filter(({ fate }) => fate !== "deleted");
  const texts = await Promise.all(left.map(({ uri }) => workspace.openTextDocument(Uri.parse(uri))));
  const saved = texts.filter(({ isDirty }) => !isDirty).length;
  if (saved === 0) return ", not saved";
  const which = saved === left.length ? "and saved" : `${saved} of them saved`;
  return `${saved === left.length ? " " : ", "}${which} (setting files.refactoring.autoSave)`;
}

function nameOf({ uri }: ChangedFile): string {
  return workspace.asRelativePath(Uri.parse(uri));
}

function counted(count: number): string {
  return `${count} ${count === 1 ? "file" : "files"}`;
}
