// Folders of one shape in several sizes: a size twice as large may cost a little more than twice as much.

/** A shape that is linear comes to 2, and garbage and caches add to that. */
const MOST_GROWTH = 2.3;

/** Milliseconds that a run takes with nothing to do, and less than which a difference is noise. */
const IDLE = { start: 300, noise: 700 };

/**
 * One line for each shape that grows too fast.
 * @param costs milliseconds of the processor, by the names of folders: a word, a number, and what follows it
 */
export function growthFaults(costs: ReadonlyMap<string, number>): string[] {
  const shapes = new Map<string, { readonly name: string; readonly size: number; readonly cost: number }[]>();
  for (const [name, cost] of costs) {
    const parts = /^(.*?)(\d+(?:\.\d+)?)(\D*)$/.exec(name);
    if (!parts) continue;
    const shape = `${parts[1]}…${parts[3]}`;
    const known = shapes.get(shape) ?? [];
    known.push({ name, size: Number(parts[2]), cost: Math.max(cost - IDLE.start, 1) });
    shapes.set(shape, known);
  }
  return [...shapes.values()].flatMap((sizes) => {
    const sorted = sizes.sort((a, b) => a.size - b.size);
    return sorted.flatMap((large, index) => {
      const small = sorted[index - 1];
      if (!small || large.cost < IDLE.noise) return [];
      const most = Math.max(IDLE.noise, small.cost) * MOST_GROWTH ** Math.log2(large.size / small.size);
      return large.cost > most
        ? [`${large.name}: ${Math.round(large.cost)} ms, after ${Math.round(small.cost)} ms of ${small.name}`]
        : [];
    });
  });
}
