// Counts judgements, and says what came of them.
import type { Judgement } from "./judgement";
import { kindOfReason, reasonsIn } from "./rejection";

export class Tally {
  /** Results that the server took, as it took what they were made of: their Pod templates were compared. */
  compared = 0;
  passed = 0;
  failed = 0;
  #rejected = 0;
  #companions = 0;
  readonly #reasons = new Map<string, number>();
  readonly #unjudged = new Map<string, number>();

  /** One check, unless the source is rejected and nothing is wrong with the result: then nothing is proven. */
  add({ exceptions, compared, sourceRejected, companions, unjudged }: Judgement): void {
    if (exceptions.length > 0) this.failed++;
    else if (sourceRejected === undefined) this.passed++;
    if (compared) this.compared++;
    if (sourceRejected !== undefined) {
      this.#rejected++;
      for (const reason of new Set(reasonsIn(sourceRejected).map(kindOfReason))) countUp(this.#reasons, reason);
    }
    this.#companions += companions;
    for (const what of unjudged) countUp(this.#unjudged, what);
  }

  /** What was counted, for people. */
  lines(): string[] {
    const unjudged = [...this.#unjudged.values()].reduce((sum, count) => sum + count, 0);
    return [
      `${this.compared} workloads accepted, and what they became; Pod templates compared`,
      `${this.#companions} other objects accepted that were changed or created`,
      `${unjudged} other objects not judged`,
      ...listed(this.#unjudged),
      `${this.#rejected} workloads rejected as they were, and not judged`,
      ...listed(this.#reasons),
    ];
  }
}

function countUp(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}

/** The most frequent first. */
function listed(counts: ReadonlyMap<string, number>): string[] {
  return [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([what, count]) => `  ${count} × ${what}`);
}
