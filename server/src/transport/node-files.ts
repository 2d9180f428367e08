// The disk of a process.
import { normalize } from "node:path";
import { fileText, unreadReason } from "../disk/read-file";
import { unitTexts } from "../disk/unit-texts";
import { walkedAs, walkStepwise } from "../disk/walk";
import { configurationFileName, nameOf } from "../workspace/paths";
import type { FileSystem } from "./file-system";

/** Files that are handed out together, so that the reader can stop between them. */
const BATCH = 64;

export const nodeFiles: FileSystem = {
  async *walk(root) {
    const steps = walkStepwise(root);
    let step = steps.next();
    for (; !step.done; step = steps.next()) yield { files: [], unreadable: [] };
    const { unreadable, files: found } = step.value;
    const files = found.map(withSlashes).sort((a, b) => rank(a) - rank(b));
    yield { files: [], unreadable: unreadable.map(({ path }) => withSlashes(path)) };
    for (let start = 0; start < files.length; start += BATCH) {
      yield { files: files.slice(start, start + BATCH), unreadable: [] };
    }
  },
  walkedAs(root, path) {
    return walkedAs(native(root), native(path));
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

/** Configurations before all others; these keep their order. */
function rank(file: string): number {
  return nameOf(file) === configurationFileName ? 0 : 1;
}

function native(path: string): string {
  return normalize(path);
}

function withSlashes(nativePath: string): string {
  return nativePath.replaceAll("\\", "/");
}
