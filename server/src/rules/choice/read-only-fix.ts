// The fix "Mount the claim read-only": several Pods may read a volume, and none of them can harm it.
import { claimVolumes, containers, type Workload } from "../../kubernetes/workload";
import { insert, replace } from "../../yaml/edit-script";
import { booleanAt, child, itemsOf, stringAt } from "../../yaml/navigate";
import type { Node } from "../../yaml/tree";
import type { Fix, RuleContext } from "../rule";
import { together, type Written, written } from "../written";

/** @returns nothing where the claim is used as a raw device, which has no read-only form, or a mount cannot be edited */
export function readOnlyFix(context: RuleContext, workload: Workload, claim: string): Fix[] {
  const volumes = claimVolumes(workload)
    .filter((volume) => volume.claim === claim && volume.writable)
    .map(({ volume }) => volume);
  const names = (item: Node): boolean => volumes.includes(stringAt(item, "name") ?? "");
  const all = containers(workload);
  if (all.some(({ node }) => itemsOf(child(node, "volumeDevices")).some(names))) return [];
  const mounts = all
    .flatMap(({ node }) => itemsOf(child(node, "volumeMounts")))
    .filter((mount) => names(mount) && booleanAt(mount, "readOnly") !== true);
  const places = mounts.map((mount) => readOnlyPlace(context, mount));
  if (places.includes(undefined)) return [];
  const changes = () =>
    together(
      places.flatMap((place) => {
        if (!place) return [];
        const { document, path, set } = place;
        return { document, script: [set ? replace(path, "true") : insert(path, "last", "readOnly: true")] };
      }),
    );
  return [{ title: "Mount the claim read-only", safe: false, changes }];
}

interface Place extends Written {
  /** Is `readOnly` itself there? Otherwise the place is the mount. */
  readonly set: boolean;
}

function readOnlyPlace(context: RuleContext, mount: Node): Place | undefined {
  const own = child(mount, "readOnly");
  if (own) {
    const place = written(context, own);
    return place && { ...place, set: true };
  }
  const name = child(mount, "name");
  const place = name && written(context, name);
  return place && { ...place, path: place.path.slice(0, -1), set: false };
}
