// Counts judgements, and says what came of them.
import type { Judgement } from "./judgement";

export class Tally {
  passed = 0;
  failed = 0;
  /** StatefulSets that were built, and compared with the workloads that were built before. */
  sets = 0;
  #builds = 0;
  #broken = 0;
  #unjudged = 0;

  /** One check, unless no kustomization that could be built has to do with the conversion. */
  add({ exceptions, builds, broken, sets }: Judgement): void {
    if (exceptions.length > 0) this.failed++;
    else if (builds > 0) this.passed++;
    else this.#unjudged++;
    this.sets += sets;
    this.#builds += builds;
    this.#broken += broken;
  }

  /** What was counted, for people. */
  lines(): string[] {
    return [
      `${this.passed + this.failed} conversions judged, in ${this.#builds} builds`,
      `${this.sets} StatefulSets in them, compared with the workloads that were built before`,
      `${this.#broken} builds not compared: they failed before as well`,
      `${this.#unjudged} conversions not judged: no kustomization that can be built reads their files`,
    ];
  }
}
