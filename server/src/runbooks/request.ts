// What a runbook is asked for: a conversion, planned in each way that an option rests on.
import type { Consequence, ConversionOptions, RefusalCode, Subject } from "../conversions/conversion";
import type { StorageChoice } from "../guidance/conversion-request";
import type { WorkloadKind } from "../kubernetes/kinds";

/** What a conversion would change and what is to be known of it; or why it cannot be done. */
export type Way = PlannedWay | RefusedWay;

export interface PlannedWay {
  /** The files that it changes or creates. */
  readonly paths: readonly string[];
  readonly consequences: readonly Consequence[];
}

export interface RefusedWay {
  readonly refused: RefusalCode;
  readonly message: string;
}

/** Which claims move: all that may, or none. */
export type Storage = Exclude<StorageChoice, "auto">;

export interface RunbookRequest {
  readonly subject: Subject;
  readonly to: WorkloadKind;
  /** Its `storage` is left to the option. */
  readonly options: ConversionOptions;
  readonly ways: Readonly<Record<Storage, Way>>;
  /** A path as the commands write it: seen from the folder in which they run. */
  readonly named: (path: string) => string;
  /** Options of the command line that a conversion needs as well: where its look-ups end, which configuration holds. */
  readonly flags: readonly Flag[];
}

export interface Flag {
  readonly option: string;
  readonly value: string;
}

/** What will change and what follows from it; nothing of a way that cannot be gone. */
export function planned({ ways }: Pick<RunbookRequest, "ways">, storage: Storage): PlannedWay {
  const way = ways[storage];
  return "refused" in way ? { paths: [], consequences: [] } : way;
}
