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

/** Letters to insert, delete or replace; `limit` where it is that or more. Takes `limit` steps a letter. `limit` is a small number. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let above = new Uint8Array(b.length + 1).map((_, column) => Math.min(column, limit));
  let current = new Uint8Array(b.length + 1).fill(limit);
  for (let row = 1; row <= a.length; row++) {
    // Farther from the diagonal the distance is the limit or more.
    const first = Math.max(1, row - limit);
    const last = Math.min(b.length, row + limit);
    current[first - 1] = first === 1 ? Math.min(row, limit) : limit;
    let least = current[first - 1] ?? limit;
    for (let column = first; column <= last; column++) {
      const change = (above[column - 1] ?? limit) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const distance = Math.min(change, (above[column] ?? limit) + 1, (current[column - 1] ?? limit) + 1, limit);
      current[column] = distance;
      least = Math.min(least, distance);
    }
    if (last < b.length) current[last + 1] = limit;
    if (least >= limit) return limit;
    [above, current] = [current, above];
  }
  return above[b.length] ?? limit;
}
