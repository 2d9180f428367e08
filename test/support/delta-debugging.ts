// Makes a failing row small: leaves out parts as long as it still fails.

/** How often one may still try; shared by the rounds of one search. */
export interface Budget {
  tries: number;
}

/**
 * Leaves out halves, quarters and so on, at last single items, as long as what is left fails.
 * @param items that fail
 * @param fails asked for rows without some of the items, in their order; never more often than the budget allows
 */
export async function smallest<T>(
  items: readonly T[],
  fails: (items: readonly T[]) => boolean | Promise<boolean>,
  budget: Budget,
): Promise<readonly T[]> {
  let small = items;
  for (let size = Math.ceil(items.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    // From the end: what comes later rests on what came before. A round that helped may make another one help.
    for (let shrunk = true; shrunk; ) {
      shrunk = false;
      for (let at = lastStart(small.length, size); at >= 0; at -= size) {
        if (budget.tries <= 0) return small;
        budget.tries--;
        const fewer = small.toSpliced(at, size);
        if (fewer.length === small.length || !(await fails(fewer))) continue;
        small = fewer;
        shrunk = size === 1;
      }
    }
  }
  return small;
}

function lastStart(length: number, size: number): number {
  return Math.floor(Math.max(length - 1, 0) / size) * size;
}
