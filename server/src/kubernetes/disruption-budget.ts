// How many Pods a PodDisruptionBudget lets go at a time.

/** A number, or a percentage as text; undefined where it is not set. */
export type BudgetLimit = string | number | undefined;

export interface BudgetLimits {
  readonly minAvailable: BudgetLimit;
  readonly maxUnavailable: BudgetLimit;
}

/**
 * Percentages round up, of the Pods that there should be. With neither limit nothing may go.
 * @param pods how many there should be, all of them healthy
 * @returns undefined where a limit is neither a number nor a percentage. Source: kubernetes.io, tasks/run-application/configure-pdb.
 */
export function allowedDisruptions({ minAvailable, maxUnavailable }: BudgetLimits, pods: number): number | undefined {
  if (maxUnavailable !== undefined) return shareOf(maxUnavailable, pods);
  if (minAvailable === undefined) return 0;
  const kept = shareOf(minAvailable, pods);
  return kept === undefined ? undefined : Math.max(0, pods - kept);
}

/** A limit in Pods; undefined where it is neither a number nor a percentage. */
export function shareOf(limit: string | number, pods: number): number | undefined {
  if (typeof limit === "number") return limit;
  const percent = percentOf(limit);
  return percent === undefined ? undefined : Math.ceil((percent * pods) / 100);
}

/** 50 of `50%`; undefined where the limit is no percentage. */
export function percentOf(limit: string | number | undefined): number | undefined {
  const digits = typeof limit === "string" ? /^(\d{1,9})%$/.exec(limit)?.[1] : undefined;
  return digits === undefined ? undefined : Number(digits);
}
