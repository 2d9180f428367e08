// What a volume that is made anew for each Pod asks for, in the words of the claim that it takes the place of.
import type { Lookups } from "../../workspace/lookups/lookups";
import { entrySlice, type Fragment, literal, mapping } from "../../yaml/fragment";
import { child, entryOf } from "../../yaml/navigate";
import type { Path } from "../../yaml/tree";

/** Fields that hold for any number of volumes; the others bind a claim to one volume or one source. */
const carried = ["accessModes", "resources", "storageClassName", "volumeMode", "volumeAttributesClassName"];

/** Where the claim is not known: the most usual mode and size, to be filled in by hand. */
const placeholder = literal("accessModes: [ReadWriteOnce]\nresources:\n  requests:\n    storage: 1Gi");

/**
 * The `spec` of a claim that asks for the same.
 * @returns undefined where more than one volume cannot be asked for like that: the claim is bound by hand, filled from a
 * source, selects volumes, is of a class that makes none, or is what a build makes of it
 */
export function claimCopy(name: string, { claims }: Lookups): Fragment | undefined {
  const { answer, static: isStatic } = claims.found(name);
  if (answer.state !== "found") return placeholder;
  const [claim] = answer.candidates;
  const facts = claim?.facts.claim;
  if (!claim || !facts || answer.count > 1 || facts.accessModes.length === 0 || facts.storage === undefined)
    return undefined;
  if (isStatic || facts.volumeName !== undefined || facts.dataSource !== undefined || facts.selector) return undefined;
  if (claims.isReserved(name) || claims.isChangedByBuild(name)) return undefined;
  const { document, index } = claim;
  const resource = document.resource(index);
  const spec = child(resource?.root, "spec");
  if (!resource || !spec) return undefined;
  const base: Path = resource.item === undefined ? ["spec"] : ["items", resource.item, "spec"];
  const fields = carried.flatMap((key) => (entryOf(spec, key) ? entrySlice(document.text, [...base, key]) : []));
  return mapping(...fields);
}
