// The containers of a workload without a request of which an autoscaler wants to know the utilization.
import type { CountedResource } from "../../kubernetes/requests";
import type { Lookups } from "../../workspace/lookups/lookups";
import type { WorkspaceObject } from "../../workspace/objects/workspace-object";

/**
 * @returns their names, in order; none where something gives requests to all containers: a LimitRange, or a
 * VerticalPodAutoscaler that is not off
 */
export function unrequested(lookups: Lookups, target: WorkspaceObject, resource: CountedResource): string[] {
  const without = (target.facts.workload?.requests ?? []).filter(({ requests }) => !requests.includes(resource));
  if (without.length === 0) return [];
  const ranges = lookups.unit.objects("", "LimitRange");
  if (ranges.some(({ facts }) => facts.defaultRequests?.includes(resource))) return [];
  const isSet = lookups.referrers.pointersOf(target).some(({ facts: { pointer } }) => {
    const updates = pointer?.updates;
    return updates !== undefined && updates.mode !== "Off" && updates.resources.includes(resource);
  });
  return isSet ? [] : without.map(({ container }) => container);
}
