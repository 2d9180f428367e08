// The patterns of one `.gitignore`, held against paths in bounded time.
import ignore, { type Ignore } from "ignore";

/** What a file says of a path: `ignored`, `unignored` (by a pattern with `!`), or nothing. */
export type Verdict = "ignored" | "unignored" | undefined;

/** No path of an operating system is longer, so a longer pattern means none. */
const LONGEST_PATTERN = 4096;

/**
 * The library tries every way to share the folders of a path out among the `**` of a pattern. So many of them can be tried
 * on a path of so many parts: some hundred thousand ways at most.
 */
const MOST_GLOBSTARS = 3;
const MOST_PARTS = 100;

export class IgnorePatterns {
  readonly #lines: readonly string[];
  readonly #patterns: Ignore;
  #deep: Ignore | undefined;

  /** @param text of the file; lines that are too long or have too many `**` ignore nothing */
  constructor(text: string) {
    this.#lines = text.split(/\r?\n/).filter((line) => line.length <= LONGEST_PATTERN);
    this.#patterns = compiled(this.#lines, MOST_GLOBSTARS);
  }

  /** @param path relative to the file's folder; with a `/` at its end for a folder */
  verdict(path: string): Verdict {
    const parts = path.split("/").length;
    const { ignored, unignored } = (parts <= MOST_PARTS ? this.#patterns : this.#forDeepPaths()).test(path);
    return ignored ? "ignored" : unignored ? "unignored" : undefined;
  }

  /** In a path of more parts only lines with a single `**` count. */
  #forDeepPaths(): Ignore {
    this.#deep ??= compiled(this.#lines, 1);
    return this.#deep;
  }
}

function compiled(lines: readonly string[], mostGlobstars: number): Ignore {
  // `ignorecase` is the library's default, not that of Git.
  return ignore({ ignorecase: false }).add(lines.filter((line) => globstars(line) <= mostGlobstars));
}

function globstars(line: string): number {
  return line.split("**").length - 1;
}
