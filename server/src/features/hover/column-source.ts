// What a column of the comparison is read from: a workload as it is written, or as its conversion leaves it.

import { conversionSubject, type ObjectInUnits, templateRefusal } from "../../analysis/conversion-subject";
import type { Situation } from "../../analysis/situation";
import { type KubernetesVersion, keepsSetMaxUnavailable } from "../../config/assumptions";
import { governingService } from "../../conversions/companions/headless-service";
import { type ConversionOptions, isRefused, type Refused, type Subject } from "../../conversions/conversion";
import { targetsOf } from "../../conversions/pairs";
import { refusals } from "../../conversions/refusal";
import { strategyPlan } from "../../conversions/rollout/stateful-set-rollout";
import { storagePlan } from "../../conversions/storage/storage-plan";
import { accessModes, claimClass } from "../../kubernetes/claim";
import type { WorkloadKind } from "../../kubernetes/kinds";
import { claimVolumes, podLabels, type Workload } from "../../kubernetes/workload";
import { written } from "../../workspace/objects/workspace-object";
import { type ReplicasRange, replicasRange } from "../../workspace/replicas-range";
import { asScalar, at, integerAt, itemsOf, stringAt } from "../../yaml/navigate";
import type { Node } from "../../yaml/tree";

/** One workload in one of its builds, with what surrounds it there. */
export interface ColumnSource {
  readonly kind: WorkloadKind;
  /** As it is called in the build. */
  readonly name: string;
  readonly range: ReplicasRange;
  readonly situation: Situation;
  /** Its fields, where it is written; undefined as another kind, which has the defaults but for what stands below. */
  readonly workload: Workload | undefined;
  /** Claim templates, by the names of their volumes. */
  readonly templates: readonly string[];
  /** Claims that its Pods mount by name, each once. */
  readonly claims: readonly string[];
  readonly service: GoverningName;
  /** Why its storage cannot be had; undefined where it can. */
  readonly obstacle: "refused" | "reading" | "private-volumes" | undefined;
  /** Is it the result of a conversion, rather than written? */
  readonly converted: boolean;
  /** Does an update replace several Pods of a set at a time? */
  readonly severalAtOnce: boolean;
  /** Is it imagined of a set whose volumes only one Pod at a time may have? */
  readonly oneAtATime: boolean;
}

/** The Service in `serviceName`: its name, and whether a conversion sees to it; undefined where there is none. */
export type GoverningName = { readonly name: string; readonly planned: boolean } | undefined;

/** The workload as it is written and built. */
export function writtenSource(situation: Situation, view: Workload): ColumnSource {
  const templates = templateNames(view);
  return {
    kind: view.kind,
    name: view.resource.name,
    range: replicasRange(view, situation.lookups),
    situation,
    workload: view,
    templates,
    // A template replaces the volume of its name, without a word (kubernetes.md 1.6.4).
    claims: distinctClaims(view, (volume) => !templates.includes(volume)),
    service: named(stringAt(view.spec, "serviceName"), false),
    obstacle: undefined,
    converted: false,
    severalAtOnce: updatesSeveral(view, situation.lookups.assumptions.kubernetesVersion),
    oneAtATime: false,
  };
}

function updatesSeveral({ kind, spec }: Workload, version: KubernetesVersion): boolean {
  const most = asScalar(at(spec, "updateStrategy", "rollingUpdate", "maxUnavailable"))?.value ?? 1;
  return kind === "StatefulSet" && most !== 1 && keepsSetMaxUnavailable(version);
}

/** The workload as another kind: as its conversion leaves it, else what can be known without one. */
export function otherSource(object: ObjectInUnits, here: ColumnSource, to: WorkloadKind): Other {
  const view = here.workload;
  if (!view || !targetsOf(here.kind).includes(to)) return { source: imagined(here, to), refusal: undefined };
  const subject = conversionSubject(object);
  if (!subject || !here.situation.lookups.ready)
    return { source: { ...imagined(here, to), obstacle: "reading" }, refusal: undefined };
  const refusal = refusalOf(subject, to);
  const source = to === "StatefulSet" ? plannedSet(here, view, subject, refusal) : imagined(here, to);
  return { source, refusal };
}

export interface Other {
  readonly source: ColumnSource;
  /** What refuses the conversion; undefined where nothing does, or where there is none. */
  readonly refusal: Refused | undefined;
}

