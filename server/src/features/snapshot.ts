// What a feature answers from: the state of the workspace, and what the client can take.
import type { Range } from "vscode-languageserver-types";
import type { Analysis } from "../analysis/analysis";
import type { Span } from "../text/span";
import type { Document } from "../workspace/document";
import type { SourceFile } from "../workspace/source-file";
import type { ClientCommand } from "./client-commands";
import type { Uris } from "./uris";

export interface Snapshot {
  readonly analysis: Analysis;
  readonly uris: Uris;
  readonly client: ClientAbilities;
}

/** What the client said that it can take; everything else degrades. */
export interface ClientAbilities {
  /** Edits with document versions, annotations and new files, rather than plain edits by address. */
  readonly documentChanges: boolean;
  readonly changeAnnotations: boolean;
  readonly createFiles: boolean;
  /** Absent where the client cannot: a file whose text would all go then stays as it is. */
  readonly deleteFiles?: boolean;
  /** Are edits of code actions asked for one by one? */
  readonly resolvesEdits: boolean;
  readonly markdown: boolean;
  /** Those of our own client's commands that it has: absent for any other. */
  readonly commands?: ReadonlySet<ClientCommand>;
}

/** The version of an open document; null for one on the disk. */
export type VersionOf = (path: string) => number | null;

/** The range of a span of a document, as a client counts. */
export function rangeOf(file: SourceFile, document: Document, { start, end }: Span): Range {
  return { start: file.lines.placeOf(document.start + start), end: file.lines.placeOf(document.start + end) };
}

/** The offsets of the whole lines of a range, the last character included. */
export function linesOf({ lines, text }: SourceFile, { start, end }: Range): Span {
  const next = end.line + 1;
  return {
    start: lines.offsetOf({ line: start.line, character: 0 }),
    end: next < lines.lineCount ? lines.offsetOf({ line: next, character: 0 }) - 1 : text.length,
  };
}

/** The documents of a file that hold any of the offsets from one to another. */
export function documentsBetween({ documents }: SourceFile, start: number, end: number): readonly Document[] {
  const last = documents.findLastIndex((document) => document.start <= end);
  const first = documents.findLastIndex((document) => document.start <= start);
  return documents.slice(Math.max(first, 0), last + 1);
}
