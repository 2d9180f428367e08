// The text of a file on the disk, or why there is none.
import * as fs from "node:fs";
import { beginsLikeManifest, HEAD, type UnreadReason } from "../workspace/unread";
import { headOf, regularFile } from "./regular-file";

export type FileFaultCode = "unreadable" | "too-large";

/** `absent`: there is no file at that path, or something that is none: a folder, a named pipe, a device. */
export type ReadFault = UnreadReason | "absent";

/** Why there is no text. */
export interface NoText {
  readonly fault: ReadFault;
  /** A sentence for people. */
  readonly message: string;
  /** May it hold Kubernetes objects, as far as its beginning tells? */
  readonly mayBeManifest: boolean;
}

export type FileText = { readonly text: string } | NoText;

/** Never throws, and never waits: only regular files are opened, and no more is read than the limit allows. */
export function fileText(path: string, limits: { readonly maxKB: number }): FileText {
  try {
    const read = regularFile(path, { maxBytes: limits.maxKB * 1024 });
    if ("bytes" in read) return decoded(read.bytes);
    if ("kind" in read) return noFile(read.kind);
    const message = `The file has ${Math.ceil(read.size / 1024)} KB, more than the ${limits.maxKB} KB that are read.`;
    return { fault: "too-large", message, mayBeManifest: bytesBeginLikeManifest(headOf(path, HEAD)) };
  } catch (error) {
    const absent = isAbsence(error);
    const message = absent && isLink(path) ? "The symbolic link leads to nothing." : reasonOf(error);
    // Where even its beginning cannot be read, it may be one.
    return { fault: absent ? "absent" : "unreadable", message, mayBeManifest: !absent };
  }
}

/**
 * UTF-8 as text, without a byte order mark: columns are counted as editors count them.
 *
 * UTF-16 is not decoded (docs/decisions/unread-files.md). Its byte order mark is no UTF-8, so that it cannot be mistaken.
 * @param subject of the message: what the bytes are
 */
export function decoded(bytes: Uint8Array, subject = "The file"): FileText {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (!utf16 && !bytes.includes(0)) return { text: new TextDecoder("utf-8").decode(bytes) };
  const message = utf16
    ? `${subject} is UTF-16. Only UTF-8 is read: save it as UTF-8.`
    : `${subject} is binary, not text.`;
  return { fault: "binary", message, mayBeManifest: bytesBeginLikeManifest(bytes) };
}

/** Why a file counts as unread; undefined where it is not there, and where it is too large but begins like no manifest. */
export function unreadReason({ fault, mayBeManifest }: NoText): UnreadReason | undefined {
  if (fault === "absent") return undefined;
  return fault === "too-large" && !mayBeManifest ? undefined : fault;
}

/** Without NUL bytes and the bytes of its mark, so that UTF-16 is told as well. */
function bytesBeginLikeManifest(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, HEAD).filter((byte) => byte !== 0 && byte < 0xfe);
  return beginsLikeManifest(new TextDecoder("utf-8").decode(head));
}

function noFile(kind: string): NoText {
  const message = kind === "a folder" ? FOLDER : `It is ${kind}, not a file.`;
  return { fault: "absent", message, mayBeManifest: false };
}

function isLink(path: string): boolean {
  try {
    return fs.lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

const FOLDER = "It is a folder.";

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
