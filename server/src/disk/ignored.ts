// What `.gitignore` files leave out, each seen from its own folder.
import * as fs from "node:fs";
import * as path from "node:path";
import { IgnorePatterns } from "./ignore-patterns";
import { regularFile } from "./regular-file";

interface IgnoreFile {
  readonly folder: string;
  readonly patterns: IgnorePatterns;
}

/** A larger `.gitignore` ignores nothing. */
const MOST_BYTES = 4_194_304;

/** The `.gitignore` files that hold in a folder, the nearest first. */
export class Ignored {
  readonly #files: readonly IgnoreFile[];

  private constructor(files: readonly IgnoreFile[]) {
    this.#files = files;
  }

  /**
   * What holds in a folder before its own `.gitignore` is read: the files of the folders above it, up to the one with `.git`.
   * A folder that is itself ignored but was asked for is looked into nevertheless: then nothing above it counts.
   */
  static above(folder: string): Ignored {
    const parents = parentsInRepository(folder).reverse();
    let ignored = new Ignored([]);
    for (const parent of parents) ignored = ignored.inside(parent);
    const chain = [...parents.slice(1), folder];
    return chain.some((part) => ignored.has(part, { isFolder: true })) ? new Ignored([]) : ignored;
  }

  /** What holds in a folder below: its own `.gitignore` too, if it has one. */
  inside(folder: string): Ignored {
    const text = readIfThere(path.join(folder, ".gitignore"));
    if (text === undefined) return this;
    return new Ignored([{ folder, patterns: new IgnorePatterns(text) }, ...this.#files]);
  }

  has(file: string, { isFolder }: { readonly isFolder: boolean }): boolean {
    for (const { folder, patterns } of this.#files) {
      const relative = path.relative(folder, file).split(path.sep).join("/");
      if (relative === "" || relative.startsWith("..") || path.isAbsolute(relative)) continue;
      const verdict = patterns.verdict(isFolder ? `${relative}/` : relative);
      if (verdict !== undefined) return verdict === "ignored";
    }
    return false;
  }
}

/** The folders above one in its Git repository, the nearest first; none where it is the top of one, or in none. */
function parentsInRepository(folder: string): string[] {
  const parents: string[] = [];
  for (let at = folder; ; ) {
    if (fs.existsSync(path.join(at, ".git"))) return parents;
    const parent = path.dirname(at);
    if (parent === at) return [];
    parents.push(parent);
    at = parent;
  }
}

function readIfThere(file: string): string | undefined {
  try {
    const read = regularFile(file, { maxBytes: MOST_BYTES });
    return "bytes" in read ? read.bytes.toString("utf8") : undefined;
  } catch {
    return undefined; // none there, or nothing that can be read: it ignores nothing
  }
}
