// The advisor's verdict about a workload over all the units that it stands in.
import { verdict } from "../guidance/verdict";
import type { WorkloadKind } from "../kubernetes/kinds";
import type { Document } from "../workspace/document";
import type { Analysis } from "./analysis";
import { evidenceLocation, type Location } from "./location";

export interface WorkloadVerdict {
  readonly recommended: WorkloadKind;
  readonly leaning: WorkloadKind | undefined;
  readonly score: number;
  readonly evidence: readonly LocatedEvidence[];
}

export interface LocatedEvidence {
  readonly text: string;
  readonly weight: number;
  /** Undefined where it stands in no file. */
  readonly location: Location | undefined;
}

/**
 * In several units the one that speaks loudest for another kind is shown, as with findings.
 * @returns undefined where the object is no workload
 */
export function workloadVerdict(analysis: Analysis, document: Document, index: number): WorkloadVerdict | undefined {
  let loudest: WorkloadVerdict | undefined;
  for (const { workload, lookups, built } of analysis.situations(document, index)) {
    if (!workload) return undefined;
    const { recommended, leaning, score, evidence } = verdict(workload, lookups);
    if (loudest && score <= loudest.score) continue;
    loudest = {
      recommended,
      leaning,
      score,
      evidence: evidence.map(({ text, weight, source }) => ({
        text,
        weight,
        location: evidenceLocation(source, document, built),
      })),
    };
  }
  return loudest;
}
