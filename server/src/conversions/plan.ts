// The one door to conversions: what refuses them whatever the target; then lift, and lower.
import type { WorkloadKind } from "../kubernetes/kinds";
import { child, itemsOf } from "../yaml/navigate";
import { EndlessAliases } from "../yaml/value";
import { type ConversionOptions, firstRefusal, isRefused, type Plan, type Refused, type Subject } from "./conversion";
import { lowered } from "./lower";
import { pairObstacle } from "./pairs";
import { badName } from "./refusals/names";
import { oldVersion } from "./refusals/old-version";
import { ownership } from "./refusals/ownership";

/** Never throws for what stands in a manifest. */
export function plan(subject: Subject, to: WorkloadKind, options: ConversionOptions): Plan | Refused {
  const unlikely = pair(subject, to);
  const refusals = [...ownership(subject), ...unlikely, ...oldVersion(subject), ...badName(subject, to)];
  if (unlikely.length > 0) return firstRefusal(refusals) as Refused;
  // The target has refusals of its own, of which some are named before these.
  const planned = unlessEndless(() => lowered(subject, to, options));
  return firstRefusal([...refusals, ...(isRefused(planned) ? [planned] : [])]) ?? planned;
}

/** A bomb of aliases may lie in the workload itself, and in any patch of it. */
function unlessEndless(made: () => Plan | Refused): Plan | Refused {
  try {
    return made();
  } catch (error) {
    if (error instanceof EndlessAliases) return { refused: "R-ALIAS", message: error.message };
    throw error;
  }
}

function pair({ workload: { kind, spec } }: Subject, to: WorkloadKind): Refused[] {
  const message = pairObstacle(kind, to);
  if (message !== undefined) return [{ refused: "R-PAIR", message }];
  const hasTemplates = itemsOf(child(spec, "volumeClaimTemplates")).length > 0;
  if (kind !== "StatefulSet" || to !== "DaemonSet" || !hasTemplates) return [];
  const why =
    "A StatefulSet with claim templates is not converted to a DaemonSet, whose Pods have no claims of their own: use hostPath or local volumes.";
  return [{ refused: "R-PAIR", message: why }];
}
