// Every hover on a workload of one repository, held against the conversion that is made and the rollout's arithmetic.
import { type HoverReport, hoverReport } from "../../test/support/hover-laws";
import type { Analysed } from "./repository";

/** Nothing in the state is other afterwards. */
export function hovers({ analysis }: Analysed): HoverReport {
  return hoverReport(analysis);
}
