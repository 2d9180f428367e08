// Raw findings → what is shown: severities of the configuration, what is kept on purpose, and findings about that itself.
import type { EffectiveConfiguration } from "../config/effective";
import { isSilencedBy, type Suppression } from "../config/suppression";
import type { Document } from "../workspace/document";
import type { SourceFile } from "../workspace/source-file";
import type { Configurations } from "./configurations";
import type { Finding, SuppressedFinding } from "./finding";
import { configurationFindings, suppressionFindings } from "./meta-findings";
import { documentSuppressions, type Header, type PlacedSuppression } from "./placed-suppressions";

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

/** The findings of one document, with what silences some of them. */
export interface JudgedDocument extends Judged {
  /** Where the suppressions of the whole file start that silenced something here. */
  readonly usedOfFile: ReadonlySet<number>;
}

/** @param said what the rules say of the document's objects, and the beginning of its file */
export function documentJudgement(
  file: SourceFile,
  document: Document,
  { raw, header }: { readonly raw: readonly Finding[]; readonly header: Header },
  options: JudgeOptions,
): JudgedDocument {
  const { configurations } = options;
  const effective = configurations.effective(file.path);
  const ofFile = header.suppressions;
  const own = options.isGuided(document)
    ? documentSuppressions(document, document === header.first, options.knownRules)
    : [];
  const used = new Set<Suppression>();
  const findings: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  const { today } = configurations;
  for (const finding of raw) {
    const by = [...ofFile, ...own].find((candidate) => silences(candidate, finding));
    if (by) used.add(by.suppression);
    const level = effective.severityOf(finding.rule, finding.severity, finding.strict ? "strict" : "recommended");
    if (level === "off") continue;
    const shown = level === finding.severity ? finding : { ...finding, severity: level };
    if (by) {
      suppressed.push({ finding: shown, reason: by.suppression.reason ?? "", isConfigured: false });
      continue;
    }
    const { kind = "", name = "", namespace } = finding.object ?? {};
    const entry = effective.ignores({ path: file.path, kind, name, namespace }, finding.rule, today);
    if (entry) suppressed.push({ finding: shown, reason: entry.reason, isConfigured: true });
    else findings.push(shown);
  }
  findings.push(...shownMeta(suppressionFindings(own, used, options), effective));
  const usedOfFile = new Set(ofFile.filter(({ suppression }) => used.has(suppression)).map(startOf));
  return { findings: findings.sort(byPlace), suppressed, usedOfFile };
}

/** The findings of a file by its documents. Of a document it is the same object as long as nothing is to be judged anew. */
export interface JudgedFile {
  readonly documents: readonly JudgedDocument[];
  /** What is said of comments above the file, and of a configuration. */
  readonly ofFile: readonly Finding[];
}

/** Puts the findings of a file together, in their order. */
export function joined({ documents, ofFile }: JudgedFile): Judged {
  const findings = documents.flatMap((document) => document.findings);
  return {
    findings: ofFile.length > 0 ? [...findings, ...ofFile].sort(byPlace) : findings,
    suppressed: documents.flatMap((document) => document.suppressed),
  };
}

export function fileJudgement(
  file: SourceFile,
  documents: readonly JudgedDocument[],
  { suppressions: ofFile }: Header,
  options: JudgeOptions,
): JudgedFile {
  const effective = options.configurations.effective(file.path);
  const used = new Set(
    ofFile
      .filter((placed) => documents.some(({ usedOfFile }) => usedOfFile.has(startOf(placed))))
      .map(({ suppression }) => suppression),
  );
  const found = [...suppressionFindings(ofFile, used, options), ...configurationFindings(file, options.configurations)];
  return { documents, ofFile: shownMeta(found, effective) };
}

function shownMeta(meta: readonly Finding[], effective: EffectiveConfiguration): Finding[] {
  return meta.flatMap((finding) => {
    const level = effective.severityOf(finding.rule, finding.severity, "recommended");
    if (level === "off") return [];
    return level === finding.severity ? finding : { ...finding, severity: level };
  });
}

function startOf({ suppression }: PlacedSuppression): number {
  return suppression.start;
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
