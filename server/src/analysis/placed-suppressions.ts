// What is kept on purpose in a file: each suppression with the document or the object that it stands in.
import { annotationSuppressions, fileSuppressions, type Suppression, suppressions } from "../config/suppression";
import { workloadKind } from "../kubernetes/kinds";
import { podTemplatePath } from "../kubernetes/workload";
import { samePlain } from "../tracking/same";
import type { Document } from "../workspace/document";
import type { SourceFile } from "../workspace/source-file";
import { at } from "../yaml/navigate";

/** One suppression of a file, and what it is able to silence. */
export interface PlacedSuppression {
  readonly document: Document;
  readonly suppression: Suppression;
  /** The object of an annotation. */
  readonly object: number | undefined;
}

/** The beginning of a file, whose comments may silence all of it: they also count where the first document is no manifest. */
export interface Header {
  readonly first: Document | undefined;
  readonly suppressions: readonly PlacedSuppression[];
}

export function headerOf({ documents: [first] }: SourceFile, knownRules: ReadonlySet<string>): Header {
  if (!first) return { first, suppressions: [] };
  const found = fileSuppressions(first.text, knownRules);
  return { first, suppressions: found.map((suppression) => ({ document: first, suppression, object: undefined })) };
}

/** Is the same document the first one, and do its comments say the same at the same places? */
export function sameHeader(a: Header, b: Header): boolean {
  const said = ({ suppressions: placed }: Header) => placed.map(({ suppression }) => suppression);
  return a.first === b.first && samePlain(said(a), said(b));
}

/**
 * Those that speak of parts of one document, by comment or annotation.
 * @param first is it the first document of its file?
 */
export function documentSuppressions(
  document: Document,
  first: boolean,
  knownRules: ReadonlySet<string>,
): PlacedSuppression[] {
  const { text } = document;
  const comments = text.includes("rightkind-ignore-")
    ? suppressions(text, document.tree().root, { knownRules, first })
    : [];
  const annotations = annotationWords.some((word) => text.includes(word))
    ? objectSuppressions(document, knownRules)
    : [];
  return [
    ...comments
      .filter(({ silenced }) => silenced !== "file")
      .map((suppression) => ({ document, suppression, object: undefined })),
    ...annotations,
  ];
}

/** One of them stands in each key that may be such an annotation; to look for one after the other is faster than for all at once. */
const annotationWords = ["rightkind.dev/ignore", "kube-linter", "kube-score", "checkov", "monokle"];

function objectSuppressions(document: Document, knownRules: ReadonlySet<string>): PlacedSuppression[] {
  return document.resources().flatMap(({ root, apiVersion, kind }, object) => {
    const known = workloadKind(apiVersion, kind);
    const template = known && at(root, ...podTemplatePath(known));
    return annotationSuppressions(root, template, knownRules).map((suppression) => ({ document, suppression, object }));
  });
}
