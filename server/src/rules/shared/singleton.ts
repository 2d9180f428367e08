// What shows that a workload is meant to have one Pod: data of one writer, an elected leader, what somebody says.
import type { Assumptions } from "../../config/assumptions";
import { Globs } from "../../config/globs";
import { imageName, storeImage } from "../../guidance/known-images";
import { claimVolumes, containers, type Workload } from "../../kubernetes/workload";
import { child, itemsOf, stringAt } from "../../yaml/navigate";
import { leaderElection } from "./leader-election";

/** A claim, Recreate, the image of a store, the election of a leader, or the setting `singletons`. */
export function isSingleton(workload: Workload, { singletons, statefulImages }: Assumptions): boolean {
  const { resource, spec, podSpec } = workload;
  if (claimVolumes(workload).length > 0 || itemsOf(child(spec, "volumeClaimTemplates")).length > 0) return true;
  if (itemsOf(child(podSpec, "volumes")).some((volume) => child(volume, "ephemeral") !== undefined)) return true;
  if (stringAt(spec, "strategy", "type") === "Recreate") return true;
  if (new Globs("name", singletons).matches(resource.name)) return true;
  const images = new Globs("image", [...singletons, ...statefulImages]);
  return containers(workload).some(
    ({ image, init, node }) =>
      !init &&
      (images.matches(image) || storeImage(imageName(image)) !== undefined || leaderElection(node) !== undefined),
  );
}
