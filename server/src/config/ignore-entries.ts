// The entries of `ignore`, found by the file that they mean: a repository that was adopted has one for each of its files.
import type { Configuration, IgnoreEntry } from "./configuration";

const kept = new WeakMap<Configuration, IgnoreEntries>();

/** Those of a configuration, put in order once for all files that it is of. */
export function ignoreEntries(configuration: Configuration): IgnoreEntries {
  const entries = kept.get(configuration) ?? new IgnoreEntries(configuration.ignore);
  kept.set(configuration, entries);
  return entries;
}

class IgnoreEntries {
  readonly #all: readonly IgnoreEntry[];
  /** The places of those that name one file or folder, by that. */
  readonly #byPath = new Map<string, number[]>();
  /** The places of all others. */
  readonly #others: number[] = [];

  /** @param all in the order in which they count */
  constructor(all: readonly IgnoreEntry[]) {
    this.#all = all;
    for (const [place, { path }] of all.entries()) {
      const only = path?.onlyPath;
      if (only === undefined) this.#others.push(place);
      else this.#placesAt(only).push(place);
    }
  }

  /**
   * Those that may speak of a file, in order.
   * @param file relative to the folder of the configuration; undefined where it lies elsewhere: no path means it then
   */
  of(file: string | undefined): readonly IgnoreEntry[] {
    const places = this.#others.filter((place) => isMeant(this.#all[place], file));
    for (let end = file?.length ?? 0; file !== undefined && end > 0; end = file.lastIndexOf("/", end - 1))
      places.push(...(this.#byPath.get(file.slice(0, end)) ?? []));
    return places.sort((a, b) => a - b).flatMap((place) => this.#all[place] ?? []);
  }

  #placesAt(path: string): number[] {
    const known = this.#byPath.get(path) ?? [];
    this.#byPath.set(path, known);
    return known;
  }
}

function isMeant(entry: IgnoreEntry | undefined, file: string | undefined): boolean {
  return entry?.path === undefined || (file !== undefined && entry.path.matches(file));
}