/** What every claim's own decision comes to; nothing is chosen. */
const options: ConversionOptions = { storage: "auto", choices: new Map(), newResources: "sameFolder" };

/** As far as the plan knows: its result is not tried. */
function refusalOf(subject: Subject, to: WorkloadKind): Refused | undefined {
  if (!subject.situations.every(({ lookups }) => lookups.files.ownParses)) return templateRefusal;
  return refusals(subject, [{ to, storage: options.storage }])[0];
}

/**
 * The parts of the plan that a column shows. No edit is made of them, which costs what the file is long; where the plan is
 * refused as a whole, its parts still say what would become of the claims and which Service there would be.
 */
function plannedSet(here: ColumnSource, view: Workload, subject: Subject, refusal: Refused | undefined): ColumnSource {
  const storage = storagePlan(subject, options);
  const moving = storage.claims.filter(({ moves }) => moves).map(({ volumes }) => volumes);
  const moved = new Set(moving.flat().map(({ volume }) => volume));
  const service = governingService(subject);
  const isOfClaims = storage.refusals.some(
    ({ refused, message }) => refused === refusal?.refused && message === refusal.message,
  );
  return {
    ...imagined(here, "StatefulSet"),
    templates: moving.flatMap(([first]) => first?.volume ?? []),
    claims: distinctClaims(view, (volume) => !moved.has(volume)),
    service: isRefused(service) ? undefined : named(builtServiceName(here, service.name), true),
    obstacle: isOfClaims ? "refused" : undefined,
    converted: true,
    severalAtOnce: keepsUnavailable(subject, here),
  };
}

/** Is `maxUnavailable` kept, as it is where it says more than one and the version reads it? */
function keepsUnavailable({ workload: { spec } }: Subject, { range, situation }: ColumnSource): boolean {
  const { kubernetesVersion } = situation.lookups.assumptions;
  const { operations } = strategyPlan(spec, ["spec"], range.hi, options, kubernetesVersion);
  return (
    operations.some(({ op }) => op === "rename") &&
    at(spec, "strategy", "rollingUpdate", "maxUnavailable") !== undefined
  );
}

/** The same Pods as another kind, without a plan: kubernetes.md 2.7 says what can become of a set's own volumes. */
function imagined(here: ColumnSource, to: WorkloadKind): ColumnSource {
  const isSet = here.templates.length > 0;
  const start = startOf(here.workload);
  const kept = here.templates.map((template) => `${template}-${here.name}-${start}`);
  return {
    ...here,
    kind: to,
    workload: undefined,
    templates: [],
    claims: isSet && here.range.hi <= 1 ? [...kept, ...here.claims] : here.claims,
    service: undefined,
    obstacle: isSet && here.range.hi > 1 ? "private-volumes" : undefined,
    converted: false,
    severalAtOnce: false,
    oneAtATime: isSet && itemsOf(at(here.workload?.spec, "volumeClaimTemplates")).some(isForOneNode),
  };
}

function isForOneNode(template: Node): boolean {
  return /^single-/.test(claimClass(accessModes(template)));
}

/** The first number of a set's Pods. */
export function startOf(view: Workload | undefined): number {
  return Math.max(0, integerAt(view?.spec, "ordinals", "start") ?? 0);
}

function templateNames({ kind, spec }: Workload): string[] {
  if (kind !== "StatefulSet") return [];
  const names = itemsOf(at(spec, "volumeClaimTemplates")).flatMap((one) => stringAt(one, "metadata", "name") ?? []);
  return [...new Set(names)];
}

function distinctClaims(view: Workload, counts: (volume: string) => boolean): string[] {
  const own = claimVolumes(view).filter(({ volume }) => counts(volume));
  return [...new Set(own.map(({ claim }) => claim))];
}

function named(name: string | undefined, planned: boolean): GoverningName {
  return name ? { name, planned } : undefined;
}

/** A kustomization gives its prefix to the Service as well: to one that is there, and to the one that is made. */
function builtServiceName({ situation, workload: view }: ColumnSource, name: string): string {
  const { lookups } = situation;
  const found = lookups.services
    .selecting((view && podLabels(view)) ?? {})
    .find((service) => service.facts.service?.headless && written(service).facts.name === name);
  if (found) return found.facts.name;
  return lookups.layers.reduce((inner, { facts }) => `${facts.namePrefix}${inner}${facts.nameSuffix}`, name);
}
