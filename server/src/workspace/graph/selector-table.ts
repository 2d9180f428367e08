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
  readonly #pairsOf: (object: WorkspaceObject) => readonly string[];
  /** The pair under which each stands. */
  readonly #under = new Map<WorkspaceObject, string>();
  /** How many selectors ask for a pair. */
  readonly #counts = new Map<string, number>();
  /** How long a list may become before it is looked at again. */
  readonly #limits = new Map<string, number>();

  /** @param pairsOf the pairs that the selector of an object asks for */
  constructor(pairsOf: (object: WorkspaceObject) => readonly string[]) {
    this.#pairsOf = pairsOf;
  }

  get size(): number {
    return this.#under.size;
  }

  add(object: WorkspaceObject): void {
    const pairs = this.#pairsOf(object);
    for (const pair of pairs) this.#counts.set(pair, (this.#counts.get(pair) ?? 0) + 1);
    const under = this.#rarest(pairs);
    this.#put(object, under);
    this.#spread(under);
  }

  delete(object: WorkspaceObject): void {
    const under = this.#under.get(object);
    if (under === undefined) return;
    this.#under.delete(object);
    this.#take(object, under);
    for (const pair of this.#pairsOf(object)) {
      const count = (this.#counts.get(pair) ?? 0) - 1;
      if (count > 0) this.#counts.set(pair, count);
      else this.#counts.delete(pair);
    }
  }

  /** In no order. */
  all(): Iterable<WorkspaceObject> {
    return this.#under.keys();
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
    this.#under.set(object, pair);
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
      const better = this.#rarest(this.#pairsOf(object));
      if (better === pair) continue;
      this.#take(object, pair);
      this.#put(object, better);
    }
    this.#limits.set(pair, 2 * (this.#lists.get(pair)?.size ?? 0) + CROWDED);
  }
}
