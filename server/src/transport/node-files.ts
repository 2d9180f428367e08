// The disk of a process.
import { fileText } from "../disk/read-file";
import { unitTexts } from "../disk/unit-texts";
import { walk } from "../disk/walk";
import type { FileSystem } from "./file-system";

/** Files that are handed out together, so that the reader can stop between them. */
const BATCH = 64;

export const nodeFiles: FileSystem = {
  async *walk(root) {
    const { files } = walk(root);
    for (let start = 0; start < files.length; start += BATCH) {
      yield files.slice(start, start + BATCH).map((file) => file.replaceAll("\\", "/"));
    }
  },
  async read(path, { maxBytes }) {
    const read = fileText(path, { maxKB: maxBytes / 1024 });
    return "text" in read ? read.text : undefined;
  },
  async unitTexts(workspace, file) {
    return unitTexts(workspace, file);
  },
};
