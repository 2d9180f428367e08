// Files that Git keeps in another form than they have in the working tree, by their attributes: their two texts say nothing of each other.
import * as fs from "node:fs";
import * as path from "node:path";
import { IgnorePatterns } from "../disk/ignore-patterns";
import type { Repository } from "./repository";
import { smallText } from "./small-text";

/** Line ends and the like are no other form: what is compared is what YAML says. */
const FILTER = /^(?:filter|working-tree-encoding)(?:=|$)/;

export class Filters {
  readonly #repository: Repository;
  /** By the folder that a file of attributes speaks of; undefined where there is none. */
  readonly #known = new Map<string, IgnorePatterns | undefined>();
  /** Names that stand for attributes with a filter. */
  readonly #macros = new Set<string>();

  constructor(repository: Repository) {
    this.#repository = repository;
  }

  /**
   * May a filter stand between a file and what is committed? An attribute that is taken back counts nevertheless.
   * @throws NotKnown, or what the operating system says, where attributes are there and cannot be read
   */
  mayConcern(folders: readonly string[], name: string): boolean {
    const { folder, commonFolder } = this.#repository;
    if (this.#isFiltered(path.join(commonFolder, "info/attributes"), [...folders, name])) return true;
    return [folder, ...folders].some((_, depth) => {
      const file = path.join(folder, ...folders.slice(0, depth), ".gitattributes");
      return this.#isFiltered(file, [...folders.slice(depth), name]);
    });
  }

  #isFiltered(file: string, place: readonly string[]): boolean {
    const patterns = this.#known.has(file) ? this.#known.get(file) : this.#patternsOf(file);
    this.#known.set(file, patterns);
    return patterns?.verdict(place.join("/")) === "ignored";
  }

  #patternsOf(file: string): IgnorePatterns | undefined {
    const patterns = fs.existsSync(file)
      ? smallText(file)
          .split(/\r?\n/)
          .flatMap((line) => this.#filtered(line))
      : [];
    return patterns.length === 0 ? undefined : new IgnorePatterns(patterns.join("\n"));
  }

  #filtered(line: string): string[] {
    const [pattern = "", ...attributes] = line.trim().split(/\s+/);
    const isFiltered = attributes.some((attribute) => FILTER.test(attribute) || this.#macros.has(attribute));
    if (pattern.startsWith("#") || !isFiltered) return [];
    if (pattern.startsWith("[attr]")) {
      this.#macros.add(pattern.slice("[attr]".length));
      return [];
    }
    // A pattern in quotes may mean any file.
    return [pattern.startsWith('"') ? "*" : pattern];
  }
}
