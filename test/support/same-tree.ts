// Compares two readings of one document: trees, alias targets and faults.
import type { ParsedDocument } from "../../server/src/yaml/parse";

/** @returns where the two differ and how; undefined where they do not */
export function difference(ours: ParsedDocument, theirs: ParsedDocument): string | undefined {
  const comparison = new Comparison();
  return comparison.compare("", ours, theirs);
}

class Comparison {
  /** An alias means a node, not a copy: each node of ours stands for the one of theirs in the same place. */
  readonly #places = new Map<unknown, unknown>();

  compare(path: string, ours: unknown, theirs: unknown): string | undefined {
    if (!isObject(ours) || !isObject(theirs)) {
      return Object.is(ours, theirs) ? undefined : `${path}: ${shown(ours)} is ${shown(theirs)}`;
    }
    const known = this.#places.get(ours);
    if (known !== undefined) return known === theirs ? undefined : `${path}: another node`;
    this.#places.set(ours, theirs);
    const keys = Object.keys(ours);
    // The order too: nodes of one shape are read faster.
    if (keys.join() !== Object.keys(theirs).join()) return `${path}: ${keys} is ${Object.keys(theirs)}`;
    for (const key of keys) {
      if (key === "target") continue;
      const found = this.compare(`${path}.${key}`, ours[key], theirs[key]);
      if (found !== undefined) return found;
    }
    if (!("target" in ours)) return undefined;
    return this.#places.get(ours.target) === theirs.target ? undefined : `${path}.target: another node`;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}
