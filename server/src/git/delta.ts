// A delta of a pack: an object, said as pieces of another one.
import type { Budget } from "./not-known";
import { NotKnown } from "./not-known";

/** Bytes that are read one after the other. */
export class Bytes {
  readonly #bytes: Buffer;
  at: number;

  constructor(bytes: Buffer, at = 0) {
    this.#bytes = bytes;
    this.at = at;
  }

  get atEnd(): boolean {
    return this.at >= this.#bytes.length;
  }

  /** @throws NotKnown at the end */
  next(): number {
    const byte = this.#bytes[this.at++];
    if (byte === undefined) throw new NotKnown("Something ends too soon.");
    return byte;
  }

  take(length: number): Buffer {
    const taken = this.#bytes.subarray(this.at, this.at + length);
    if (taken.length < length) throw new NotKnown("Something ends too soon.");
    this.at += length;
    return taken;
  }

  /** A number of seven bits a byte, the least first. */
  size(value = 0, shift = 0): number {
    let size = value;
    for (let factor = 2 ** shift; ; factor *= 128) {
      const byte = this.next();
      size += (byte & 0x7f) * factor;
      if (size > Number.MAX_SAFE_INTEGER) throw new NotKnown("A size is too large.");
      if ((byte & 0x80) === 0) return size;
    }
  }
}

/** The object that a delta makes of its base. */
export function undeltified(base: Buffer, delta: Buffer, budget: Budget): Buffer {
  const steps = new Bytes(delta);
  const from = steps.size();
  const length = steps.size();
  if (from !== base.length) throw new NotKnown("A delta is of another object.");
  budget.spend(length);
  const result = Buffer.alloc(length);
  let done = 0;
  while (!steps.atEnd) {
    const step = steps.next();
    if (step === 0) throw new NotKnown("A delta has a step that is not known.");
    const piece = step & 0x80 ? copied(base, steps, step) : steps.take(step);
    if (done + piece.length > length) throw new NotKnown("A delta makes more than it says.");
    done += piece.copy(result, done);
  }
  if (done !== length) throw new NotKnown("A delta makes less than it says.");
  return result;
}

/** Each bit of the step says whether a byte of the place, or of the length, follows. */
function copied(base: Buffer, steps: Bytes, step: number): Buffer {
  const place = number(steps, step, [0x01, 0x02, 0x04, 0x08]);
  const length = number(steps, step, [0x10, 0x20, 0x40]) || 0x10000;
  if (place + length > base.length) throw new NotKnown("A delta takes what its base does not have.");
  return base.subarray(place, place + length);
}

function number(steps: Bytes, step: number, bits: readonly number[]): number {
  return bits.reduce((value, bit, index) => value + (step & bit ? steps.next() * 256 ** index : 0), 0);
}
