// A list that is always in order: items come and go one by one or by the thousand.

/** Negative where the first stands before the second; 0 for one and the same item only. */
export type Order<T> = (a: T, b: T) => number;

/** So many items that wait are put in one by one; more of them are sorted in together. */
const FEW = 8;

/** What waits where nothing does; nobody puts anything into it. */
const nothing: never[] = [];

/** Each item at most once. Reading a part costs the part and the logarithm of the list. */
export class SortedList<T extends object> {
  readonly #order: Order<T>;
  /** The item of a list that has one: most have, and there are many lists. Then `#items` is empty. */
  #only: T | undefined;
  #items: T[] = nothing;
  #waiting: T[] = nothing;

  constructor(order: Order<T>) {
    this.#order = order;
  }

  get size(): number {
    return (this.#only === undefined ? 0 : 1) + this.#items.length + this.#waiting.length;
  }

  /** The item must not be there. */
  add(item: T): void {
    if (this.size === 0) this.#only = item;
    // An array that grows takes room for seventeen.
    else if (this.#waiting === nothing) this.#waiting = [item];
    else this.#waiting.push(item);
  }

  /** Takes out one that is there; anything else changes nothing. */
  delete(item: T): void {
    if (this.#only === item) {
      this.#only = undefined;
      return;
    }
    const waiting = this.#waiting.indexOf(item);
    if (waiting !== -1) {
      this.#waiting.splice(waiting, 1);
      return;
    }
    const items = this.#sorted();
    const index = this.#indexOf(item);
    if (items[index] === item) items.splice(index, 1);
  }

  /** All items in order; not to be changed. */
  all(): readonly T[] {
    return this.#sorted();
  }

  /**
   * The part between two places.
   * @param isBefore is an item before the part? True for a first part of the list only
   * @param isBehind is an item behind it? True for a last part of the list only
   * @returns indexes into `all()`, end exclusive
   */
  range(
    isBefore: (item: T) => boolean,
    isBehind: (item: T) => boolean,
  ): { readonly start: number; readonly end: number } {
    const items = this.#sorted();
    const start = firstIndex(items, (item) => !isBefore(item));
    return { start, end: firstIndex(items, isBehind, start) };
  }

  #sorted(): T[] {
    const only = this.#only;
    if (this.#waiting.length === 0) return only === undefined ? this.#items : [only];
    if (only !== undefined || this.#items === nothing) this.#items = only === undefined ? [] : [only];
    this.#only = undefined;
    const waiting = this.#waiting;
    this.#waiting = nothing;
    if (waiting.length > FEW) {
      for (const item of waiting) this.#items.push(item);
      this.#items.sort(this.#order);
    } else for (const item of waiting) this.#items.splice(this.#indexOf(item), 0, item);
    return this.#items;
  }

  /** Where the item is, or would be. */
  #indexOf(item: T): number {
    return firstIndex(this.#items, (other) => this.#order(other, item) >= 0);
  }
}

/** The first index from which on something holds; the length where it never does. */
function firstIndex<T>(items: readonly T[], holds: (item: T) => boolean, from = 0): number {
  let low = from;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(items[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}
