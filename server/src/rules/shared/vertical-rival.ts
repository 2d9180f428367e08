// The VerticalPodAutoscaler that changes the requests by which another autoscaler counts.
import type { CountedResource } from "../../kubernetes/requests";
import type { Lookups } from "../../workspace/lookups/lookups";
import type { WorkspaceObject } from "../../workspace/objects/workspace-object";

export interface VerticalRival {
  readonly by: WorkspaceObject;
  readonly shared: readonly CountedResource[];
}

/** @param utilization the resources whose utilization the other one goes by */
export function verticalRival(
  { referrers, unit }: Lookups,
  target: WorkspaceObject,
  utilization: readonly CountedResource[],
): VerticalRival | undefined {
  if (utilization.length === 0) return undefined;
  for (const by of referrers.pointersOf(target)) {
    const updates = by.facts.pointer?.updates;
    if (!updates || !unit.has(by) || (updates.mode !== "Auto" && updates.mode !== "Recreate")) continue;
    const shared = updates.resources.filter((resource) => utilization.includes(resource));
    if (shared.length > 0) return { by, shared };
  }
  return undefined;
}
