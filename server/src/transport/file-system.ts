// The disk as the server sees it; a process and a web worker have different ones.

import type { UnitText } from "../disk/unit-texts";
import type { Workspace } from "../workspace/workspace";

export interface FileSystem {
  /** Paths of all files below a folder that may matter, without what is ignored; in slices, so that long walks can be interleaved. */
  walk(root: string): AsyncIterable<readonly string[]>;
  /** The text of a file; undefined where it is not there, not readable, no text, or larger than the limit. */
  read(path: string, limits: { readonly maxBytes: number }): Promise<string | undefined>;
  /** Scripts, documentation and pipelines of the units of a file, in which people name workloads by their kinds. */
  unitTexts(workspace: Workspace, file: string): Promise<readonly UnitText[]>;
}
