// The objects of a repository, loose or packed. Whatever is read is what its name says, or is not known.
import * as fs from "node:fs";
import * as path from "node:path";
import { inflateSync } from "node:zlib";
import { isAbsence } from "../disk/read-file";
import { regularFile } from "../disk/regular-file";
import { undeltified } from "./delta";
import { type GitObject, OBJECT_NAME, type ObjectType, verified } from "./git-object";
import { Budget, LARGEST, NotKnown } from "./not-known";
import { Pack } from "./pack";

/** Who has more packs has never tidied up. */
const MOST_PACKS = 1000;

export class ObjectStore {
  readonly #folder: string;
  #packs: readonly Pack[] | undefined;
  /** How many objects were read so far. */
  read = 0;

  /** @param folder `objects` of the repository */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * The content of an object.
   * @throws NotKnown, or what the operating system or zlib says, where it cannot be had
   */
  bytesOf(name: string, type: ObjectType): Buffer {
    if (!OBJECT_NAME.test(name)) throw new NotKnown(`${name} names no object.`);
    this.read++;
    return verified(this.#object(name, new Budget()), name, type);
  }

  #object(name: string, budget: Budget): GitObject {
    const loose = this.#loose(name, budget);
    if (loose) return loose;
    for (const pack of this.#allPacks()) {
      const place = pack.placeOf(name);
      if (place !== undefined) return this.#packed(pack, place, budget);
    }
    throw new NotKnown(`${name} is not here.`);
  }

  /** From the object down to the one that is whole, and back through the deltas. */
  #packed(pack: Pack, place: number, budget: Budget): GitObject {
    const deltas: Buffer[] = [];
    let base: GitObject | undefined;
    for (let at = place; !base; ) {
      const packed = pack.read(at, budget);
      if ("type" in packed) base = packed;
      else {
        deltas.push(packed.delta);
        if (typeof packed.base === "number") at = packed.base;
        else base = this.#object(packed.base, budget);
      }
    }
    const { type, bytes } = base;
    return { type, bytes: deltas.reduceRight((whole, delta) => undeltified(whole, delta, budget), bytes) };
  }

  #loose(name: string, budget: Budget): GitObject | undefined {
    const file = path.join(this.#folder, name.slice(0, 2), name.slice(2));
    let read: ReturnType<typeof regularFile>;
    try {
      read = regularFile(file, { maxBytes: LARGEST });
    } catch (error) {
      if (isAbsence(error)) return undefined;
      throw error;
    }
    if (!("bytes" in read)) throw new NotKnown(`${name} is no file, or too large.`);
    const whole = inflateSync(read.bytes, { maxOutputLength: LARGEST });
    budget.spend(whole.length);
    const end = whole.indexOf(0);
    const [, type, size] = /^(commit|tree|blob|tag) (\d+)$/.exec(whole.toString("latin1", 0, Math.max(end, 0))) ?? [];
    const bytes = whole.subarray(end + 1);
    if (type === undefined || Number(size) !== bytes.length) throw new NotKnown(`${name} is damaged.`);
    return { type: type as ObjectType, bytes };
  }

  #allPacks(): readonly Pack[] {
    if (!this.#packs) {
      const folder = path.join(this.#folder, "pack");
      const names = namesIn(folder).flatMap((name) => /^(pack-[0-9a-z]+)\.idx$/.exec(name)?.[1] ?? []);
      if (names.length > MOST_PACKS) throw new NotKnown("There are too many packs.");
      this.#packs = names.sort().map((name) => new Pack(path.join(folder, name)));
    }
    return this.#packs;
  }
}

/** None where there is no such folder. */
function namesIn(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch (error) {
    if (isAbsence(error)) return [];
    throw error;
  }
}
