// One pack: many objects in one file, and the index that says where each begins. Only what is asked for is read.
import * as fs from "node:fs";
import { inflateSync } from "node:zlib";
import { partOf } from "../disk/regular-file";
import { Bytes } from "./delta";
import type { ObjectType } from "./git-object";
import { type Budget, LARGEST, NotKnown } from "./not-known";

/** Begins an index of the second version, the only one that is written since 2008. */
const SIGNATURE = "ff744f6300000002";
const HEADER = 8;
const FANOUT = 256 * 4;
const NAME = 20;
/** A type with a size, and the base of a delta. */
const LONGEST_HEAD = 64;

const types: Readonly<Record<number, ObjectType>> = { 1: "commit", 2: "tree", 3: "blob", 4: "tag" };

/** An object as it is packed: whole, or as a delta to one that stands before it in the pack, or has a name. */
export type Packed =
  | { readonly type: ObjectType; readonly bytes: Buffer }
  | { readonly delta: Buffer; readonly base: number | string };

export class Pack {
  readonly #index: string;
  readonly #pack: string;
  /** How many objects have a name that begins with at most each byte. */
  #fanout: readonly number[] | undefined;

  /** @param path without the ending */
  constructor(path: string) {
    this.#index = `${path}.idx`;
    this.#pack = `${path}.pack`;
  }

  /** Where an object begins; undefined where it is in another pack. */
  placeOf(name: string): number | undefined {
    const fanout = this.#fanoutOf();
    const first = Number.parseInt(name.slice(0, 2), 16);
    const [from, to, count] = [fanout[first - 1] ?? 0, fanout[first] ?? 0, fanout[255] ?? 0];
    const names = HEADER + FANOUT;
    const wanted = Buffer.from(name, "hex");
    if ((to - from) * NAME > LARGEST) throw new NotKnown("An index has too many names that begin alike.");
    const own = this.#read(names + from * NAME, (to - from) * NAME);
    for (let at = 0; at < own.length; at += NAME) {
      if (wanted.compare(own, at, at + NAME) !== 0) continue;
      return this.#placeAt(names + count * (NAME + 4), from + at / NAME, count);
    }
    return undefined;
  }

  /** @param budget pays for what is unpacked */
  read(place: number, budget: Budget): Packed {
    const head = new Bytes(partOf(this.#pack, { start: place, length: LONGEST_HEAD }));
    const first = head.next();
    const size = first & 0x80 ? head.size(first & 0x0f, 4) : first & 0x0f;
    const type = (first >> 4) & 0x07;
    budget.spend(size);
    if (type === 6) return { base: place - distance(head), delta: this.#unpacked(place + head.at, size) };
    if (type === 7) return { base: head.take(NAME).toString("hex"), delta: this.#unpacked(place + head.at, size) };
    const known = types[type];
    if (!known) throw new NotKnown(`A pack has an object of type ${type}.`);
    return { type: known, bytes: this.#unpacked(place + head.at, size) };
  }

  /** How long it is while it is packed is not written: at most so many bytes. */
  #unpacked(place: number, size: number): Buffer {
    const length = size + Math.ceil(size / 1000) + 64;
    const bytes = inflateSync(partOf(this.#pack, { start: place, length }), { maxOutputLength: size + 1 });
    if (bytes.length !== size) throw new NotKnown("A pack has an object of another size than it says.");
    return bytes;
  }

  #fanoutOf(): readonly number[] {
    if (!this.#fanout) {
      const head = this.#read(0, HEADER + FANOUT);
      if (head.toString("hex", 0, HEADER) !== SIGNATURE) throw new NotKnown("A pack has an index of another version.");
      const fanout = Array.from({ length: 256 }, (_, byte) => head.readUInt32BE(HEADER + byte * 4));
      if (fanout.some((count, byte) => count < (fanout[byte - 1] ?? 0))) throw new NotKnown("An index is damaged.");
      // So much of it there must be: nothing is read, or made room for, that a number only claims.
      const least = HEADER + FANOUT + (fanout[255] ?? 0) * (NAME + 8) + 2 * NAME;
      if (fs.statSync(this.#index).size < least) throw new NotKnown("An index ends too soon.");
      this.#fanout = fanout;
    }
    return this.#fanout;
  }

  /** Places beyond 2 GB stand in a table of their own. */
  #placeAt(table: number, object: number, count: number): number {
    const place = this.#read(table + object * 4, 4).readUInt32BE();
    if (place < 0x80000000) return place;
    const large = this.#read(table + count * 4 + (place - 0x80000000) * 8, 8).readBigUInt64BE();
    if (large > BigInt(Number.MAX_SAFE_INTEGER)) throw new NotKnown("An index is damaged.");
    return Number(large);
  }

  #read(start: number, length: number): Buffer {
    const part = partOf(this.#index, { start, length });
    if (part.length < length) throw new NotKnown("An index ends too soon.");
    return part;
  }
}

/** How far before a delta its base begins. */
function distance(head: Bytes): number {
  let byte = head.next();
  let value = byte & 0x7f;
  while (byte & 0x80) {
    byte = head.next();
    value = (value + 1) * 128 + (byte & 0x7f);
  }
  return value;
}
