// The disk of a process.
import { fileText, unreadReason } from "../disk/read-file";
import { unitTexts } from "../disk/unit-texts";
import { walk } from "../disk/walk";
import type { FileSystem } from "./file-system";

/** Files that are handed out together, so that the reader can stop between them. */
const BATCH = 64;

export const nodeFiles: FileSystem = {
  async *walk(root) {
    const { files, unreadable } = walk(root);
    yield { files: [], unreadable: unreadable.map(({ path }) => withSlashes(path)) };
    for (let start = 0; start < files.length; start += BATCH) {
      yield { files: files.slice(start, start + BATCH).map(withSlashes), unreadable: [] };
    }
  },
  async read(path, { maxBytes }) {
    const read = fileText(path, { maxKB: maxBytes / 1024 });
    if ("text" in read) return read;
    const unread = unreadReason(read);
    return unread && { unread };
  },
  async unitTexts(workspace, file) {
    return unitTexts(workspace, file);
  },
};

function withSlashes(nativePath: string): string {
  return nativePath.replaceAll("\\", "/");
}
