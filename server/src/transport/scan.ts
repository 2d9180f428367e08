// The first reading of the workspace: in the background, in slices, with editor requests answered meanwhile.
import { objectCount } from "../analysis/object-count";
import { configurationFileName, folderOf } from "../workspace/paths";
import type { FileSystem } from "./file-system";
import type { Session } from "./session";

/** After so many milliseconds of work a slice ends, and waiting requests have their turn. */
const SLICE = 8;

/** People see no more steps than one for so many files, and each is a message. */
const PROGRESS = 250;

/** The time of one slice after another. */
class Slices {
  #end = Date.now() + SLICE;

  readonly isOver = (): boolean => Date.now() >= this.#end;

  /** Lets others have their turn. A message takes several turns of the event loop: with `setImmediate` each would wait for as many slices. */
  async pause(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 0));
    this.#end = Date.now() + SLICE;
  }
}

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
  const slices = new Slices();
  let told = 0;
  for (const root of roots) await readConfigurationsAbove(session, root);
  session.disk.takeRescan();
  for (const root of roots) {
    session.disk.forgetUnread(root);
    for await (const slice of files.walk(root)) {
      await session.disk.takeSlice({ files: [], unreadable: slice.unreadable }, found);
      if (slices.isOver()) await slices.pause();
      for (const path of slice.files) {
        if (isCancelled()) return;
        await session.disk.takeSlice({ files: [path], unreadable: [] }, found);
        if (found.size >= told + PROGRESS) {
          told = found.size;
          onProgress(told);
        }
        if (slices.isOver()) await slices.pause();
      }
    }
  }
  await session.disk.reconsider(found);
  // All that was read is taken in at last, unless somebody has asked for it meanwhile.
  while (!isCancelled() && !session.workspace.settleUntil(slices.isOver)) await slices.pause();
  session.workspace.forgetClosedTrees();
}

/** A configuration counts for all folders below it, also where it lies above what is open. */
async function readConfigurationsAbove(session: Session, root: string): Promise<void> {
  for (let folder = folderOf(root); folder !== ""; folder = folderOf(folder)) {
    await session.disk.readFromDisk(`${folder}/${configurationFileName}`);
  }
}

/** Files that hold at least one Kubernetes object, and their objects; items of a `List` count one each. */
export async function counted({ analysis }: Session): Promise<ScanResult> {
  const slices = new Slices();
  let files = 0;
  let documents = 0;
  for (const file of [...analysis.workspace.files()]) {
    const objects = objectCount(analysis, file);
    if (objects > 0) files++;
    documents += objects;
    if (slices.isOver()) await slices.pause();
  }
  return { files, documents };
}
