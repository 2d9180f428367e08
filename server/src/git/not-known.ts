// What is not known of a repository, and how much may be read to know it.

/** Something is not there, is of a kind that is not read, or would cost too much: whoever asks says nothing then. */
export class NotKnown extends Error {
  override readonly name = "NotKnown";
}

/** No object of more bytes is read; a manifest has less. */
export const LARGEST = 16_777_216;

/** What one question may cost: bytes that are made of what is compressed, and a share for each object on the way. */
const MOST_BYTES = 268_435_456;
const SHARE = 65_536;

/** A chain of deltas may be long, may lead in a circle, and may unfold: all of it is paid from here. */
export class Budget {
  #left = MOST_BYTES;

  /** @throws NotKnown where an object is too large, or all together cost too much */
  spend(bytes: number): void {
    this.#left -= SHARE + bytes;
    if (bytes > LARGEST || this.#left < 0) throw new NotKnown(`${bytes} bytes are too many.`);
  }
}
