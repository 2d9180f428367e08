// Objects from which others of a build take values, by replacements and variables: these are made again when such an object says something else.
import type { Tracker } from "../tracking/tracker";
import { EndlessAliases, plainValue } from "../yaml/value";
import { type Built, resourceIn } from "./build";
import { joined } from "./paths";
import type { Reader } from "./reader";
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

  /** The object in a slot was built: it, or a patch of it, may say something else. */
  note(slot: Slot, object: Pick<Built, "patches">, reader: Reader): void {
    const key = keyOf(slot);
    if (!this.#prints.has(key)) return;
    if (!this.#tracker.isRead(key)) {
      this.#prints.delete(key);
      return;
    }
    const print = printOf(slot, object, reader);
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

/** Equal while what is written of an object, and what its patches say, is the same. What a kustomization says is noted elsewhere. */
function printOf(slot: Slot, { patches }: Pick<Built, "patches">, reader: Reader): string {
  const laid = patches.map(({ layer, entry: { path } }) => {
    const file = path === undefined ? undefined : joined(layer.folder, path);
    return [layer.path, file === undefined ? null : reader.documentsOf(file).map(({ text }) => text)];
  });
  return JSON.stringify([writtenValue(slot, reader), laid]);
}

/** Of a bomb of aliases its text. */
function writtenValue(slot: Slot, reader: Reader): unknown {
  try {
    return plainValue(resourceIn(slot, reader)?.root);
  } catch (error) {
    if (error instanceof EndlessAliases) return slot.document.text;
    throw error;
  }
}

function keyOf({ document, index, unit }: Slot): string {
  return `value ${document.id}.${index} ${unit.key}`;
}
