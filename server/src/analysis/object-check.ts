// Runs all rules over one object in each of its units, and remembers what it asked on the way.
import type { Assumptions } from "../config/assumptions";
import { type Verdict, verdict } from "../guidance/verdict";
import type { Resource } from "../kubernetes/resource";
import { type Workload, workload } from "../kubernetes/workload";
import type { Related, Report, Rule, Severity } from "../rules/rule";
import { type Built, built } from "../workspace/build";
import type { Document } from "../workspace/document";
import { Asker } from "../workspace/lookups/asker";
import { Lookups } from "../workspace/lookups/lookups";
import { Questions } from "../workspace/lookups/questions";
import { keys } from "../workspace/object-index";
import { Reader } from "../workspace/reader";
import type { Membership } from "../workspace/units";
import type { Workspace } from "../workspace/workspace";
import type { Node } from "../yaml/tree";
import type { Finding, RelatedPlace } from "./finding";

/** An object as it is judged in one unit. */
export interface Situation {
  readonly resource: Resource;
  readonly workload: Workload | undefined;
  readonly lookups: Lookups;
  readonly built: Built;
  readonly membership: Membership;
  /** The advisor's verdict, weighed once, when it is first asked for; undefined where the object is no workload. */
  readonly verdict: () => Verdict | undefined;
}

/** One object's findings, and all that they rest on. */
export class ObjectCheck {
  readonly document: Document;
  /** Its place among the resources of the document. */
  readonly index: number;
  /** Keys whose change makes the check run again without asking. */
  readonly reads = new Set<string>();
  /** Look-ups whose answer must change before the check runs again. */
  readonly #questions = new Questions();
  findings: readonly Finding[] = [];

  constructor(document: Document, index: number) {
    this.document = document;
    this.index = index;
  }

  /** All keys that this check must be woken by. */
  keys(): Set<string> {
    const all = this.#questions.keys();
    for (const key of this.reads) all.add(key);
    return all;
  }

  /** Do the changed keys touch it, and does any answer differ now? Brings the remembered questions up to date. */
  isStale(changes: ReadonlySet<string>): boolean {
    for (const key of this.reads) if (changes.has(key)) return true;
    return this.#questions.isStale(changes);
  }

  /** Each of the units in which the object stands, with look-ups that note what is asked. */
  situations(workspace: Workspace, resource: Resource, assumptions: Assumptions): Situation[] {
    this.reads.clear();
    this.#questions.clear();
    this.reads.add(keys.document(this.document.id));
    this.reads.add(keys.configuration);
    const reader = new Reader(workspace, (key) => this.reads.add(key));
    const subject = {
      document: this.document,
      object: this.document.objects.find(({ index }) => index === this.index),
      namespace: resource.namespace,
    };
    return reader.membershipsOf(this.document.path).flatMap((membership) => {
      const whole = built(resource, this.document.path, membership, reader);
      // A patch takes it out of this build: there is nothing to judge.
      if (whole.deleted) return [];
      const view = workload(whole.resource);
      const lookups = new Lookups(new Asker(workspace, subject, membership, assumptions, this.#questions));
      return {
        resource: whole.resource,
        workload: view,
        lookups,
        built: whole,
        membership,
        verdict: once(() => view && verdict(view, lookups)),
      };
    });
  }
}

/** Computes when it is first called, and never again. */
function once<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}

/** A rule that throws costs its own findings only. */
export type Fault = (rule: string, error: unknown) => void;

/** What the rules say of one object in one unit. */
export function situationFindings(
  document: Document,
  index: number,
  resource: Resource,
  situation: Situation,
  rules: readonly Rule[],
  onFault: Fault,
): Finding[] {
  const { group, kind } = situation.resource;
  const found: Finding[] = [];
  for (const rule of rules) {
    if (!rule.kinds.includes(situation.workload?.kind ?? `${group}/${kind}`)) continue;
    try {
      rule.check({
        resource: situation.resource,
        own: resource,
        workload: situation.workload,
        lookups: situation.lookups,
        verdict: situation.verdict,
        origin: (node) => situation.built.origin(node),
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
  { built: whole }: Situation,
  rule: Rule,
  found: Finding[],
): Report {
  return (token, message, { severity = rule.severities[0], related = [], fixes = [] } = {}) => {
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
      object: { index, apiVersion, kind, name, namespace },
      related: [
        ...(foreign ? nodePlaces(document, whole, token, `The value comes from this patch of ${kind} "${name}"`) : []),
        ...related.flatMap((place) => relatedPlaces(document, whole, place)),
      ],
      fixes,
    });
  };
}

function relatedPlaces(document: Document, whole: Built, related: Related): RelatedPlace[] {
  if ("place" in related) return [{ message: related.message, place: related.place }];
  return nodePlaces(document, whole, related.node, related.message);
}

/** A node may come from a patch: then the place is in that file; one made by a transformer has none. */
function nodePlaces(document: Document, whole: Built, node: Node, message: string): RelatedPlace[] {
  const origin = whole.origin(node);
  if (!origin) return [{ message, document, span: { start: node.start, end: node.end } }];
  return origin.document ? [{ message, document: origin.document, span: { start: node.start, end: node.end } }] : [];
}

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, information: 2, hint: 3 };

/**
 * Findings of several units put together: one that stands in several is reported once, in the worst case, and names the
 * unit where not all agree.
 * @param units findings of each unit, with the name of its kustomization
 */
export function worstOfUnits(
  units: readonly { readonly unit: string; readonly findings: readonly Finding[] }[],
): Finding[] {
  if (units.length === 1) return [...(units[0]?.findings ?? [])];
  const byToken = new Map<string, { finding: Finding; units: Set<string>; severities: Set<Severity> }>();
  for (const { unit, findings } of units) {
    for (const finding of findings) {
      const key = `${finding.rule} ${finding.span.start} ${finding.span.end}`;
      const known = byToken.get(key);
      if (!known) byToken.set(key, { finding, units: new Set([unit]), severities: new Set([finding.severity]) });
      else {
        known.severities.add(finding.severity);
        if (rank[finding.severity] < rank[known.finding.severity]) {
          known.finding = finding;
          known.units = new Set([unit]);
        } else if (finding.severity === known.finding.severity && finding.message === known.finding.message) {
          known.units.add(unit);
        }
      }
    }
  }
  return [...byToken.values()].map(({ finding, units: named, severities }) => {
    if (named.size === units.length && severities.size === 1) return finding;
    return { ...finding, message: `In ${[...named].sort().join(", ")}: ${finding.message}` };
  });
}
