// Whose findings may rest on an object: what it names, who names it, what it selects and who selects it, and their others.
import type { Labels } from "../kubernetes/labels";
import type { ReferenceRole } from "../kubernetes/references/reference";
import type { Document } from "./document";
import { vantageOf } from "./graph/links";
import { nameKey } from "./graph/names";
import { type ObjectGraph, words } from "./graph/object-graph";
import { firstOfSeries, seriesBase } from "./objects/series";
import type { WorkspaceObject } from "./objects/workspace-object";

/** So many claims of each template are looked for by their names: sets are rarely larger. */
const ORDINALS = 16;

/** The documents of all neighbours of some objects; their own among them. */
export function documentsAround(graph: ObjectGraph, objects: Iterable<WorkspaceObject>): Set<Document> {
  const documents = new Set<Document>();
  for (const object of objects) {
    documents.add(object.document);
    for (const neighbour of neighbours(graph, object)) documents.add(neighbour.document);
  }
  return documents;
}

/** Services and budgets that nearly select the Pods of some objects: they may say whom they were meant for. */
export function documentsNearlySelecting(graph: ObjectGraph, objects: Iterable<WorkspaceObject>): Document[] {
  return [...objects].flatMap(({ facts, unit }) => {
    const podLabels = facts.workload?.podLabels;
    if (!podLabels) return [];
    const near = (["service", "budget"] as const).flatMap((by) => {
      return graph.selections.nearlySelecting(by, podLabels, unit.key);
    });
    return near.map(({ document }) => document);
  });
}

function* neighbours(graph: ObjectGraph, object: WorkspaceObject): Generator<WorkspaceObject> {
  if (!object.named) return;
  yield* named(graph, object);
  for (const { from } of graph.links.to(object)) yield from;
  for (const other of inUnit(graph, object)) if (isBeside(other, object)) yield other;
}

/** What it names, and others that name the same: who shares a claim, what else scales a workload. */
function* named(graph: ObjectGraph, object: WorkspaceObject): Generator<WorkspaceObject> {
  const { unit } = object;
  for (const reference of object.facts.references) {
    const tier = graph.names.tierOf(nameKey(reference.target), vantageOf(object, reference));
    if (!tier) continue;
    for (const target of graph.names.candidates(tier, unit)) {
      yield target;
      if (unshared.has(reference.role)) continue;
      // Who mounts a claim from another unit is listed, and changes nothing.
      for (const { from } of graph.links.to(target)) if (reference.role !== "claim" || from.unit === unit) yield from;
    }
  }
}

/** What many name without being anything to each other: nobody asks who else does. */
const unshared: ReadonlySet<ReferenceRole> = new Set([
  "storage-class",
  "priority-class",
  "service-account",
  "config-map",
  "secret",
  "image-pull-secret",
]);

/** Those of its unit with whom it has to do without naming them, in any namespace. */
function* inUnit(graph: ObjectGraph, object: WorkspaceObject): Generator<WorkspaceObject> {
  const { unit, facts } = object;
  yield* graph.names.inUnit(nameKey(facts), unit);
  const podLabels = facts.workload?.podLabels;
  if (podLabels)
    for (const by of ["service", "budget", "controller"] as const)
      yield* graph.selections.selecting(by, podLabels, unit.key);
  const selected: Labels | undefined =
    facts.service?.selector ?? facts.budget?.selector?.matchLabels ?? facts.workload?.selector?.matchLabels;
  if (selected) yield* graph.selections.podsWith(selected, unit.key);
  yield* graph.postings.all(words.peer(unit, facts.name));
  // A claim that has the name of one of its own is taken over.
  for (const { name: template } of facts.workload?.claimTemplates ?? [])
    for (let ordinal = 0; ordinal < ORDINALS; ordinal++) {
      const name = `${template}-${facts.name}-${ordinal}`;
      yield* graph.names.inUnit(nameKey({ group: "", kind: "PersistentVolumeClaim", name }), unit);
    }
  const base = facts.workload && seriesBase(facts.name);
  if (base === undefined) return;
  const series = graph.postings.all(words.series(unit, facts.kind, base));
  // Those behind its head are seen by nobody, as a rule; and where one of the head goes, others of it are left.
  const first = firstOfSeries(series);
  yield* series.length <= 2 * first.length ? series : first;
}

function isBeside({ namespace }: WorkspaceObject, { namespace: own }: WorkspaceObject): boolean {
  return namespace === undefined || own === undefined || namespace === own;
}
