// Findings as diagnostics.
import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
} from "vscode-languageserver-types";
import type { Finding, RelatedPlace } from "../analysis/finding";
import { relatedLocation } from "../analysis/location";
import { documentationUrl } from "../rules/documentation";
import type { Severity } from "../rules/rule";
import type { Document } from "../workspace/document";
import { rangeOf, type Snapshot } from "./snapshot";

/** The name under which all diagnostics are reported. */
export const diagnosticSource = "rightkind";

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** By what a code action finds the finding again. */
export interface DiagnosticData {
  readonly rule: string;
  /** The object's place in its document. */
  readonly object: number | null;
}

/** The diagnostics of a file; none for one that is not known. */
export function diagnostics(snapshot: Snapshot, path: string): Diagnostic[] {
  return diagnosticsOf(snapshot, snapshot.analysis.findings(path));
}

/** The diagnostics of findings, in their order. */
export function diagnosticsOf(snapshot: Snapshot, findings: readonly Finding[]): Diagnostic[] {
  return findings.flatMap((finding) => diagnostic(snapshot, finding) ?? []);
}

/**
 * The documents whose texts say where findings and what they rest on stand: as long as they and their places in their files
 * are the same, so are the diagnostics.
 * @returns undefined where a place is one of a build: kustomizations and patches say where that is
 */
export function placesOf({ analysis }: Snapshot, findings: readonly Finding[]): ReadonlySet<Document> | undefined {
  const documents = new Set<Document>();
  for (const { document, related } of findings) {
    documents.add(document);
    for (const place of related) {
      if ("place" in place && place.place.object.layers.length > 0) return undefined;
      const location = relatedLocation(place, analysis.workspace);
      if (location) documents.add(location.document);
    }
  }
  return documents;
}

export function diagnostic(snapshot: Snapshot, finding: Finding): Diagnostic | undefined {
  const file = snapshot.analysis.workspace.file(finding.document.path);
  if (!file) return undefined;
  const related = finding.related.flatMap((place) => relatedInformation(snapshot, place) ?? []);
  const data: DiagnosticData = { rule: finding.rule, object: finding.object?.index ?? null };
  return {
    range: rangeOf(file, finding.document, finding.span),
    severity: severities[finding.severity],
    code: finding.rule,
    codeDescription: { href: documentationUrl(finding.rule) },
    source: diagnosticSource,
    message: finding.message,
    ...(related.length > 0 ? { relatedInformation: related } : {}),
    ...(finding.unnecessary ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    data,
  };
}

function relatedInformation(snapshot: Snapshot, related: RelatedPlace): DiagnosticRelatedInformation | undefined {
  const { workspace } = snapshot.analysis;
  const place = relatedLocation(related, workspace);
  const file = place && workspace.file(place.document.path);
  if (!file) return undefined;
  const { document, span } = place;
  return {
    location: { uri: snapshot.uris.uriOf(document.path), range: rangeOf(file, document, span) },
    message: related.message,
  };
}
