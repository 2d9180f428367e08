// Runs rules over one object in each of its units.
import { described, type Resource } from "../kubernetes/resource";
import type { Related, Report, Rule, Severity } from "../rules/rule";
import type { Span } from "../text/span";
import { SHOWN } from "../workspace/answer";
import type { Built } from "../workspace/build";
import type { Document } from "../workspace/document";
import { nodePath } from "../yaml/node-path";
import type { Node } from "../yaml/tree";
import type { Finding, RelatedPlace } from "./finding";
import type { Situation } from "./situation";

/** What rules are told of an object: its situation, of which a subject outside all builds has only this. */
export type Subject = Omit<Situation, "built"> & { readonly built: Pick<Built, "origin" | "patches" | "resource"> };

/** A rule that throws costs its own findings only. */
export type Fault = (rule: string, error: unknown) => void;

/** What rules that look at its kind say of one object in one unit. */
export function situationFindings(
  document: Document,
  index: number,
  resource: Resource,
  situation: Subject,
  rules: readonly Rule[],
  onFault: Fault,
): Finding[] {
  const found: Finding[] = [];
  for (const rule of rules) {
    try {
      rule.check({
        resource: situation.resource,
        own: resource,
        workload: situation.workload,
        runner: situation.runner,
        lookups: situation.lookups,
        verdict: situation.verdict,
        origin: (node) => situation.built.origin(node),
        patches: situation.built.patches,
        report: reporter(document, index, resource, situation, rule, found),
      });
    } catch (error) {
      onFault(rule.id, error);
    }
  }
  return found;
}

function reporter(
  document: Document,
  index: number,
  resource: Resource,
  { built: whole, lookups }: Subject,
  rule: Rule,
  found: Finding[],
): Report {
  return (token, message, { severity = rule.severities[0], related = [], fixes = [] } = {}) => {
    // What plugins make of the object nobody can see here: only what is said of the unknown holds.
    if (severity !== "hint" && lookups.unit.isChangedUnseen) return;
    const foreign = whole.origin(token);
    const node = foreign ? resource.kindNode : token;
    const { apiVersion, kind, name, namespace } = resource;
    found.push({
      rule: rule.id,
      group: rule.group,
      severity,
      strict: rule.strict === true,
      message,
      document,
      span: { start: node.start, end: node.end },
      ...(foreign ? { builtPath: nodePath(whole.resource.root, token) } : {}),
      ...(foreign?.document ? { cause: { document: foreign.document, span: firstLine(foreign.document, token) } } : {}),
      object: { index, apiVersion, kind, name, namespace },
      related: [
        ...(foreign ? nodePlaces(document, whole, token, `The value of ${described(resource)} comes from here`) : []),
        ...related.flatMap((place) => relatedPlaces(document, whole, place)),
      ],
      fixes,
    });
  };
}

/** A finding is no block. */
function firstLine({ text }: Document, { start, end }: Span): Span {
  const length = text.slice(start, end).search(/[\r\n]/);
  return { start, end: length === -1 ? end : start + length };
}

function relatedPlaces(document: Document, whole: Subject["built"], related: Related): RelatedPlace[] {
  if ("place" in related) return [{ message: related.message, place: related.place }];
  return nodePlaces(document, whole, related.node, related.message);
}

/** A node may come from a patch: then the place is in that file; one made by a transformer has none. */
function nodePlaces(document: Document, whole: Subject["built"], node: Node, message: string): RelatedPlace[] {
  const origin = whole.origin(node);
  if (!origin) return [{ message, document, span: { start: node.start, end: node.end } }];
  return origin.document ? [{ message, document: origin.document, span: { start: node.start, end: node.end } }] : [];
}

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, information: 2, hint: 3 };

/** What is said of one object in one of its units. */
export interface UnitFindings {
  /** As messages name the unit. */
  readonly name: string;
  /** The kustomization file whose build it is; undefined of any other unit. */
  readonly path: string | undefined;
  readonly findings: readonly Finding[];
}

/** What several units say of one token: the worst of it, and who says it. */
class Told {
  readonly #severities = new Set<Severity>();
  finding: Finding;
  units: UnitFindings[] = [];
  readonly all: { readonly name: string; readonly severity: Severity }[] = [];

  constructor(finding: Finding) {
    this.finding = finding;
  }

  get isOneSeverity(): boolean {
    return this.#severities.size === 1;
  }

  /** Units count together where they say the very same. */
  add(unit: UnitFindings, finding: Finding): void {
    this.#severities.add(finding.severity);
    this.all.push({ name: unit.name, severity: finding.severity });
    const isWorse = rank[finding.severity] < rank[this.finding.severity];
    if (isWorse) {
      this.finding = finding;
      this.units = [unit];
    } else if (finding.severity === this.finding.severity && finding.message === this.finding.message) {
      this.units.push(unit);
    }
  }
}

/**
 * Findings of several units put together: one that stands in several is reported once, in the worst case, and names the
 * units where not all agree.
 */
export function worstOfUnits(units: readonly UnitFindings[]): Finding[] {
  if (units.length === 1) return [...(units[0]?.findings ?? [])];
  const byToken = new Map<string, Told>();
  for (const unit of units) {
    for (const finding of unit.findings) {
      const { rule, span, builtPath } = finding;
      const key = `${rule} ${span.start} ${span.end} ${builtPath ?? ""}`;
      const told = byToken.get(key) ?? new Told(finding);
      told.add(unit, finding);
      byToken.set(key, told);
    }
  }
  return [...byToken.values()].map(({ finding: worst, units: tellers, isOneSeverity, all }) => {
    const finding = { ...worst, told: all };
    if (tellers.length === units.length && isOneSeverity) return finding;
    const sorted = [...tellers].sort((a, b) => (a.name < b.name ? -1 : 1));
    const unit = sorted.find(({ path }) => path !== undefined)?.path;
    return { ...finding, message: `In ${listed(sorted)}: ${finding.message}`, ...(unit === undefined ? {} : { unit }) };
  });
}

function listed(units: readonly UnitFindings[]): string {
  const names = [...new Set(units.map(({ name }) => name))];
  const more = names.length - SHOWN;
  return `${names.slice(0, SHOWN).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
