// Raw findings → what is shown: severities of the configuration, what is kept on purpose, and findings about that itself.
import {
  annotationSuppressions,
  fileSuppressions,
  isSilencedBy,
  type Suppression,
  suppressions,
} from "../config/suppression";
import { workloadKind } from "../kubernetes/kinds";
import { podTemplatePath } from "../kubernetes/workload";
import type { Document } from "../workspace/document";
import type { SourceFile } from "../workspace/source-file";
import { at } from "../yaml/navigate";
import type { Configurations } from "./configurations";
import type { Finding, SuppressedFinding } from "./finding";
import { configurationFindings, suppressionFindings } from "./meta-findings";

export interface Judged {
  /** Sorted by place, then rule. */
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
}

export interface JudgeOptions {
  readonly configurations: Configurations;
  readonly knownRules: ReadonlySet<string>;
  /** Has the workspace been read? Until then no suppression is called unused. */
  readonly ready: boolean;
  readonly isGuided: (document: Document) => boolean;
}

/** One suppression of a file, and what it is able to silence. */
export interface PlacedSuppression {
  readonly document: Document;
  readonly suppression: Suppression;
  /** The object of an annotation. */
  readonly object: number | undefined;
}

export function judged(file: SourceFile, raw: readonly Finding[], options: JudgeOptions): Judged {
  const { configurations } = options;
  const effective = configurations.effective(file.path);
  const placed = placedSuppressions(file, options);
  const used = new Set<Suppression>();
  const findings: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  for (const finding of raw) {
    const by = placed.find((candidate) => silences(candidate, finding));
    if (by) used.add(by.suppression);
    const level = effective.severityOf(finding.rule, finding.severity, finding.strict ? "strict" : "recommended");
    if (level === "off") continue;
    const shown = level === finding.severity ? finding : { ...finding, severity: level };
    if (by) {
      suppressed.push({ finding: shown, reason: by.suppression.reason ?? "" });
      continue;
    }
    const { kind = "", name = "", namespace } = finding.object ?? {};
    const entry = effective.ignores({ path: file.path, kind, name, namespace }, finding.rule, configurations.today);
    if (entry) suppressed.push({ finding: shown, reason: entry.reason });
    else findings.push(shown);
  }
  const meta = [...suppressionFindings(placed, used, options), ...configurationFindings(file, configurations)];
  for (const finding of meta) {
    const level = effective.severityOf(finding.rule, finding.severity, "recommended");
    if (level !== "off") findings.push(level === finding.severity ? finding : { ...finding, severity: level });
  }
  return { findings: findings.sort(byPlace), suppressed };
}

function byPlace(a: Finding, b: Finding): number {
  const start = a.document.start + a.span.start - (b.document.start + b.span.start);
  return start || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
}

function silences({ document, suppression, object }: PlacedSuppression, finding: Finding): boolean {
  if (suppression.silenced !== "file" && document !== finding.document) return false;
  if (object !== undefined && object !== finding.object?.index) return false;
  return isSilencedBy(suppression, { rule: finding.rule, start: finding.span.start });
}

/** All suppressions of a file: of the whole file, of next lines, of objects. */
function placedSuppressions(file: SourceFile, { knownRules, isGuided }: JudgeOptions): PlacedSuppression[] {
  const [first] = file.documents;
  const ofFile = first ? fileSuppressions(first.text, knownRules) : [];
  return [
    ...ofFile.flatMap((suppression) => (first ? [{ document: first, suppression, object: undefined }] : [])),
    ...file.documents
      .filter(isGuided)
      .flatMap((document) => documentSuppressions(document, document === first, knownRules)),
  ];
}

function documentSuppressions(
  document: Document,
  first: boolean,
  knownRules: ReadonlySet<string>,
): PlacedSuppression[] {
  const { text } = document;
  const comments = text.includes("rightkind-ignore-")
    ? suppressions(text, document.tree().root, { knownRules, first })
    : [];
  const annotations = /rightkind\.dev\/ignore|kube-linter|kube-score|checkov|monokle/.test(text)
    ? objectSuppressions(document, knownRules)
    : [];
  return [
    // The whole file's are taken from its header alone: they also count where the first document is no manifest.
    ...comments
      .filter(({ silenced }) => silenced !== "file")
      .map((suppression) => ({ document, suppression, object: undefined })),
    ...annotations,
  ];
}

function objectSuppressions(document: Document, knownRules: ReadonlySet<string>): PlacedSuppression[] {
  return document.resources().flatMap(({ root, apiVersion, kind }, object) => {
    const known = workloadKind(apiVersion, kind);
    const template = known && at(root, ...podTemplatePath(known));
    return annotationSuppressions(root, template, knownRules).map((suppression) => ({ document, suppression, object }));
  });
}
