// What `convert` did or would do, as plain data: exactly the document that `--format json` prints.
import type { Converted, NotConverted } from "../analysis/conversion-outcome";
import type { Consequence } from "../conversions/conversion";
import type { WorkloadKind } from "../kubernetes/kinds";
import type { FoundObject } from "./convert-subject";
import { type ReportedObject, reportedObject } from "./report";
import { fileRange, type Range } from "./shown";
import type { ChangedFile } from "./write/changed-files";

/** What became of a request. Without `result` and without `refused` there was nothing to convert. */
export interface Attempt {
  readonly object?: FoundObject;
  readonly refused?: NotConverted;
  readonly result?: Converted;
  readonly files: readonly ChangedFile[];
  /** Why nothing comes of it, other than a refusal. */
  readonly faults: readonly string[];
}

/** The order of the keys is the order in which they are printed. */
export interface ConversionReport {
  readonly version: 1;
  /** Null where none or more than one was found. */
  readonly object: ReportedObject | null;
  readonly to: WorkloadKind;
  readonly refused: CodedMessage | null;
  readonly consequences: readonly CodedMessage[];
  readonly follow: readonly string[];
  readonly files: readonly ReportedFile[];
}

interface CodedMessage {
  readonly code: string;
  readonly message: string;
}

interface ReportedFile {
  readonly path: string;
  readonly created: boolean;
  readonly edits: readonly { readonly range: Range; readonly newText: string }[];
}

export function conversionReport({ object, refused, result, files }: Attempt, to: WorkloadKind): ConversionReport {
  return {
    version: 1,
    object: object?.resource ? reportedObject(object.resource) : null,
    to,
    refused: refused ? { code: refused.refused, message: refused.message } : null,
    consequences: result ? sortedConsequences(result).map(({ code, message }) => ({ code, message })) : [],
    follow: result?.follow ?? [],
    files: files.map(reportedFile),
  };
}

/** By code; several of one code by what they say, so that the order of files changes nothing. */
export function sortedConsequences({ consequences }: Converted): Consequence[] {
  return [...consequences].sort((a, b) => compared(a.code, b.code) || compared(a.message, b.message));
}

function reportedFile({ shown, change }: ChangedFile): ReportedFile {
  if ("text" in change) return { path: shown, created: true, edits: [{ range: fileRange, newText: change.text }] };
  const { edits, lines } = change;
  return {
    path: shown,
    created: false,
    edits: edits.map(({ start, end, newText }) => ({
      range: { start: lines.placeOf(start), end: lines.placeOf(end) },
      newText,
    })),
  };
}

/** By code unit, so that no locale changes the order. */
function compared(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
