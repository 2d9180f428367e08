// Random decisions from a row of numbers: a property test shrinks the row, and an exhausted row decides for the simplest.

export class Choices {
  readonly #numbers: readonly number[];
  #at = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  /** Whole, from 0 to below `count`. */
  below(count: number): number {
    const number = this.#numbers[this.#at++] ?? 0;
    return count <= 1 ? 0 : number % count;
  }

  /** False when the row is exhausted. */
  chance(percent: number): boolean {
    return this.below(100) >= 100 - percent;
  }

  pick<T>(first: T, ...others: readonly T[]): T {
    const index = this.below(others.length + 1);
    return index === 0 ? first : (others[index - 1] as T);
  }

  /** @returns an item of a list; undefined where it is empty */
  anyOf<T>(items: readonly T[]): T | undefined {
    return items[this.below(items.length)];
  }

  /** The items in another order; in their own when the row is exhausted. */
  shuffled<T>(items: readonly T[]): T[] {
    const left = [...items];
    return items.flatMap(() => left.splice(this.below(left.length), 1));
  }

  /**
   * A row of numbers from a seed (mulberry32), for runs without a property test.
   * @param length how many decisions are random before the simplest ones begin
   */
  static seeded(seed: number, length = 2000): Choices {
    let state = seed >>> 0;
    const next = (): number => {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = state;
      mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return (mixed ^ (mixed >>> 14)) >>> 0;
    };
    return new Choices(Array.from({ length }, next));
  }
}
