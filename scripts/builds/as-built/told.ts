// What rules, the advisor and conversions say of each object of one unit, in words that do not depend on files.
import type { Analysis } from "../../../server/src/analysis/analysis";
import { AskedRules } from "../../../server/src/analysis/asked-rules";
import { converted } from "../../../server/src/analysis/conversion";
import { conversionSubject } from "../../../server/src/analysis/conversion-subject";
import { situationFindings } from "../../../server/src/analysis/object-check";
import type { Situation } from "../../../server/src/analysis/situation";
import type { Severity } from "../../../server/src/config/severity";
import { type ConversionOptions, isRefused, type RefusalCode } from "../../../server/src/conversions/conversion";
import { targetsOf } from "../../../server/src/conversions/pairs";
import { plan } from "../../../server/src/conversions/plan";
import type { Verdict } from "../../../server/src/guidance/verdict";
import type { WorkloadKind } from "../../../server/src/kubernetes/kinds";
import type { Resource } from "../../../server/src/kubernetes/resource";
import { claimVolumes } from "../../../server/src/kubernetes/workload";
import type { Rule } from "../../../server/src/rules/rule";
import type { Span } from "../../../server/src/text/span";
import type { Document } from "../../../server/src/workspace/document";
import { nodePath } from "../../../server/src/yaml/node-path";
import type { Node } from "../../../server/src/yaml/tree";

export interface ToldFinding {
  readonly rule: string;
  /** As the configuration wants it. */
  readonly severity: Severity;
  /** In the object as it is built. */
  readonly path: string;
  /** What is underlined in the document. */
  readonly span: Span;
  /** The token stands in the document itself, not in a patch. */
  readonly own: boolean;
}

export interface ToldObject {
  readonly document: Document;
  readonly index: number;
  /** `apps/v1 Deployment shop/web`: as it is called in the build. */
  readonly identity: string;
  readonly findings: readonly ToldFinding[];
  /** The advisor's verdict as text; undefined where the object is no workload. */
  readonly verdict: string | undefined;
  /** By target and storage, as one word each: what refuses the conversion; undefined where nothing does. */
  readonly refusals: ReadonlyMap<string, RefusalCode | undefined>;
  /** The conversions behind these words. */
  readonly ways: ReadonlyMap<string, Way>;
  /** The same of whole conversions, whose results were tried: what is refused then depends on all units of the object. */
  readonly tried: () => ReadonlyMap<string, RefusalCode | undefined>;
  /** Does the build change a claim of the workload, or the volume that mounts it? Such a claim stays where it is. */
  readonly patchedClaims: boolean;
}

/** All objects of all units of the workspace, by the keys of their units. @throws what a rule throws */
export function toldByUnit(analysis: Analysis): Map<string, ToldObject[]> {
  const found = new Map<string, ToldObject[]>();
  const paths = [...analysis.workspace.files()].map(({ path }) => path).sort();
  for (const document of paths.flatMap((path) => analysis.workspace.file(path)?.documents ?? [])) {
    if (!analysis.isGuided(document)) continue;
    for (const [index, resource] of document.resources().entries()) {
      for (const situation of analysis.situations(document, index)) {
        const { key } = situation.object.unit;
        const all = found.get(key) ?? [];
        all.push(toldObject(analysis, document, index, resource, situation));
        found.set(key, all);
      }
    }
  }
  return found;
}

function toldObject(
  analysis: Analysis,
  document: Document,
  index: number,
  resource: Resource,
  situation: Situation,
): ToldObject {
  const { apiVersion, kind, name, namespace = "" } = situation.resource;
  const verdict = situation.verdict();
  return {
    document,
    index,
    identity: `${apiVersion} ${kind} ${namespace}/${name}`,
    findings: findings(analysis, document, index, resource, situation),
    verdict: verdict && verdictText(verdict),
    refusals: refusals(document, resource, situation),
    ways: new Map(situation.workload ? ways(situation.workload.kind).map((way) => [wayText(way), way]) : []),
    tried: () => triedConversions(analysis, document, index, situation),
    patchedClaims: hasPatchedClaims(resource, document, situation),
  };
}

