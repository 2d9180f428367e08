// What keeps a StatefulSet from being recommended although much speaks for one: patterns that work as they are.
import { asScalar, at } from "../yaml/navigate";
import { type Candidate, type Evidence, LEANING, RECOMMENDED } from "./evidence";
import { ownStorage, type PodProfile } from "./pod-profile";
import { hasSiblings } from "./stateful";
import { store } from "./store-traces";

/** What every view says first of the single instance. */
export const FINE_AS_IT_IS = "Fine as it is; a StatefulSet would give a stable name and a claim per Pod";

/**
 * Holds the score for a StatefulSet below a recommendation where the present kind is a documented or usual choice.
 * @param weighed all that speaks for the StatefulSet
 */
export function held(profile: PodProfile, weighed: Candidate): Candidate {
  const strategy = singleInstance(profile);
  if (strategy && weighed.score >= LEANING) {
    const most = Math.min(weighed.score, RECOMMENDED - 1);
    const fine: Evidence = {
      text: FINE_AS_IT_IS,
      weight: most - weighed.score,
      group: "single-instance",
      source: { node: strategy },
    };
    return { ...weighed, score: most, evidence: [fine, ...weighed.evidence] };
  }
  const limit = usual(profile);
  if (!limit || weighed.score <= limit.most) return weighed;
  const { text, source } = limit;
  const piece: Evidence = { text, weight: limit.most - weighed.score, group: "usual", source };
  return { ...weighed, score: limit.most, evidence: [...weighed.evidence, piece] };
}

/** One replica that writes to a volume and is stopped before the next starts. Returns the strategy. */
export function singleInstance({ workload, replicas, volumes }: PodProfile) {
  const strategy = asScalar(at(workload.spec, "strategy", "type"));
  const keeps = volumes.some(({ type, writable }) => writable && (type === "claim" || type === "disk"));
  return replicas.hi <= 1 && strategy?.value === "Recreate" && keeps ? strategy : undefined;
}

interface Limit {
  readonly text: string;
  readonly most: number;
  readonly source: Evidence["source"];
}

/** How far the evidence goes for programs with one directory and one writer (Grafana, Jenkins, a registry, a web site). */
function usual(profile: PodProfile): Limit | undefined {
  const { main, replicas } = profile;
  const known = store(profile);
  if (!main || !known || hasSiblings(profile)) return undefined;
  const source = { node: main.imageNode };
  const { name } = main.image;
  const isApplication = known.type === "application";
  if (replicas.hi <= 1) {
    if (!isApplication) return undefined;
    return { text: `either kind is common for ${name} with one replica`, most: RECOMMENDED - 1, source };
  }
  if (ownStorage(profile).length === 0) return undefined;
  // Their Pods have to see the same files.
  const text = `${name} does not copy between its Pods: a volume for each would split the data`;
  return { text, most: isApplication ? LEANING - 1 : RECOMMENDED - 1, source };
}
