// Addresses of documents as clients write them, and the paths by which everything below knows files.
import { URI } from "vscode-uri";

/** Translates between the two. Open documents keep the exact address that their client uses. */
export class Uris {
  readonly #own = new Map<string, string>();

  /** The path of a file; for anything but files the address itself serves as one. */
  pathOf(uri: string): string {
    const parsed = URI.parse(uri);
    if (parsed.scheme !== "file") return uri;
    const path = parsed.fsPath.replaceAll("\\", "/");
    return /^[A-Z]:/.test(path) ? path.charAt(0).toLowerCase() + path.slice(1) : path;
  }

  /** The path of a folder, whether or not its address ends with a slash: that of a root does. */
  folderOf(uri: string): string {
    return this.pathOf(uri).replace(/(?<=[^:/])\/$/, "");
  }

  uriOf(path: string): string {
    return this.#own.get(path) ?? usual(path);
  }

  /** Remembers how a client writes the address of a document that it has opened. */
  remember(uri: string): string {
    const path = this.pathOf(uri);
    // Hardly any client has a way of its own: what every file would leave behind is not kept.
    if (uri === usual(path)) this.#own.delete(path);
    else this.#own.set(path, uri);
    return path;
  }
}

function usual(path: string): string {
  return isAddress(path) ? path : URI.file(path).toString();
}

/** `c:/x` is a path on Windows, `untitled:x` an address. */
function isAddress(path: string): boolean {
  return /^[a-z][\w+.-]+:/.test(path);
}
