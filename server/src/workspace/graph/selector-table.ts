// Selectors by one of their pairs, the rarest: whoever has certain labels finds those that may match without walking all.
import type { WorkspaceObject } from "../objects/workspace-object";

/** A list that has grown to this since its selectors were last spread is looked at again. */
const CROWDED = 8;

/** Stands for selectors that ask for no pair at all, only by expressions or for anything. */
const NO_PAIR = "";

/** `key=value`; no key of a label has an equals sign. */
export function pairOf([key, value]: readonly [string, string]): string {
  return `${key}=${value}`;
}

export class SelectorTable {
  readonly #lists = new Map<string, Set<WorkspaceObject>>();
  readonly #pairs = new Map<WorkspaceObject, { readonly all: readonly string[]; under: string }>();
  /** How many selectors ask for a pair. */
  readonly #counts = new Map<string, number>();
  /** How long a list may become before it is looked at again. */
  readonly #limits = new Map<string, number>();

  get size(): number {
    return this.#pairs.size;
  }

  add(object: WorkspaceObject, pairs: readonly string[]): void {
    for (const pair of pairs) this.#counts.set(pair, (this.#counts.get(pair) ?? 0) + 1);
    const entry = { all: pairs, under: this.#rarest(pairs) };
    this.#pairs.set(object, entry);
    this.#put(object, entry.under);
    this.#spread(entry.under);
  }

  delete(object: WorkspaceObject): void {
    const entry = this.#pairs.get(object);
    if (!entry) return;
    this.#pairs.delete(object);
    this.#take(object, entry.under);
    for (const pair of entry.all) {
      const count = (this.#counts.get(pair) ?? 0) - 1;
      if (count > 0) this.#counts.set(pair, count);
      else this.#counts.delete(pair);
    }
  }

  /** All that may match something with these pairs, and some that do not; in no order. */
  *candidates(pairs: Iterable<string>): Generator<WorkspaceObject> {
    yield* this.#lists.get(NO_PAIR) ?? [];
    for (const pair of pairs) yield* this.#lists.get(pair) ?? [];
  }

  #rarest(pairs: readonly string[]): string {
    let best = NO_PAIR;
    let least = Number.POSITIVE_INFINITY;
    for (const pair of pairs) {
      const count = this.#counts.get(pair) ?? 0;
      if (count >= least) continue;
      best = pair;
      least = count;
    }
    return best;
  }

  #put(object: WorkspaceObject, pair: string): void {
    const list = this.#lists.get(pair);
    if (list) list.add(object);
    else this.#lists.set(pair, new Set([object]));
  }

  #take(object: WorkspaceObject, pair: string): void {
    const list = this.#lists.get(pair);
    list?.delete(object);
    if (list?.size !== 0) return;
    this.#lists.delete(pair);
    this.#limits.delete(pair);
  }

  /** A pair that was rare once may have become what all share. Each time the list may grow to twice its length. */
  #spread(pair: string): void {
    const list = this.#lists.get(pair);
    if (!list || list.size <= (this.#limits.get(pair) ?? CROWDED)) return;
    for (const object of [...list]) {
      const entry = this.#pairs.get(object);
      const better = entry && this.#rarest(entry.all);
      if (!entry || better === undefined || better === pair) continue;
      this.#take(object, pair);
      entry.under = better;
      this.#put(object, better);
    }
    this.#limits.set(pair, 2 * (this.#lists.get(pair)?.size ?? 0) + CROWDED);
  }
}
