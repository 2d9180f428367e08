// The shape of what speaks for and against a kind, and how single pieces make up a score.
import type { WorkloadKind } from "../kubernetes/kinds";
import type { ObjectPlace } from "../workspace/place";
import type { Node } from "../yaml/tree";

/** Where a piece of evidence stands: a token of the workload, or a place in another object. */
export type EvidenceSource = { readonly node: Node } | { readonly place: ObjectPlace };

export interface Evidence {
  /** A few words with the user's own names: `image mysql:8.4`. */
  readonly text: string;
  /** Negative where it speaks against the kind. */
  readonly weight: number;
  /** Pieces of one group say the same thing: only the strongest of them counts. */
  readonly group: string;
  readonly source: EvidenceSource;
}

/** Something that makes advice towards a kind wrong, or less than it would be. */
export interface Suppressor {
  readonly id: SuppressorId;
  readonly text: string;
  /** The kinds that are no longer advised; undefined for all. */
  readonly kinds: readonly WorkloadKind[] | undefined;
  /** `silent`: the kind is not named at all. `hint`: findings about the kind are hints. */
  readonly effect: "silent" | "hint";
  readonly source: EvidenceSource;
}

export type SuppressorId =
  | "owned"
  | "hook"
  | "static-pod"
  | "debug-pod"
  | "toolbox"
  | "operator"
  | "stateless-image"
  | "singleton"
  | "auxiliary"
  | "single-instance"
  | "variable-replicas"
  | "development"
  | "sample-folder"
  | "storage"
  | "scaler"
  | "leader-election"
  | "one-node"
  | "identity"
  | "store"
  | "clustered"
  | "several-containers"
  | "served";

/** One kind that the workload could have, and what was found about it. */
export interface Candidate {
  readonly kind: WorkloadKind;
  /** The sum of the weights of the evidence. */
  readonly score: number;
  /** One piece for each group, the heaviest first. */
  readonly evidence: readonly Evidence[];
}

/** From this score on another kind is recommended. */
export const RECOMMENDED = 7;

/** From this score on the evidence leans towards another kind. */
export const LEANING = 4;

/** Adds up the evidence: the strongest piece of each group (the first of equal ones), the heaviest first. */
export function candidate(kind: WorkloadKind, pieces: readonly Evidence[]): Candidate {
  const strongest = new Map<string, Evidence>();
  for (const piece of pieces) {
    const known = strongest.get(piece.group);
    if (!known || Math.abs(piece.weight) > Math.abs(known.weight)) strongest.set(piece.group, piece);
  }
  const evidence = [...strongest.values()].sort((a, b) => b.weight - a.weight);
  return { kind, evidence, score: evidence.reduce((sum, { weight }) => sum + weight, 0) };
}
