// Where in which document something stands that a finding or a verdict rests on.
import type { EvidenceSource } from "../guidance/evidence";
import type { Span } from "../text/span";
import type { Built } from "../workspace/build";
import type { Document } from "../workspace/document";
import { textPlace } from "../workspace/place";
import type { Reader } from "../workspace/reader";
import type { RelatedPlace } from "./finding";

/** The span is in offsets of the document. */
export interface Location {
  readonly document: Document;
  readonly span: Span;
}

/** How places are written where the text is shown: Markdown, a link where one leads there. */
export interface PlaceNames {
  /** A file or folder of the workspace, such as `k8s/mysql.yaml`. */
  readonly path: (path: string) => string;
  /** A place in a file, such as `k8s/mysql.yaml:2`. */
  readonly place: (document: Document, span: Span) => string;
}

/** Undefined where the object that it is a part of is gone. */
export function relatedLocation(related: RelatedPlace, reader: Reader): Location | undefined {
  return "document" in related ? related : textPlace(related.place, reader);
}

/**
 * Undefined where it stands in no file: a transformer of a kustomization has made it.
 * @param document that of the object which was built
 */
export function evidenceLocation(
  source: EvidenceSource,
  document: Document,
  built: Built,
  reader: Reader,
): Location | undefined {
  if ("place" in source) return textPlace(source.place, reader);
  const { start, end } = source.node;
  const origin = built.origin(source.node);
  return { document: origin?.document ?? document, span: { start, end } };
}
