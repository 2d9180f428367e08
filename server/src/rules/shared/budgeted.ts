// The workloads that a PodDisruptionBudget watches, and how many of their Pods it lets go.
import { allowedDisruptions, type BudgetLimits, percentOf } from "../../kubernetes/disruption-budget";
import type { LabelSelector } from "../../kubernetes/labels";
import type { Lookups } from "../../workspace/lookups/lookups";
import type { WorkspaceObject } from "../../workspace/objects/workspace-object";
import { objectRange } from "../../workspace/replicas-range";
import type { Related } from "../rule";
import { hasScale } from "./scale-target";

export interface Watched {
  readonly object: WorkspaceObject;
  /** Has its controller a scale, by which a budget knows how many Pods there should be? */
  readonly hasScale: boolean;
  /** The least number of Pods; undefined where nobody knows. */
  readonly least: number | undefined;
  /** May there be more, as an autoscaler wants? */
  readonly varies: boolean;
}

export function watched(selector: LabelSelector, lookups: Lookups): Watched[] {
  return lookups.pods.workloadsMatching(selector).map((object) => watchedBy(object, lookups));
}

function watchedBy(object: WorkspaceObject, lookups: Lookups): Watched {
  const kind = object.facts.workload?.kind;
  const range = objectRange(object, lookups);
  const isCounted = range?.certainty === "known" && kind !== "DaemonSet";
  return {
    object,
    hasScale: kind !== undefined && hasScale(kind),
    least: isCounted ? range.lo : undefined,
    varies: isCounted && range.hi > range.lo,
  };
}

/** @returns how many Pods there are at least, and how many of them may go; undefined where that cannot be told */
export function budgetOf(
  limits: BudgetLimits,
  all: readonly Watched[],
): { readonly pods: number; readonly allowed: number } | undefined {
  const counted = all.filter(({ hasScale }) => hasScale);
  const { minAvailable, maxUnavailable } = limits;
  // A whole number to be kept is compared with the Pods that there are, whoever made them; all else needs a scale.
  const isWhole = typeof minAvailable === "number" && maxUnavailable === undefined;
  const those = isWhole ? all : counted;
  const known = those.flatMap(({ least }) => least ?? []);
  const pods = known.reduce((sum, least) => sum + least, 0);
  const blocksAny = maxUnavailable === 0 || percentOf(maxUnavailable) === 0;
  if (pods === 0 || (known.length < those.length && !blocksAny)) return undefined;
  const allowed = allowedDisruptions(limits, pods);
  return allowed === undefined ? undefined : { pods, allowed };
}

/** Where the number of a watched workload is written. */
export function watchedRelated({ object, least }: Watched): Related {
  const { kind, name } = object.facts;
  return {
    message: `${kind} "${name}"${least === undefined ? "" : ` has ${least} ${least === 1 ? "Pod" : "Pods"} at least`}`,
    place: { object, path: ["spec", "replicas"], part: "value" },
  };
}
