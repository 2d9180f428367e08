// In which order merge keys bring other mappings into one, however they are nested.

/** More mappings than these are merged into none: nobody writes that by hand, and a document may hold a million aliases. */
const MOST_LOOKED_AT = 1000;

/**
 * The mappings that are merged into one, directly and through one another, the strongest first: each before those that it
 * merges itself, and those before the next one beside it. Every mapping stands once, so that what is merged in many ways,
 * or into itself, is walked once.
 * @param sources the mappings that the merge keys of a mapping name, in order
 * @returns without the mapping itself
 */
export function mergeOrder<T>(mapping: T, sources: (mapping: T) => readonly T[]): T[] {
  const first = sources(mapping);
  if (first.length === 0) return [];
  const found = new Set([mapping]);
  const waiting = pushed([], first);
  let looked = 0;
  for (let next = waiting.pop(); next !== undefined && looked < MOST_LOOKED_AT; next = waiting.pop()) {
    looked++;
    if (found.has(next)) continue;
    found.add(next);
    pushed(waiting, sources(next));
  }
  found.delete(mapping);
  return [...found];
}

/** The first of the sources comes to lie on top. */
function pushed<T>(stack: T[], sources: readonly T[]): T[] {
  for (let index = Math.min(sources.length, MOST_LOOKED_AT) - 1; index >= 0; index--) {
    const source = sources[index];
    if (source !== undefined) stack.push(source);
  }
  return stack;
}
