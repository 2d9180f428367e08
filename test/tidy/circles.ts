// Groups of files that import each other in a circle: the strongly connected components of what imports what.

/** What each file imports. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/**
 * @returns each group of files of which every one reaches every other, and each file that imports itself; both sorted
 */
export function circles(graph: ImportGraph): string[][] {
  const walk = new Walk(graph);
  for (const file of graph.keys()) walk.visit(file);
  return walk.found.map((group) => group.sort()).sort(([a = ""], [b = ""]) => (a < b ? -1 : 1));
}

/** Tarjan's walk: the lowest number that a file reaches tells which file its group began with. */
class Walk {
  readonly found: string[][] = [];
  readonly #graph: ImportGraph;
  readonly #numbers = new Map<string, number>();
  /** Files whose group is still open, in the order in which they were met. */
  readonly #open: string[] = [];

  constructor(graph: ImportGraph) {
    this.#graph = graph;
  }

  /** @returns the lowest number of an open file that it reaches; infinite where its group is closed */
  visit(file: string): number {
    const known = this.#numbers.get(file);
    if (known !== undefined) return this.#open.includes(file) ? known : Number.POSITIVE_INFINITY;
    const own = this.#numbers.size;
    this.#numbers.set(file, own);
    this.#open.push(file);
    const imported = this.#graph.get(file) ?? [];
    const lowest = Math.min(own, ...imported.map((target) => this.visit(target)));
    if (lowest === own) this.#close(file, imported.includes(file));
    return lowest;
  }

  #close(first: string, isItself: boolean): void {
    const group = this.#open.splice(this.#open.indexOf(first));
    if (group.length > 1 || isItself) this.found.push(group);
  }
}
