// Objects that stand several times in a repository: what a look-up from one of them must never mix up.
import type { Analysis } from "../../server/src/analysis/analysis";
import type { Finding } from "../../server/src/analysis/finding";
import { relatedLocation } from "../../server/src/analysis/location";
import type { Document, WrittenObject } from "../../server/src/workspace/document";
import type { WorkspaceObject } from "../../server/src/workspace/objects/workspace-object";
import { folderOf } from "../../server/src/workspace/paths";
import { findingText, type Repository } from "./repository";
import type { Trap, TrapInstance } from "./traps";

/** One instance for each finding on, or resting on, an object whose name stands in several folders. */
export function sameNames({ name }: Repository, analysis: Analysis): Trap & { readonly groups: number } {
  const groups = groupsOf(analysis);
  const instances = [...analysis.workspace.files()].flatMap(({ path }) =>
    analysis.findings(path).flatMap((finding) => instancesOf(name, analysis, finding, groups)),
  );
  return { name: "The same names in several overlays or episodes", instances, groups: groups.size };
}

/** Objects by kind, namespace and name, where they lie in more than one folder. */
function groupsOf(analysis: Analysis): Map<string, WrittenObject[]> {
  const groups = new Map<string, WrittenObject[]>();
  for (const { documents } of analysis.workspace.files()) {
    for (const object of documents
      .filter((document) => analysis.isGuided(document))
      .flatMap(({ objects }) => objects.filter(({ named }) => named))) {
      const key = keyOf(object);
      groups.set(key, [...(groups.get(key) ?? []), object]);
    }
  }
  for (const [key, objects] of groups) {
    if (new Set(objects.map(({ document }) => folderOf(document.path))).size < 2) groups.delete(key);
  }
  return groups;
}

function keyOf({ facts }: Pick<WrittenObject, "facts">): string {
  return `${facts.kind} ${facts.namespace ?? ""}/${facts.name}`;
}

function instancesOf(
  repository: string,
  analysis: Analysis,
  finding: Finding,
  groups: ReadonlyMap<string, readonly WrittenObject[]>,
): TrapInstance[] {
  const own = finding.document.objects.find(({ index }) => index === finding.object?.index);
  const related = finding.related.flatMap((place) => ("place" in place ? [place.place.object] : []));
  const involved = [...(own ? [own] : []), ...related].filter((object) => groups.has(keyOf(object)));
  const [first] = involved;
  if (!first) return [];
  const farther = related.filter((object) =>
    isFartherThanNeeded(analysis, finding.document, object, groups.get(keyOf(object)) ?? []),
  );
  const folders = groups.get(keyOf(first))?.length ?? 0;
  const places = finding.related.flatMap(
    (place) => relatedLocation(place, analysis.workspace.builds)?.document.path ?? [],
  );
  return [
    {
      what: `${repository}${finding.document.path} (${keyOf(first)}, ${folders} times)`,
      said: `${findingText(analysis, finding)}${places.length === 0 ? " (rests on nothing else)" : ""}`,
      right: farther.length === 0,
    },
  ];
}

/** Does the finding rest on an object of another folder and unit, though one of that name lies in its own folder? */
function isFartherThanNeeded(
  { workspace }: Analysis,
  from: Document,
  used: WorkspaceObject,
  all: readonly WrittenObject[],
): boolean {
  const folder = folderOf(from.path);
  if (folderOf(used.document.path) === folder) return false;
  const units = new Set(workspace.units.membershipsOf(from.path).map(({ unit }) => `${unit.kind} ${unit.folder}`));
  if (workspace.units.membershipsOf(used.document.path).some(({ unit }) => units.has(`${unit.kind} ${unit.folder}`)))
    return false;
  return all.some(({ document }) => folderOf(document.path) === folder);
}
