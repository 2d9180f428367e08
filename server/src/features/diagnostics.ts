// Findings as diagnostics.
import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
} from "vscode-languageserver-types";
import { findingsCausedIn } from "../analysis/causes";
import type { CausedFinding, Finding, RelatedPlace } from "../analysis/finding";
import { relatedLocation } from "../analysis/location";
import { described } from "../kubernetes/resource";
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
  /** It stands at the value in a patch that makes it; the finding itself is on the object that is built. */
  readonly isAtCause?: true;
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
      const location = relatedLocation(place, analysis.workspace.builds);
      if (location) documents.add(location.document);
    }
  }
  return documents;
}

/** What an open file makes elsewhere, as a patch or a kustomization does: the same findings, at its values. */
export function diagnosticsAtCauses(snapshot: Snapshot, path: string): Diagnostic[] {
  const { analysis } = snapshot;
  if (!analysis.workspace.file(path)?.open) return [];
  return findingsCausedIn(analysis, path).flatMap((finding) => diagnosticAtCause(snapshot, finding) ?? []);
}

/** The same finding at the value that makes it; the object that it is about is one click away. */
function diagnosticAtCause(snapshot: Snapshot, finding: CausedFinding): Diagnostic | undefined {
  const { cause, document, span, object } = finding;
  const file = snapshot.analysis.workspace.file(cause.document.path);
  const whole = diagnostic(snapshot, finding);
  const place = relatedInformation(snapshot, { message: `Of ${described(object ?? noObject)}`, document, span });
  if (!file || !whole || !place) return undefined;
  const related = (whole.relatedInformation ?? []).filter(
    ({ location }) => location.uri !== snapshot.uris.uriOf(cause.document.path),
  );
  const data: DiagnosticData = { rule: finding.rule, object: object?.index ?? null, isAtCause: true };
  return {
    ...whole,
    range: rangeOf(file, cause.document, cause.span),
    relatedInformation: [place, ...related],
    data,
  };
}

const noObject = { kind: "an object", name: "" };

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
  const place = relatedLocation(related, workspace.builds);
  const file = place && workspace.file(place.document.path);
  if (!file) return undefined;
  const { document, span } = place;
  return {
    location: { uri: snapshot.uris.uriOf(document.path), range: rangeOf(file, document, span) },
    message: related.message,
  };
}
