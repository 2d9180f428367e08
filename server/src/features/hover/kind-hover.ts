// The hover on `kind` of a workload: the same workload as another kind beside it, and what it is here, in the user's own names.
import type { Analysis } from "../../analysis/analysis";
import type { Situation } from "../../analysis/situation";
import { FINE_AS_IT_IS } from "../../guidance/held";
import type { Verdict } from "../../guidance/verdict";
import type { WorkloadKind } from "../../kubernetes/kinds";
import { rollout } from "../../kubernetes/rollout";
import { podLabels } from "../../kubernetes/workload";
import type { Document } from "../../workspace/document";
import { nameOfShown, podCounts, shownBuild } from "./builds";
import { type ColumnSource, otherSource, writtenSource } from "./column-source";
import { comparison, usualAlternative } from "./comparison";
import { revisions } from "./pods-text";
import { refusedConversion } from "./refused-conversion";
import { type Block, code, joined, listed, type Rich, rich, strong } from "./rich-text";
import { keepsData, stores } from "./storage-text";

/**
 * At most 12 lines, the table before the words: beside a finding VS Code shows 250 pixels, and no more without scrolling.
 * @returns undefined where the object is no workload
 */
export function kindHover(analysis: Analysis, document: Document, index: number): readonly Block[] | undefined {
  return analysis.workspace.tracker.session(() => {
    const resource = document.resource(index);
    const situations = analysis.situations(document, index);
    const sources = situations.flatMap((one) => (one.workload ? [writtenSource(one, one.workload)] : []));
    const here = shownBuild(sources);
    if (!resource || !here) return undefined;
    const found = loudest(situations);
    const advised = found && otherThan(here.kind, found);
    // Beside it stands the kind that is advised, else the one that people weigh it against.
    const to = advised ?? usualAlternative[here.kind];
    const object = { document, index, resource, situations };
    const { source: there, refusal } = otherSource(object, here, to);
    const isFine = isDocumented(here, found) && (advised === undefined || advised === "StatefulSet");
    const facts = joined([...podsHere(here, sources), history(here.kind, there.kind)], " · ");
    const name = strong(`${resource.kind} ${resource.name}`);
    const around = joined([reachedBy(here), scaledBy(here)], " · ");
    const said = advice(found, advised);
    const isSuggested = advised !== undefined || there.obstacle === "refused";
    const cannot = [refusedConversion(analysis, object, here, { to, refusal, isSuggested })];
    return [
      // What is fine as it is says so first, and nothing after that sounds like advice.
      { lines: isFine ? [rich`${name} · ${FINE_AS_IT_IS}`] : [] },
      { table: comparison(here, there, nameOfShown(here, sources)) },
      {
        lines: isFine
          ? [joined([facts, around], " · "), stores(here, there), cannot]
          : [joined([rich`${name}`, facts], " · "), around, stores(here, there), said, cannot],
      },
    ];
  });
}

/** The pattern of the Kubernetes documentation for a single instance with a volume, however much is known of that. */
function isDocumented({ kind, range, workload }: ColumnSource, found: Verdict | undefined): boolean {
  if (found?.evidence.some(({ text }) => text === FINE_AS_IT_IS)) return true;
  if (kind !== "Deployment" || !workload || range.hi > 1) return false;
  return rollout(workload, 1).type === "Recreate" && keepsData(workload);
}

/** In several units the one that speaks loudest for another kind counts, as with findings. */
function loudest(situations: readonly Situation[]): Verdict | undefined {
  const verdicts = situations.flatMap(({ verdict }) => verdict() ?? []);
  return verdicts.reduce<Verdict | undefined>(
    (most, next) => (most && most.score >= next.score ? most : next),
    undefined,
  );
}

function otherThan(kind: WorkloadKind, { recommended, leaning }: Verdict): WorkloadKind | undefined {
  return leaning ?? (recommended === kind ? undefined : recommended);
}

/** Pieces of evidence that are named; `Explain Workload` has them all. */
const MOST_EVIDENCE = 3;

/** Evidence of these groups stands elsewhere in the hover, in the user's own names. */
const shownElsewhere = new Set(["claim", "claim-replicas", "service", "strategy"]);

/** What the advisor says where it names another kind. */
function advice(found: Verdict | undefined, other: WorkloadKind | undefined): Rich {
  if (!found || !other) return [];
  const speaking = found.evidence.filter(({ weight }) => weight > 0);
  const own = speaking.filter(({ group }) => !shownElsewhere.has(group));
  const pieces = own.length > 0 ? own : speaking.slice(0, 1);
  const verb = found.leaning ? "Leans towards" : "Better as";
  const named = pieces.slice(0, MOST_EVIDENCE).map(({ text }) => text);
  const rest = pieces.length > named.length ? ", …" : "";
  return [`${verb} a ${other}: ${named.join(", ")}${rest}`];
}

function podsHere(here: ColumnSource, sources: readonly ColumnSource[]): Rich[] {
  const pods = podCounts(sources).join(" · ");
  switch (here.kind) {
    case "DaemonSet":
    case "Pod":
    case "CronJob":
      return [];
    case "Job":
      return [[`${pods} at a time, until done`]];
    case "StatefulSet":
      return [[pods]];
    default:
      return [[pods], [here.range.hi > 1 ? "interchangeable" : ""], [updates(here)]];
  }
}

/** The most Pods above and below the wanted number. */
function updates({ kind, workload, range }: ColumnSource): string {
  if (kind !== "Deployment" || !workload || range.hi === 0) return "";
  const { type, surge, unavailable } = rollout(workload, range.certainty === "unknown" ? 1 : range.hi);
  if (type !== "RollingUpdate") return "";
  return range.certainty === "unknown" ? "rolling update" : `rolling update (+${surge}/−${unavailable})`;
}

function history(here: WorkloadKind, there: WorkloadKind): Rich {
  const [own, other] = [revisions[here], revisions[there]];
  const beside = other === undefined || other === own ? "" : `as a ${there}: ${other}`;
  if (own === undefined) return [beside];
  return [`history: ${own}${beside === "" ? "" : ` (${beside})`}`];
}

/** Services stand in the table; this is what leads to them. */
function reachedBy({ situation: { lookups, workload } }: ColumnSource): Rich {
  const ways = lookups.services
    .selecting((workload && podLabels(workload)) ?? {})
    .flatMap((service) =>
      lookups.services
        .ingressesTo(service.facts.name)
        .map(({ facts }) => rich`Ingress ${code(facts.name)} through Service ${code(service.facts.name)}`),
    );
  return ways.length > 0 ? rich`Reached from ${listed(ways)}` : [];
}

function scaledBy({ situation: { lookups } }: ColumnSource): Rich {
  const scalers = lookups.referrers.certainScalers().map(({ facts: { kind, name } }) => rich`${kind} ${code(name)}`);
  return scalers.length > 0 ? rich`Scaled by ${listed(scalers)}` : [];
}
