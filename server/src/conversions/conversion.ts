// What a conversion gets and what it answers: a plan of changes, or why there can be none.
import type { StorageChoice } from "../guidance/conversion-request";
import type { Resource } from "../kubernetes/resource";
import type { Workload } from "../kubernetes/workload";
import type { AppliedPatch } from "../workspace/build";
import type { Document } from "../workspace/document";
import type { DocumentChange } from "../workspace/document-change";
import type { Lookups } from "../workspace/lookups/lookups";
import type { ObjectPlace } from "../workspace/place";
import type { Node } from "../yaml/tree";

/** The workload as it is written, and as it stands in each of its units. */
export interface Subject {
  readonly document: Document;
  readonly resource: Resource;
  readonly workload: Workload;
  /** At least one. */
  readonly situations: readonly SubjectSituation[];
  /** Units out of which a patch takes it: there it stands as it was until then. */
  readonly removals: readonly SubjectSituation[];
  /** Text files of its units: scripts, documentation, pipelines. */
  readonly texts: readonly TextFile[];
  /** Is only asked what refuses the conversion? What refuses nothing is left out then. */
  readonly refusalsOnly?: true;
}

export interface SubjectSituation {
  readonly resource: Resource;
  readonly workload: Workload;
  readonly lookups: Lookups;
  readonly patches: readonly AppliedPatch[];
}

export interface TextFile {
  readonly path: string;
  readonly text: string;
}

export interface ConversionOptions {
  readonly storage: StorageChoice;
  /** Answers to the questions that a conversion may leave open, by name. */
  readonly choices: ReadonlyMap<string, string>;
  /** Where new objects are written. */
  readonly newResources: "sameFile" | "sameFolder";
}

export interface Plan {
  readonly changes: readonly DocumentChange[];
  readonly created: readonly TextFile[];
  /** Sorted by code. */
  readonly consequences: readonly Consequence[];
}

/** A question that is left open: people may want another answer than the careful one. */
export interface OpenChoice {
  readonly name: string;
  /** What may be answered; none for a text that only people can write. */
  readonly values: readonly string[];
}

/** Something that people should know before they apply the result. */
export interface Consequence {
  /** As documented: `W-LIVE`; codes that refuse a move (`R-…`) stand here too where the rest goes on. */
  readonly code: string;
  /** One plain sentence or two. */
  readonly message: string;
  readonly at?: ConsequencePlace;
  readonly choice?: OpenChoice;
}

/** A token of the workload itself, a place in another object, or an offset span of a text file. */
export type ConsequencePlace =
  | { readonly node: Node }
  | { readonly place: ObjectPlace }
  | { readonly path: string; readonly start: number; readonly end: number };

export interface Refused {
  readonly refused: RefusalCode;
  readonly message: string;
  readonly at?: ConsequencePlace;
  readonly choice?: OpenChoice;
}

/** In the order in which they are named: the first that applies. */
export const refusalCodes = [
  "R-SCANNING",
  "R-MANY",
  "R-TEMPLATE",
  "R-PATCH",
  "R-OWNED",
  "R-ROLLOUT",
  "R-PAIR",
  "R-APIVERSION",
  "R-NAME",
  "R-MULTISEL",
  "R-DS-SCALER",
  "R-DS-PVC",
  "R-RESTART",
  "R-VCT-REPLICAS",
  "R-CLASH",
  "R-ALIAS",
  "R-RWO-REPLICAS",
  "R-RWX-SHARED",
  "R-PVC-SHARED",
  "R-PVC-READONLY",
  "R-RESULT",
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

export function isRefused(outcome: object): outcome is Refused {
  return "refused" in outcome;
}

/** The refusal that is named where several apply. */
export function firstRefusal(refusals: readonly Refused[]): Refused | undefined {
  return [...refusals].sort((a, b) => refusalCodes.indexOf(a.refused) - refusalCodes.indexOf(b.refused))[0];
}
