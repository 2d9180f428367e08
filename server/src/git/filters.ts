// Files that Git keeps in another form than they have in the working tree, by their attributes: their two texts say nothing of each other.
import * as fs from "node:fs";
import * as path from "node:path";
import { IgnorePatterns } from "../disk/ignore-patterns";
import type { Repository } from "./repository";
import { smallText } from "./small-text";

/** Line ends and the like are no other form: what is compared is what YAML says. */
const FILTER = /^(?:filter|working-tree-encoding)(?:=|$)/;

/**
 * May a filter stand between the file and what is committed? An attribute that is taken back counts nevertheless.
 * @throws NotKnown, or what the operating system says, where attributes are there and cannot be read
 */
export function mayBeFiltered({ folder, commonFolder }: Repository, folders: readonly string[], name: string): boolean {
  const own = [path.join(commonFolder, "info/attributes"), path.join(folder, ".gitattributes")];
  const below = folders.map((_, index) => path.join(folder, ...folders.slice(0, index + 1), ".gitattributes"));
  const macros = new Set<string>();
  return [...own, ...below].some((file, index) => {
    if (!fs.existsSync(file)) return false;
    const from = Math.max(0, index - 1);
    const patterns = filteredPatterns(smallText(file), macros);
    return new IgnorePatterns(patterns.join("\n")).verdict([...folders.slice(from), name].join("/")) === "ignored";
  });
}

/** @param macros names that stand for attributes with a filter; those of the file are added */
function filteredPatterns(text: string, macros: Set<string>): string[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [pattern = "", ...attributes] = line.trim().split(/\s+/);
    const isFiltered = attributes.some((attribute) => FILTER.test(attribute) || macros.has(attribute));
    if (pattern.startsWith("#") || !isFiltered) return [];
    const macro = /^\[attr\](.+)$/.exec(pattern)?.[1];
    if (macro !== undefined) macros.add(macro);
    // A pattern in quotes may mean any file.
    return macro !== undefined ? [] : pattern.startsWith('"') ? ["*"] : [pattern];
  });
}
