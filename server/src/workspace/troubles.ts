// Where something could not be read or parsed: what may be there is unknown to whoever is applied with it.
import { sameItems } from "../tracking/same";
import type { Tracker } from "../tracking/tracker";
import type { Document } from "./document";
import type { RootOf } from "./graph/names";
import type { Unit } from "./units/unit";

export class Troubles {
  readonly #tracker: Tracker;
  readonly #broken = new Map<Document, readonly string[]>();
  readonly #rootOf: RootOf;
  /** Unread files, with the keys of the units that they may concern. */
  readonly #unread = new Map<string, readonly string[]>();
  /** How many there are in each unit, by its key. */
  readonly #inUnits = new Map<string, number>();

  constructor(tracker: Tracker, rootOf: RootOf) {
    this.#tracker = tracker;
    this.#rootOf = rootOf;
  }

  /** Is there any trouble in a unit? */
  in({ key }: Unit): boolean {
    this.#tracker.read(`troubles ${key}`);
    return this.#inUnits.has(key);
  }

  /** Is there an unread file below a root? */
  isUnreadIn(root: string | undefined): boolean {
    this.#tracker.read("unread");
    for (const path of this.#unread.keys()) if (this.#rootOf(path) === root) return true;
    return false;
  }

  /** @param units those whose build or folder the document is a part of; none where it is no trouble */
  setBroken(document: Document, units: readonly Unit[]): void {
    const before = this.#broken.get(document) ?? [];
    const now = units.map(({ key }) => key);
    if (now.length > 0) this.#broken.set(document, now);
    else this.#broken.delete(document);
    this.#count(before, now);
  }

  /** @param units undefined where the file is read now, or gone */
  setUnread(path: string, units: readonly string[] | undefined): void {
    const before = this.#unread.get(path);
    if (!before && !units) return;
    if (before && units && sameItems(before, units)) return;
    if (units) this.#unread.set(path, units);
    else this.#unread.delete(path);
    this.#tracker.touch("unread");
    this.#count(before ?? [], units ?? []);
  }

  /** The folders across which nothing is looked up are others now. */
  noteRoots(): void {
    this.#tracker.touch("unread");
  }

  #count(before: readonly string[], now: readonly string[]): void {
    for (const [keys, change] of [
      [before, -1],
      [now, 1],
    ] as const) {
      for (const key of keys) {
        const count = (this.#inUnits.get(key) ?? 0) + change;
        if (count > 0) this.#inUnits.set(key, count);
        else this.#inUnits.delete(key);
        if (count === 0 || (count === 1 && change === 1)) this.#tracker.touch(`troubles ${key}`);
      }
    }
  }
}
