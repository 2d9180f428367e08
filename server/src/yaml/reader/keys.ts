// Keys that stand twice in one mapping.
import type { Scalar } from "../tree";
import type { Cursor } from "./cursor";
import { duplicateKey } from "./faults";

/** From so many keys on they are kept in a set. */
const FEW = 16;

/** The keys of one mapping that is being read. */
export class Keys {
  /** A bit for each key so far, by length and signs: most keys are new because theirs is not set. */
  #bits = 0;
  #all: Set<string> | undefined;

  /**
   * Notes a key, and the error where it is there already.
   * @param base where the entries of the mapping begin in `cursor.entries`; the key's own is not among them yet
   */
  add(cursor: Cursor, key: Scalar, base: number): void {
    const { text } = key;
    if (text === "<<") return;
    const { length } = text;
    const mixed =
      length === 0
        ? 0
        : length * 7 + text.charCodeAt(0) * 3 + text.charCodeAt(length - 1) + text.charCodeAt(length >> 1);
    const bit = 1 << (mixed & 31);
    const maybe = (this.#bits & bit) !== 0;
    this.#bits |= bit;
    if (maybe && this.#has(cursor, text, base)) cursor.errors.push(duplicateKey(key));
    this.#all?.add(text);
  }

  #has(cursor: Cursor, text: string, base: number): boolean {
    if (this.#all !== undefined) return this.#all.has(text);
    const count = cursor.entryCount;
    if (count - base < FEW) {
      for (let index = base; index < count; index++) {
        const key = cursor.entries[index]?.key;
        if (key?.type === "scalar" && key.text === text) return true;
      }
      return false;
    }
    const all = new Set<string>();
    for (let index = base; index < count; index++) {
      const key = cursor.entries[index]?.key;
      if (key?.type === "scalar" && key.text !== "<<") all.add(key.text);
    }
    this.#all = all;
    return all.has(text);
  }
}
