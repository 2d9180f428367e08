// The files that a change touches, before and after it.
import type { FileEdits } from "../analysis/changes";
import { applyEdits } from "../text/edit";
import type { Snapshot } from "./snapshot";

export interface PreviewedFile {
  readonly uri: string;
  /** Empty for a file that would be created. */
  readonly before: string;
  /** Empty for a file that would be deleted. */
  readonly after: string;
}

export interface ChangedFile extends PreviewedFile {
  readonly fate: "changed" | "created" | "deleted";
}

export interface FileChanges {
  readonly files: readonly FileEdits[];
  readonly created?: readonly { readonly path: string; readonly text: string }[];
  /** Paths of files that go as a whole. */
  readonly deleted?: readonly string[];
}

/** Changed files first, in the order of the change. */
export function changedFiles(
  { analysis: { workspace }, uris }: Snapshot,
  { files, created = [], deleted = [] }: FileChanges,
): ChangedFile[] {
  const textOf = (path: string) => workspace.file(path)?.text ?? "";
  return [
    ...files.map(({ path, edits }): ChangedFile => {
      const before = textOf(path);
      return { uri: uris.uriOf(path), before, after: applyEdits(before, edits), fate: "changed" };
    }),
    ...created.map(({ path, text }): ChangedFile => {
      return { uri: uris.uriOf(path), before: "", after: text, fate: "created" };
    }),
    ...deleted.map((path): ChangedFile => {
      return { uri: uris.uriOf(path), before: textOf(path), after: "", fate: "deleted" };
    }),
  ];
}
