// Objects from which others of a build take values, by replacements and variables: these are made again when such an object says something else.
import type { Tracker } from "../tracking/tracker";
import type { Slot } from "./slot";

export class SourceValues {
  readonly #tracker: Tracker;
  /** What is laid down in those from which somebody takes a value; undefined until they are built again. */
  readonly #prints = new Map<string, string | undefined>();

  constructor(tracker: Tracker) {
    this.#tracker = tracker;
  }

  /** Whoever is being made takes a value from the object in a slot. */
  read(slot: Slot): void {
    const key = keyOf(slot);
    this.#tracker.read(key);
    if (!this.#prints.has(key)) this.#prints.set(key, undefined);
  }

  /** The object in a slot was built: it, or a patch of it, may say something else. @param printed equal while neither does */
  note(slot: Slot, printed: () => string): void {
    const key = keyOf(slot);
    if (!this.#prints.has(key)) return;
    if (!this.#tracker.isRead(key)) {
      this.#prints.delete(key);
      return;
    }
    const print = printed();
    if (this.#prints.get(key) === print) return;
    this.#prints.set(key, print);
    this.#tracker.touch(key);
  }

  /** There is no such object any more. */
  forget(slot: Slot): void {
    const key = keyOf(slot);
    if (this.#prints.delete(key)) this.#tracker.touch(key);
  }
}

function keyOf({ document, index, unit }: Slot): string {
  return `value ${document.id}.${index} ${unit.key}`;
}