function findings(
  analysis: Analysis,
  document: Document,
  index: number,
  resource: Resource,
  situation: Situation,
): ToldFinding[] {
  const tokens: Node[] = [];
  const { group, kind } = situation.resource;
  const asked = askedRules(analysis.rules).of(situation.workload?.kind ?? `${group}/${kind}`);
  const found = situationFindings(document, index, resource, situation, noting(asked, tokens), (_, error) => {
    throw error;
  });
  const effective = analysis.configurations.effective(document.path);
  return found.flatMap(({ rule, severity, strict, span }, place) => {
    const level = effective.severityOf(rule, severity, strict ? "strict" : "recommended");
    const token = tokens[place] as Node;
    const path = nodePath(situation.resource.root, token) ?? "a token outside of the object";
    return level === "off" ? [] : [{ rule, severity: level, path, span, own: !situation.built.origin(token) }];
  });
}

const known = new WeakMap<readonly Rule[], AskedRules>();

function askedRules(rules: readonly Rule[]): AskedRules {
  const asked = known.get(rules) ?? new AskedRules(rules);
  known.set(rules, asked);
  return asked;
}

/** The same rules, which note every token that they report on. */
function noting(rules: readonly Rule[], tokens: Node[]): Rule[] {
  return rules.map((rule) => ({
    ...rule,
    check: (context) =>
      rule.check({
        ...context,
        report: (token, message, details) => {
          tokens.push(token);
          context.report(token, message, details);
        },
      }),
  }));
}

/** Pieces of the same weight stand in no order that matters. */
function verdictText({ recommended, leaning, score, evidence, suppressors, considered }: Verdict): string {
  const pieces = (all: Verdict["evidence"]) => all.map(({ text, weight }) => `${weight} ${text}`).sort();
  const others = considered.map((one) => `${one.kind} ${one.score}: ${pieces(one.evidence).join(", ")}`).sort();
  const softened = suppressors.map(({ id, text, effect }) => `${effect} ${id} ${text}`).sort();
  return [
    `${recommended}, leaning ${leaning ?? "nowhere"}, ${score}`,
    `for it: ${pieces(evidence).join(", ")}`,
    `against: ${softened.join(", ")}`,
    `considered: ${others.join("; ")}`,
  ].join(" | ");
}

const storages = ["auto", "templates", "keep"] as const;

/** One way to convert a workload. */
export interface Way {
  readonly to: WorkloadKind;
  readonly storage: (typeof storages)[number];
}

function ways(kind: WorkloadKind): Way[] {
  return targetsOf(kind).flatMap((to) => storages.map((storage) => ({ to, storage })));
}

/** The words under which its refusal is told. */
function wayText({ to, storage }: Way): string {
  return `${to} ${storage}`;
}

export function optionsOf({ storage }: Way): ConversionOptions {
  return { storage, choices: new Map(), newResources: "sameFile" };
}

function refusals(document: Document, resource: Resource, situation: Situation): Map<string, RefusalCode | undefined> {
  const found = new Map<string, RefusalCode | undefined>();
  const subject = conversionSubject({ document, resource, situations: [situation] });
  if (!subject || !situation.workload) return found;
  for (const way of ways(situation.workload.kind)) {
    const planned = plan(subject, way.to, optionsOf(way));
    found.set(wayText(way), isRefused(planned) ? planned.refused : undefined);
  }
  return found;
}

function triedConversions(
  analysis: Analysis,
  document: Document,
  index: number,
  { workload }: Situation,
): Map<string, RefusalCode | undefined> {
  const found = new Map<string, RefusalCode | undefined>();
  for (const way of workload ? ways(workload.kind) : []) {
    const outcome = converted(analysis, { document, index, to: way.to, options: optionsOf(way) });
    found.set(wayText(way), "refused" in outcome ? outcome.refused : undefined);
  }
  return found;
}

function hasPatchedClaims(resource: Resource, document: Document, situation: Situation): boolean {
  const subject = conversionSubject({ document, resource, situations: [situation] });
  if (!subject || !situation.workload) return false;
  const words = (view: NonNullable<typeof situation.workload>) =>
    JSON.stringify(claimVolumes(view).map(({ volume, mounted, writable }) => [volume, mounted, writable]));
  return (
    words(subject.workload) !== words(situation.workload) ||
    claimVolumes(situation.workload).some(({ claim }) => situation.lookups.claims.isChangedByBuild(claim))
  );
}
