// The advisor's verdict about a workload over all the units that it stands in.
import type { EvidenceSource, Suppressor } from "../guidance/evidence";
import type { WorkloadKind } from "../kubernetes/kinds";
import type { Document } from "../workspace/document";
import type { Reader } from "../workspace/reader";
import { evidenceLocation, type Location } from "./location";
import type { Situation } from "./situation";

export interface WorkloadVerdict {
  readonly recommended: WorkloadKind;
  readonly leaning: WorkloadKind | undefined;
  readonly score: number;
  readonly evidence: readonly LocatedEvidence[];
  /** What silenced or softened advice. */
  readonly suppressors: readonly LocatedSuppressor[];
  /** The other kinds that anything speaks for, silenced ones too, the highest score first. */
  readonly considered: readonly ConsideredKind[];
}

export interface ConsideredKind {
  readonly kind: WorkloadKind;
  readonly score: number;
  readonly evidence: readonly LocatedEvidence[];
}

export interface LocatedText {
  readonly text: string;
  /** Undefined where it stands in no file. */
  readonly location: Location | undefined;
}

export interface LocatedEvidence extends LocatedText {
  readonly weight: number;
}

export type LocatedSuppressor = LocatedText & Pick<Suppressor, "kinds" | "effect">;

/**
 * In several units the one that speaks loudest for another kind is shown, as with findings.
 * @param situations one object in each of its units
 * @param document where the object is written
 * @returns undefined where the object is no workload
 */
export function workloadVerdict(
  situations: readonly Situation[],
  document: Document,
  reader: Reader,
): WorkloadVerdict | undefined {
  let loudest: WorkloadVerdict | undefined;
  for (const { verdict, built } of situations) {
    const found = verdict();
    if (!found) return undefined;
    if (loudest && found.score <= loudest.score) continue;
    const located = <T extends { readonly source: EvidenceSource }>(pieces: readonly T[]) =>
      pieces.map((piece) => ({ ...piece, location: evidenceLocation(piece.source, document, built, reader) }));
    loudest = {
      ...found,
      evidence: located(found.evidence),
      suppressors: located(found.suppressors),
      considered: found.considered.map(({ kind, score, evidence }) => ({ kind, score, evidence: located(evidence) })),
    };
  }
  return loudest;
}
