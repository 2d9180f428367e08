// What is asked of a conversion, and what comes of it.
import type { Consequence, ConversionOptions, OpenChoice, RefusalCode, TextFile } from "../conversions/conversion";
import type { WorkloadKind } from "../kubernetes/kinds";
import type { Document } from "../workspace/document";
import type { FileEdits } from "./changes";

export interface ConversionTarget {
  readonly document: Document;
  /** The object's place among the resources of the document. */
  readonly index: number;
  readonly to: WorkloadKind;
  readonly options: ConversionOptions;
  /** Scripts and other texts of the workload's units, in which its kind may be named. */
  readonly texts?: readonly TextFile[];
}

/** What a conversion changes, before anybody has tried it. */
export interface Planned {
  readonly files: readonly FileEdits[];
  readonly created: readonly TextFile[];
  readonly consequences: readonly Consequence[];
}

export interface Converted extends Planned {
  /** Ids of rules that say something lower about the result which they did not say before. */
  readonly follow: readonly string[];
}

export interface NotConverted {
  readonly refused: RefusalCode;
  readonly message: string;
  /** An answer with which it may go on. */
  readonly choice?: OpenChoice;
}
