// What a misspelt word was probably meant to be.

const FARTHEST = 2;
const SHORTEST_BEGINNING = 3;

/**
 * The candidate at the smallest edit distance of at most two, upper and lower case being the same; else the only one that
 * begins with the word (`info` for `information`).
 * @returns undefined where there is none, or the word is one of the candidates
 */
export function nearMiss(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  const beginning: string[] = [];
  let best: string | undefined;
  let bestDistance = FARTHEST + 1;
  for (const candidate of candidates) {
    if (candidate === word) return undefined;
    if (wanted.length >= SHORTEST_BEGINNING && candidate.toLowerCase().startsWith(wanted)) beginning.push(candidate);
    const distance = editDistance(wanted, candidate.toLowerCase(), bestDistance);
    // A word of which no letter would stay is no misspelling.
    if (distance < bestDistance && distance < Math.max(wanted.length, candidate.length)) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best ?? (beginning.length === 1 ? beginning[0] : undefined);
}

/** Letters to insert, delete or replace; `limit` where it is that or more. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const change = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(change, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    if (Math.min(...current) >= limit) return limit;
    above = current;
  }
  return Math.min(above[b.length] ?? limit, limit);
}
