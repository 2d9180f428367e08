// Which of many like objects have a finding, and which of them is the one on which somebody types.

/** So many of any number have a finding: what findings cost does not grow, so that growth is seen in what is looked up. */
const FLAGGED = 10;

/** In the middle: neither the first nor the last that a search from one end meets. */
export function middleOf(count: number): number {
  return Math.floor(count / 2);
}

/** How many of so many have a finding. */
export function flaggedOf(count: number): number {
  return Math.min(count, FLAGGED);
}

/** Does the one at an index have a finding? They stand around the middle. */
export function isFlagged(index: number, count: number): boolean {
  const first = Math.max(0, Math.floor((count - FLAGGED) / 2));
  return index >= first && index < first + FLAGGED;
}

/** What a number makes, in order. */
export function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
