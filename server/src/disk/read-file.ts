// The text of a file on the disk, or why there is none.
import * as fs from "node:fs";

export type FileFaultCode = "unreadable" | "too-large";

export type FileText =
  | { readonly text: string }
  | { readonly fault: FileFaultCode; readonly message: string }
  | { readonly fault: "binary"; readonly message: string };

/** So much of a file that is too large is looked at to tell whether it may be a manifest. */
const HEAD = 65_536;

export function fileText(path: string, limits: { readonly maxKB: number }): FileText {
  try {
    const { size } = fs.statSync(path);
    if (size > limits.maxKB * 1024) {
      const message = `The file has ${Math.ceil(size / 1024)} KB, more than the ${limits.maxKB} KB that are read.`;
      return { fault: "too-large", message };
    }
    return decoded(fs.readFileSync(path));
  } catch (error) {
    return { fault: "unreadable", message: reasonOf(error) };
  }
}

/** UTF-8 as text, without a byte order mark: columns are counted as editors count them. */
export function decoded(bytes: Uint8Array): FileText {
  if (bytes.includes(0)) return { fault: "binary", message: "The file is binary, not text." };
  return { text: new TextDecoder("utf-8").decode(bytes) };
}

/** Does the beginning of a file look like a Kubernetes object? Asked of files that are too large to be read. */
export function beginsLikeManifest(path: string): boolean {
  let file: number | undefined;
  try {
    file = fs.openSync(path, "r");
    const head = Buffer.alloc(HEAD);
    const length = fs.readSync(file, head, 0, HEAD, 0);
    const text = head.toString("utf8", 0, length);
    return /(?:^|[{,])[ \t]*(?:-[ \t]+)?["']?apiVersion["']?[ \t]*:[ \t]*["']?\w/m.test(text);
  } catch {
    return false;
  } finally {
    if (file !== undefined) fs.closeSync(file);
  }
}

/** What the operating system says, in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
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
      return "It is a folder.";
    default:
      return typeof code === "string" ? `It cannot be read (${code}).` : "It cannot be read.";
  }
}
