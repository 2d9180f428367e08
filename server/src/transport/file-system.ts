// The disk as the server sees it; a process and a web worker have different ones.

import type { UnitText } from "../disk/unit-texts";
import type { UnreadReason } from "../workspace/unread";
import type { Workspace } from "../workspace/workspace";

/** A part of a walk. */
export interface WalkSlice {
  /** Paths of files that may matter. */
  readonly files: readonly string[];
  /** Paths of folders that are there but could not be looked into. */
  readonly unreadable: readonly string[];
}

export type ReadText = { readonly text: string } | { readonly unread: UnreadReason };

export interface FileSystem {
  /**
   * All that lies below a folder, without what is ignored; in slices, so that long walks can be interleaved. Configurations
   * come first: they say which of the others are read.
   */
  walk(root: string): AsyncIterable<WalkSlice>;
  /**
   * What a walk of a root comes upon at a path below it; what is not there (yet) is told by its name.
   * @returns undefined where it comes upon nothing that matters: what is ignored, hidden or a link
   */
  walkedAs(root: string, path: string): "file" | "folder" | undefined;
  /** The text of a file, or why there is none; undefined where it is not there, or too large and no manifest anyway. */
  read(path: string, limits: { readonly maxBytes: number }): Promise<ReadText | undefined>;
  /** Scripts, documentation and pipelines of the units of a file, in which people name workloads by their kinds. */
  unitTexts(workspace: Workspace, file: string): Promise<readonly UnitText[]>;
}
