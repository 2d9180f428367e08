// What was checked, printed as it comes; and what no pretended node can show.
export class Tally {
  passed = 0;
  failed = 0;
  readonly #unreal = new Set<string>();

  /** One check, and its line. */
  see(what: string, holds: boolean, seen?: unknown): void {
    if (holds) this.passed++;
    else this.failed++;
    const more = holds || seen === undefined ? "" : `; seen: ${typeof seen === "string" ? seen : JSON.stringify(seen)}`;
    console.log(`${holds ? "✓" : "✗"} ${what}${more}`);
  }

  /** Something that was not executed. */
  unreal(what: string): void {
    if (this.#unreal.has(what)) return;
    this.#unreal.add(what);
    console.log(`- needs a real node: ${what}`);
  }
}
