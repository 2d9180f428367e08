// The ConfigMaps that the Pods of a workload mount.
import type { Workload } from "../../kubernetes/workload";
import { at, child, itemsOf, stringAt } from "../../yaml/navigate";

/** Their names, by volumes of their own and projected ones. */
export function mountedConfigMaps({ podSpec }: Workload): string[] {
  return itemsOf(child(podSpec, "volumes"))
    .flatMap((volume) => [volume, ...itemsOf(at(volume, "projected", "sources"))])
    .flatMap((source) => stringAt(source, "configMap", "name") ?? []);
}
