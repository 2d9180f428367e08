// The text of a file on the disk, or why there is none.
import * as fs from "node:fs";
import { beginsLikeManifest, HEAD, type UnreadReason } from "../workspace/unread";

export type FileFaultCode = "unreadable" | "too-large";

/** `absent`: there is no file at that path. */
export type ReadFault = UnreadReason | "absent";

export type FileText = { readonly text: string } | { readonly fault: ReadFault; readonly message: string };

const FOLDER = "It is a folder.";

export function fileText(path: string, limits: { readonly maxKB: number }): FileText {
  try {
    const stats = fs.statSync(path);
    // Asked before its size: that of a folder says nothing.
    if (stats.isDirectory()) return { fault: "absent", message: FOLDER };
    if (stats.size > limits.maxKB * 1024) {
      const message = `The file has ${Math.ceil(stats.size / 1024)} KB, more than the ${limits.maxKB} KB that are read.`;
      return { fault: "too-large", message };
    }
    return decoded(fs.readFileSync(path));
  } catch (error) {
    return { fault: isAbsence(error) ? "absent" : "unreadable", message: reasonOf(error) };
  }
}

/** UTF-8 as text, without a byte order mark: columns are counted as editors count them. */
export function decoded(bytes: Uint8Array): FileText {
  if (bytes.includes(0)) return { fault: "binary", message: "The file is binary, not text." };
  return { text: new TextDecoder("utf-8").decode(bytes) };
}

/** Why a file counts as unread; undefined where it is not there, and where it is too large but begins like no manifest. */
export function unreadReason(path: string, fault: ReadFault): UnreadReason | undefined {
  if (fault === "absent") return undefined;
  return fault === "too-large" && !fileBeginsLikeManifest(path) ? undefined : fault;
}

/** Where even its beginning cannot be read, it may be one. */
function fileBeginsLikeManifest(path: string): boolean {
  let file: number | undefined;
  try {
    file = fs.openSync(path, "r");
    const head = Buffer.alloc(HEAD);
    const length = fs.readSync(file, head, 0, HEAD, 0);
    return beginsLikeManifest(head.toString("utf8", 0, length));
  } catch {
    return true;
  } finally {
    if (file !== undefined) fs.closeSync(file);
  }
}

/** Does an error say that nothing is there, rather than that it cannot be read? */
export function isAbsence(error: unknown): boolean {
  const code = codeOf(error);
  return code === "ENOENT" || code === "ENOTDIR";
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

/** What the operating system says, in words. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return "There is no such file or folder.";
    case "EACCES":
    case "EPERM":
      return "Reading it is not permitted.";
    case "ELOOP":
      return "The symbolic link leads in a circle.";
    case "ENAMETOOLONG":
      return "The path is too long.";
    case "EISDIR":
      return FOLDER;
    default:
      return typeof code === "string" ? `It cannot be read (${code}).` : "It cannot be read.";
  }
}
