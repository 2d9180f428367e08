// The first reading of the workspace: in the background, in slices, with editor requests answered meanwhile.
import { objectCount } from "../analysis/object-count";
import { configurationFileName, folderOf } from "../workspace/paths";
import type { FileSystem } from "./file-system";
import type { Session } from "./session";

/** After so many milliseconds of work a slice ends, and waiting requests have their turn. */
const SLICE = 12;

export interface ScanResult {
  readonly files: number;
  readonly documents: number;
}

export interface ScanOptions {
  readonly roots: readonly string[];
  readonly files: FileSystem;
  readonly onProgress: (read: number) => void;
  /** Ends the scan early; what was read stays. */
  readonly isCancelled: () => boolean;
}

/**
 * Reads all files of the roots into the session's workspace, and forgets what is not to be found any more. What cannot be
 * read is noted as unread.
 */
export async function scan(session: Session, { roots, files, onProgress, isCancelled }: ScanOptions): Promise<void> {
  const found = new Set<string>();
  let sliceEnd = Date.now() + SLICE;
  for (const root of roots) await readConfigurationsAbove(session, root);
  session.disk.takeRescan();
  for (const root of roots) {
    session.disk.forgetUnread(root);
    for await (const slice of files.walk(root)) {
      await session.disk.takeSlice({ files: [], unreadable: slice.unreadable }, found);
      for (const path of slice.files) {
        if (isCancelled()) return;
        await session.disk.takeSlice({ files: [path], unreadable: [] }, found);
        if (Date.now() < sliceEnd) continue;
        onProgress(found.size);
        await new Promise((resolve) => setTimeout(resolve, 0));
        sliceEnd = Date.now() + SLICE;
      }
    }
  }
  await session.disk.reconsider(found);
}

/** A configuration counts for all folders below it, also where it lies above what is open. */
async function readConfigurationsAbove(session: Session, root: string): Promise<void> {
  for (let folder = folderOf(root); folder !== ""; folder = folderOf(folder)) {
    await session.disk.readFromDisk(`${folder}/${configurationFileName}`);
  }
}

/** Files that hold at least one Kubernetes object, and their objects; items of a `List` count one each. */
export function counted({ analysis }: Session): ScanResult {
  let files = 0;
  let documents = 0;
  for (const file of analysis.workspace.files()) {
    const objects = objectCount(analysis, file);
    if (objects > 0) files++;
    documents += objects;
  }
  return { files, documents };
}
