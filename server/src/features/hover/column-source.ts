// What a column of the comparison is read from: a workload as it is written, or as its conversion leaves it.
import { fileEdits } from "../../analysis/changes";
import { conversionSubject, type ObjectInUnits, templateRefusal } from "../../analysis/conversion-subject";
import type { Situation } from "../../analysis/situation";
import { governingService } from "../../conversions/companions/headless-service";
import { isRefused, type Refused, type Subject } from "../../conversions/conversion";
import { plan, targetsOf } from "../../conversions/plan";
import { storagePlan } from "../../conversions/storage-plan";
import { accessModes, claimClass } from "../../kubernetes/claim";
import type { WorkloadKind } from "../../kubernetes/kinds";
import { resourcesOf } from "../../kubernetes/resource";
import { claimVolumes, podLabels, type Workload, workload } from "../../kubernetes/workload";
import { applyEdits } from "../../text/edit";
import { shifted } from "../../text/span";
import type { DocumentChange } from "../../workspace/document-change";
import { written } from "../../workspace/objects/workspace-object";
import { type ReplicasRange, replicasRange } from "../../workspace/replicas-range";
import { isRefusal, ScriptFault } from "../../yaml/edit-script";
import { at, integerAt, itemsOf, stringAt } from "../../yaml/navigate";
import { parseDocument } from "../../yaml/parse";
import type { Node } from "../../yaml/tree";

/** One workload in one of its builds, with what surrounds it there. */
export interface ColumnSource {
  readonly kind: WorkloadKind;
  /** As it is called in the build. */
  readonly name: string;
  readonly range: ReplicasRange;
  readonly situation: Situation;
  /** Its fields, where it is written or planned; undefined where it is only imagined, with the defaults of its kind. */
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
    oneAtATime: false,
  };
}

/** The workload as another kind: as its conversion leaves it, else what can be known without one. */
export function otherSource(object: ObjectInUnits, here: ColumnSource, to: WorkloadKind): Other {
  const view = here.workload;
  if (!view || !targetsOf(here.kind).includes(to)) return { source: imagined(here, to), refusal: undefined };
  const subject = conversionSubject(object);
  if (!subject || !here.situation.lookups.ready)
    return { source: { ...imagined(here, to), obstacle: "reading" }, refusal: undefined };
  const outcome = plannedWorkload(subject, to);
  if (!outcome || "refused" in outcome) return { source: withoutPlan(here, subject, to, outcome), refusal: outcome };
  const templates = templateNames(outcome);
  const staying = new Set(claimVolumes(outcome).map(({ volume }) => volume));
  const name = stringAt(outcome.spec, "serviceName");
  return {
    refusal: undefined,
    source: {
      ...here,
      kind: to,
      workload: outcome,
      templates,
      claims: distinctClaims(view, (volume) => staying.has(volume)),
      service: named(name === undefined ? undefined : builtServiceName(here, name), true),
      converted: true,
    },
  };
}

export interface Other {
  readonly source: ColumnSource;
  /** What refuses the conversion; undefined where nothing does, or where there is none. */
  readonly refusal: Refused | undefined;
}

/**
 * Only what becomes of the workload itself: the mentions of it in other texts are nothing that a column shows.
 * @returns undefined where its name is none, such as one of two lines: no script can be made with it
 */
function plannedWorkload(subject: Subject, to: WorkloadKind): Workload | Refused | undefined {
  if (!subject.situations.every(({ lookups }) => lookups.files.ownParses)) return templateRefusal;
  const situations = subject.situations.map((one) => ({ ...one, lookups: one.lookups.withoutTexts() }));
  const options = { storage: "auto", choices: new Map(), newResources: "sameFolder" } as const;
  const planned = plan({ ...subject, situations, texts: [] }, to, options);
  if (isRefused(planned)) return planned;
  const { document, resource } = subject;
  const files = editsOrFault(planned.changes.filter((change) => change.document === document));
  if (files === undefined) return undefined;
  if (isRefusal(files)) return { refused: files.refused === "syntax" ? "R-TEMPLATE" : "R-ALIAS", message: files.why };
  const edits = files.flatMap((file) =>
    file.edits.map((edit) => ({ ...shifted(edit, -document.start), newText: edit.newText })),
  );
  const result = resourcesOf(parseDocument(applyEdits(document.text, edits)).root).find(
    ({ kind, name }) => kind === to && name === resource.name,
  );
  return result && workload(result);
}

function editsOrFault(changes: readonly DocumentChange[]): ReturnType<typeof fileEdits> | undefined {
  try {
    return fileEdits(changes);
  } catch (error) {
    if (error instanceof ScriptFault) return undefined;
    throw error;
  }
}

/** Where the plan is refused as a whole, its parts still say what would become of the claims and which Service there would be. */
function withoutPlan(
  here: ColumnSource,
  subject: Subject,
  to: WorkloadKind,
  refusal: Refused | undefined,
): ColumnSource {
  const storage = storagePlan(subject, { storage: "auto", choices: new Map(), newResources: "sameFolder" });
  const moving = storage.claims.filter(({ moves }) => moves).flatMap(({ volumes }) => volumes);
  const service = governingService(subject);
  const isStorage = storage.refusals.some(
    ({ refused, message }) => refused === refusal?.refused && message === refusal.message,
  );
  return {
    ...imagined(here, to),
    templates: storage.claims.filter(({ moves }) => moves).flatMap(({ volumes: [first] }) => first?.volume ?? []),
    claims: here.workload
      ? distinctClaims(here.workload, (volume) => !moving.some((one) => one.volume === volume))
      : here.claims,
    service: isRefused(service) ? undefined : named(builtServiceName(here, service.name), true),
    obstacle: isStorage ? "refused" : undefined,
    converted: true,
  };
}

/** The same Pods as a kind to which no conversion leads yet: kubernetes.md 2.7 says what can become of a set's own volumes. */
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
