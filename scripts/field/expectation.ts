// What is right about one folder of a public report, written by hand after its note.
import type { FieldWorkspace } from "./workspace";

export type Severity = "error" | "warning" | "information" | "hint";

export interface ExpectedFinding {
  readonly rule: string;
  readonly severity: Severity;
  /** `Deployment/web`; by its written name. */
  readonly object: string;
  readonly path: string;
  /** What is underlined. */
  readonly token: string;
  /** What the message has to say, where the note asks for certain words. */
  readonly says?: RegExp;
  /** Files of the related places that must be among them. */
  readonly restsOn?: readonly string[];
}

/** A workload, by its file and `Kind/name`. */
export interface ObjectName {
  readonly path: string;
  readonly object: string;
}

export interface ExpectedVerdict extends ObjectName {
  readonly recommended: string;
  readonly leaning: string | null;
  /** What some piece of the evidence has to say. */
  readonly says?: RegExp;
}

export interface ClaimLookup {
  /** Who may mount it in this unit. */
  readonly class: "single-pod" | "single-node" | "read-only" | "multi" | "unknown";
  /** Others that use it, `Kind/name`, sorted; left out where there are none. */
  readonly others?: readonly string[];
}

/** What a workload's look-ups answer in one of its units; what is left out is nothing. */
export interface ExpectedLookups extends ObjectName {
  /** Folder of the unit. */
  readonly unit: string;
  /** The least and the most. */
  readonly pods: readonly [lo: number, hi: number];
  readonly claims: Readonly<Record<string, ClaimLookup>>;
  readonly services?: readonly string[];
  readonly scalers?: readonly string[];
}

/** A conversion to a StatefulSet. */
export interface ConversionRequest extends ObjectName {
  readonly storage: "auto" | "templates" | "keep";
}

export interface ExpectedConversion extends ConversionRequest {
  /** The code; left out where it is carried out. */
  readonly refused?: string;
  /** What the refusal has to say. */
  readonly because?: RegExp;
  /** Consequences that have to be said: the code, and the text. */
  readonly says?: readonly (readonly [code: string, text: RegExp])[];
  /** Lines that the diff has to hold. */
  readonly diff?: readonly RegExp[];
  /** Files that stay as they are. */
  readonly untouched?: readonly string[];
}

/** What stands on the hover of a workload's kind. */
export interface ExpectedHover extends ObjectName {
  readonly shows: readonly RegExp[];
  readonly hides?: readonly RegExp[];
}

/** Something that the note asks for and that is not so yet: it fails once it is so, and then belongs to what is right. */
export interface NotYet {
  readonly what: string;
  readonly why: string;
  /** Is it so now? */
  readonly holds: (workspace: FieldWorkspace) => Promise<boolean>;
}

export interface FieldCase {
  readonly folder: string;
  /** Objects that are read. */
  readonly objects: number;
  /** All of them, in any order; none means silence. */
  readonly findings: readonly ExpectedFinding[];
  readonly verdicts?: readonly ExpectedVerdict[];
  readonly lookups?: readonly ExpectedLookups[];
  readonly conversions?: readonly ExpectedConversion[];
  readonly hovers?: readonly ExpectedHover[];
  readonly notYet?: readonly NotYet[];
}
