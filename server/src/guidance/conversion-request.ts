// What a conversion can be asked for, by a fix, an editor or the command line.
import type { WorkloadKind } from "../kubernetes/kinds";

/**
 * Which claims of a workload become claim templates: `auto` those where it is clearly right, `templates` also those where
 * it is a choice, `keep` none.
 */
export type StorageChoice = "auto" | "templates" | "keep";

export interface ConversionRequest {
  readonly to: WorkloadKind;
  readonly storage: StorageChoice;
}
