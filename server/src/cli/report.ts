// What `check` found, as plain data: exactly the document that `--format json` prints.

import type { Finding } from "../analysis/finding";
import { relatedLocation } from "../analysis/location";
import { objectCount } from "../analysis/object-count";
import { syntaxFaults } from "../analysis/syntax-faults";
import { workloadVerdict } from "../analysis/workload-verdict";
import type { Severity } from "../config/severity";
import type { FileFaultCode } from "../disk/read-file";
import { workloadKind } from "../kubernetes/kinds";
import type { Resource } from "../kubernetes/resource";
import type { Document } from "../workspace/document";
import type { SourceFile } from "../workspace/source-file";
import type { Loaded } from "./load";
import { fileRange, type Range, type Shown } from "./shown";

/** The order of the keys is the order in which they are printed. */
export interface Report {
  readonly version: 1;
  readonly files: number;
  readonly documents: number;
  readonly errors: readonly ReportedError[];
  readonly findings: readonly ReportedFinding[];
  readonly workloads: readonly ReportedWorkload[];
}

interface Placed {
  readonly path: string;
  readonly range: Range;
}

export interface ReportedError extends Placed {
  readonly code: "yaml-syntax" | FileFaultCode;
  readonly message: string;
}

export interface ReportedFinding extends Placed {
  readonly rule: string;
  readonly group: string;
  readonly severity: Severity;
  readonly message: string;
  /** On standard input: the file that the object was rendered from, as the stream says. */
  readonly source?: string;
  /** The kustomization of a build in which it is true, where that is not so in every build. */
  readonly unit?: string;
  readonly object: ReportedObject | null;
  readonly related: readonly (Placed & { readonly message: string })[];
  readonly fixes: readonly { readonly title: string; readonly kind: "quickfix"; readonly safe: boolean }[];
}

/** One that somebody keeps on purpose. */
export interface ReportedSuppression {
  readonly finding: ReportedFinding;
  readonly reason: string;
  readonly isConfigured: boolean;
}

export interface ReportedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | null;
}

interface ReportedWorkload extends Placed, ReportedObject {
  readonly verdict: {
    readonly recommended: string;
    readonly leaning: string | null;
    readonly score: number;
    readonly evidence: readonly ({ readonly text: string; readonly weight: number } & Placed)[];
  };
}

/** So many files share what is worked out about their surroundings. */
const TOGETHER = 64;

/** Findings about our own comments and configuration belong to no group; the catalogue writes them so. */
const NO_GROUP = "-";

export function reportOf(loaded: Loaded, shown: Shown): Report {
  const { analysis, reported, named, faults } = loaded;
  const errors: ReportedError[] = faults.map(({ path, code, message }) => ({
    path: shown.file(path),
    range: fileRange,
    code,
    message,
  }));
  const findings: ReportedFinding[] = [];
  const workloads: ReportedWorkload[] = [];
  let files = 0;
  let documents = 0;
  // File by file, so that what was parsed for one question is still there for the next.
  const report = (path: string): void => {
    const file = analysis.workspace.file(path);
    if (!file) return;
    const count = objectCount(analysis, file);
    if (count > 0 || named.has(path)) files++;
    documents += count;
    // One by one: a call takes no hundred thousand arguments.
    for (const error of syntaxErrors(loaded, file, shown)) errors.push(error);
    for (const finding of analysis.findings(path)) findings.push(reportedFinding(finding, shown));
    for (const workload of reportedWorkloads(loaded, file, shown)) workloads.push(workload);
  };
  // What files have in common (who shares a claim) is worked out once for some of them, and not kept for all.
  for (let start = 0; start < reported.length; start += TOGETHER) {
    analysis.together(() => reported.slice(start, start + TOGETHER).forEach(report));
  }
  return {
    version: 1,
    files,
    documents,
    errors: errors.sort((a, b) => byPlace(a, b) || compared(a.code, b.code)),
    findings: findings.sort((a, b) => byPlace(a, b) || compared(a.rule, b.rule)),
    workloads: workloads.sort(byPlace),
  };
}

/** The suppressed findings of the files that are reported on, in the order of those that are not. */
export function suppressionsOf({ analysis, reported }: Loaded, shown: Shown): ReportedSuppression[] {
  return reported
    .flatMap((path) => analysis.suppressed(path))
    .map(({ finding, ...by }) => ({ finding: reportedFinding(finding, shown), ...by }))
    .sort((a, b) => byPlace(a.finding, b.finding) || compared(a.finding.rule, b.finding.rule));
}

/** One error for each document that does not parse. */
function syntaxErrors({ analysis, named }: Loaded, file: SourceFile, shown: Shown): ReportedError[] {
  return syntaxFaults(analysis, file, { always: named.has(file.path) }).map(({ document, error }) => ({
    path: shown.file(document.path),
    range: shown.range(document, error),
    code: "yaml-syntax",
    message: error.message,
  }));
}

function reportedFinding(finding: Finding, shown: Shown): ReportedFinding {
  const { rule, group, severity, message, document, span, object, related, fixes, unit } = finding;
  const source = shown.source(document);
  return {
    rule,
    group: group === "" ? NO_GROUP : group,
    severity,
    message,
    path: shown.file(document.path),
    ...(source === undefined ? {} : { source }),
    ...(unit === undefined ? {} : { unit: shown.file(unit) }),
    range: shown.range(document, span),
    object: object ? reportedObject(object) : null,
    related: related.flatMap((place) => {
      const location = relatedLocation(place, shown.workspace.builds);
      if (!location) return [];
      const range = shown.range(location.document, location.span);
      return { path: shown.file(location.document.path), range, message: place.message };
    }),
    fixes: fixes.map(({ title, safe }) => ({ title, kind: "quickfix", safe })),
  };
}

function reportedWorkloads({ analysis }: Loaded, file: SourceFile, shown: Shown): ReportedWorkload[] {
  return file.documents
    .filter((document) => analysis.isGuided(document))
    .flatMap((document) =>
      document.resources().flatMap((resource, index): ReportedWorkload[] => {
        if (!workloadKind(resource.apiVersion, resource.kind)) return [];
        const verdict = workloadVerdict(analysis.situations(document, index), document, analysis.workspace.builds);
        if (!verdict) return [];
        const { recommended, leaning, score, evidence } = verdict;
        return [
          {
            ...placeOf(document, resource, shown),
            ...reportedObject(resource),
            verdict: {
              recommended,
              leaning: leaning ?? null,
              score,
              evidence: evidence.map(({ text, weight, location }) => ({
                text,
                weight,
                path: shown.file((location?.document ?? document).path),
                range: location
                  ? shown.range(location.document, location.span)
                  : placeOf(document, resource, shown).range,
              })),
            },
          },
        ];
      }),
    );
}

function placeOf(document: Document, { kindNode }: Resource, shown: Shown): Placed {
  return { path: shown.file(document.path), range: shown.range(document, kindNode) };
}

export function reportedObject(
  object: Omit<ReportedObject, "namespace"> & { readonly namespace: string | undefined },
): ReportedObject {
  const { apiVersion, kind, name, namespace } = object;
  return { apiVersion, kind, name, namespace: namespace ?? null };
}

function byPlace(a: Placed, b: Placed): number {
  const line = a.range.start.line - b.range.start.line;
  return compared(a.path, b.path) || line || a.range.start.character - b.range.start.character;
}

/** By code unit, so that no locale changes the order. */
function compared(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
