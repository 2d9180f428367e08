// The workloads of a file, and those at a place in it.
import type { Range } from "vscode-languageserver-types";
import type { Resource } from "../kubernetes/resource";
import { type Workload, workload } from "../kubernetes/workload";
import type { Document } from "../workspace/document";
import type { SourceFile } from "../workspace/source-file";
import { entryOf } from "../yaml/navigate";
import { documentsBetween, linesOf, rangeOf, type Snapshot } from "./snapshot";

/** A workload of a file. */
export interface FoundWorkload {
  readonly document: Document;
  readonly index: number;
  readonly workload: Workload;
  /** The range of the value of its `kind`. */
  readonly range: Range;
}

/** The workloads of a file in order, those in documents that cannot be guided left out. */
export function workloadsOf(snapshot: Snapshot, path: string): FoundWorkload[] {
  const file = snapshot.analysis.workspace.file(path);
  return file ? workloadsIn(snapshot, file, file.documents) : [];
}

/** The workloads whose `kind` stands on the lines of a range. */
export function workloadsAt(snapshot: Snapshot, path: string, range: Range): FoundWorkload[] {
  const file = snapshot.analysis.workspace.file(path);
  if (!file) return [];
  const { start, end } = linesOf(file, range);
  return workloadsIn(snapshot, file, documentsBetween(file, start, end), (at) => start <= at && at <= end);
}

/** One object of a document. */
export function workloadAt(snapshot: Snapshot, document: Document, index: number): FoundWorkload | undefined {
  const file = snapshot.analysis.workspace.file(document.path);
  const resource = document.resource(index);
  return file && resource && foundIn(file, document, resource, index);
}

/** @param isWanted by the offset of its `kind` */
function workloadsIn(
  { analysis }: Snapshot,
  file: SourceFile,
  documents: readonly Document[],
  isWanted: (offset: number) => boolean = () => true,
): FoundWorkload[] {
  return documents
    .filter((document) => analysis.isGuided(document))
    .flatMap((document) =>
      document.resources().flatMap((resource, index) => {
        const kind = entryOf(resource.root, "kind")?.value;
        if (!kind || !isWanted(document.start + kind.start)) return [];
        return foundIn(file, document, resource, index) ?? [];
      }),
    );
}

function foundIn(file: SourceFile, document: Document, resource: Resource, index: number): FoundWorkload | undefined {
  const view = workload(resource);
  const kind = entryOf(resource.root, "kind");
  return view && kind && { document, index, workload: view, range: rangeOf(file, document, kind.value) };
}
