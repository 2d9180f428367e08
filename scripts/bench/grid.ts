// The figures of one shape while they are being measured: by measure and size, with what failed and what is not worth a try.
import { Failure } from "./failure";
import type { Figure, Sample } from "./figure";
import { type MeasureId, measures } from "./measures";

/** The sizes of a shape, from small to large. */
export type SizeIndex = 0 | 1 | 2;
export const sizeIndexes: readonly SizeIndex[] = [0, 1, 2];

/** The figures of one measure, from the small to the large size. */
export type Row = readonly [Figure, Figure, Figure];
export type Rows = Readonly<Record<MeasureId, Row>>;

/** No further round of a measurement that has taken so many milliseconds. */
const PATIENCE = 15_000;
/** The same while it is only warmed up. */
const WARM_UP_PATIENCE = 2_000;

class Cell {
  readonly samples: Sample[] = [];
  failure: Failure | undefined;
  spent = 0;
}

export class Grid {
  readonly #cells = new Map(measures.map(({ id }) => [id, sizeIndexes.map(() => new Cell())]));

  /** Measures, unless it has failed already at this size or a smaller one, or has had its time. */
  async measure(id: MeasureId, size: SizeIndex, work: () => Promise<Sample | undefined>): Promise<void> {
    const cell = this.#cell(id, size);
    if (cell.samples.length > 0 && cell.spent > PATIENCE) return;
    const sample = await this.try(id, size, work);
    if (sample) cell.samples.push(sample);
  }

  /** The same without keeping the figure. */
  async warmUp(id: MeasureId, size: SizeIndex, work: () => Promise<unknown>): Promise<void> {
    if (this.#cell(id, size).spent < WARM_UP_PATIENCE) await this.try(id, size, work);
  }

  /** Does something without which a measure makes no sense: its failure is that of the measure. */
  async try<T>(id: MeasureId, size: SizeIndex, work: () => Promise<T>): Promise<T | undefined> {
    const cell = this.#cell(id, size);
    cell.failure ??= sizeIndexes.flatMap((other) => (other < size ? (this.#cell(id, other).failure ?? []) : []))[0];
    if (cell.failure) return undefined;
    const start = performance.now();
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      cell.failure = error;
      return undefined;
    } finally {
      cell.spent += performance.now() - start;
    }
  }

  /** What went wrong other than being slow, in words. */
  faults(): string[] {
    return measures.flatMap(({ id, title }) => {
      const failed = sizeIndexes
        .map((size) => this.#cell(id, size).failure)
        .find((failure) => failure?.reason === "failed");
      return failed ? [`${title}: ${failed.message}`] : [];
    });
  }

  rows(): Rows {
    const row = (id: MeasureId): Row => [this.#figure(id, 0), this.#figure(id, 1), this.#figure(id, 2)];
    return Object.fromEntries(measures.map(({ id }) => [id, row(id)])) as Record<MeasureId, Row>;
  }

  #figure(id: MeasureId, size: SizeIndex): Figure {
    const { samples, failure } = this.#cell(id, size);
    return { samples, ...(failure ? { failure: failure.reason } : {}) };
  }

  #cell(id: MeasureId, size: SizeIndex): Cell {
    const cell = this.#cells.get(id)?.[size];
    if (!cell) throw new Error(`there is no measure ${id}`);
    return cell;
  }
}
