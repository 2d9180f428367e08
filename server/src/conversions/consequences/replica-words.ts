// How many Pods there may be, in words: a number that a variable gives is said in conditional words.
import { type ReplicasRange, replicasRange } from "../../workspace/replicas-range";
import type { Subject } from "../conversion";

/** The most replicas in any unit: an autoscaler counts. What was a Pod on every node begins as one. */
export function mostReplicas({ situations, workload: { kind } }: Subject): number {
  if (kind === "DaemonSet" || kind === "Job") return 1;
  return Math.max(...situations.map(({ workload, lookups }) => replicasRange(workload, lookups).hi));
}

/** A number of Pods that is said, and how certain it is. */
export type ReplicaCount = Pick<ReplicasRange, "certainty"> & { readonly most: number };

/** More than one that is certain, where there is such a unit; else the most. */
export function replicaCount({ situations, workload: { kind } }: Subject): ReplicaCount {
  if (kind === "DaemonSet" || kind === "Job") return { most: 1, certainty: "known" };
  const ranges = situations.map(({ workload, lookups }) => replicasRange(workload, lookups));
  const certain = ranges.filter(({ certainty, hi }) => certainty === "known" && hi > 1);
  const [first, ...others] = certain.length > 0 ? certain : ranges;
  const most = others.reduce((a, b) => (b.hi > (a?.hi ?? 1) ? b : a), first);
  return { most: most?.hi ?? 1, certainty: most?.certainty ?? "known" };
}

/**
 * A sentence about several Pods that holds under a condition where their number does.
 * @param say its text for a number of Pods; undefined for several of which the number is not known
 */
export function aboutPods({ most, certainty }: ReplicaCount, say: (pods: number | undefined) => string): string {
  if (certainty === "unknown") return `If the variable makes it more than one, ${lowerFirst(say(undefined))}`;
  return certainty === "assumed" ? `Unless the variable says otherwise, ${lowerFirst(say(most))}` : say(most);
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
