// What an object from which others take values says, with what its patches say, as one piece of text.
import { EndlessAliases, plainValue } from "../yaml/value";
import { type Built, resourceIn } from "./build";
import { joined } from "./paths";
import type { Reader } from "./reader";
import type { Slot } from "./slot";

/** Equal while what is written of an object, and what its patches say, is the same. What a kustomization says is noted elsewhere. */
export function sourcePrint(slot: Slot, { patches }: Pick<Built, "patches">, reader: Reader): string {
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
