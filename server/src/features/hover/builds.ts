// The builds that a workload stands in: how many Pods it has in each, and which of them a hover shows.
import { sharedDepth } from "../../workspace/paths";
import type { ReplicasRange } from "../../workspace/replicas-range";
import type { ColumnSource } from "./column-source";

/** Builds that are named beside one number of Pods; the others are counted. */
const MOST_NAMED = 3;

/** The one with the most Pods, the first of several: there a conversion has the most to ask for. */
export function shownBuild(sources: readonly ColumnSource[]): ColumnSource | undefined {
  return sources.reduce<ColumnSource | undefined>(
    (most, next) => (most && most.range.hi >= next.range.hi ? most : next),
    undefined,
  );
}

/** The name of the build that is shown; empty where the others look alike. */
export function nameOfShown(shown: ColumnSource, sources: readonly ColumnSource[]): string {
  const look = ({ name, range: { lo, hi }, templates, claims, service }: ColumnSource) =>
    JSON.stringify([name, lo, `${hi}`, templates, claims, service?.name]);
  return sources.every((source) => look(source) === look(shown)) ? "" : (namesOf(sources).get(shown) ?? "");
}

/** `3 Pods`; where builds differ `1 Pod in dev`, `3 Pods in prod`. */
export function podCounts(sources: readonly ColumnSource[]): string[] {
  const byCount = new Map<string, ColumnSource[]>();
  for (const source of sources) {
    const text = countOf(source.range);
    byCount.set(text, [...(byCount.get(text) ?? []), source]);
  }
  if (byCount.size === 1) return [...byCount.keys()];
  const names = namesOf(sources);
  return [...byCount].map(([text, own]) => {
    const shown = own.slice(0, MOST_NAMED).map((source) => names.get(source) ?? "");
    const more = own.length > shown.length ? ` and ${own.length - shown.length} more` : "";
    return `${text} in ${shown.join(", ")}${more}`;
  });
}

function countOf({ lo, hi, certainty }: ReplicasRange): string {
  if (certainty === "unknown") return "a variable number of Pods";
  const count = lo === hi ? `${hi} ${hi === 1 ? "Pod" : "Pods"}` : `${lo} to ${hi} Pods`;
  return certainty === "assumed" ? `${count}, unless the variable says otherwise` : count;
}

/** Folders of the builds, without the way that all of them share. */
function namesOf(sources: readonly ColumnSource[]): Map<ColumnSource, string> {
  const folders = sources.map(({ situation: { lookups } }) => lookups.named(lookups.appliedIn.folder));
  const depth = Math.min(...folders.map((folder) => sharedDepth(folders[0] ?? "", folder)));
  return new Map(sources.map((source, index) => [source, (folders[index] ?? "").split("/").slice(depth).join("/")]));
}
