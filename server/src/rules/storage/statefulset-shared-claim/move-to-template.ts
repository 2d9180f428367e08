// The fix "Move claim 'x' to a volume claim template": each Pod gets a volume of its own, which starts empty.
import { type ClaimVolume, claimTemplates, claimVolumes } from "../../../kubernetes/workload";
import { insert, remove } from "../../../yaml/edit-script";
import { entry, item, mapping } from "../../../yaml/fragment";
import { child, entryOf } from "../../../yaml/navigate";
import type { Fix, RuleContext } from "../../rule";
import { claimCopy } from "../../shared/claim-copy";
import { isOwn, ownPath, written } from "../../shared/written";

/**
 * @returns nothing where others mount the claim too, no Pod writes to it, two volumes name it, a template cannot ask for the
 * same, or a patch has the list
 */
export function moveToTemplateFix(context: RuleContext, { volume, claim, volumeNode, writable }: ClaimVolume): Fix[] {
  const { workload, own, lookups } = context;
  if (!workload || !writable || lookups.claims.sharersOf(claim).count > 0) return [];
  if (claimVolumes(workload).filter((other) => other.claim === claim).length > 1) return [];
  if (claimTemplates(workload).some(({ name }) => name === volume)) return [];
  const templates = child(workload.spec, "volumeClaimTemplates");
  const place = written(context, volumeNode);
  if (place?.by !== "object" || !isOwn(context, volumeNode) || !isOwn(context, templates)) return [];
  const spec = claimCopy(claim, lookups);
  if (!spec) return [];
  const template = item(mapping(entry("metadata", `name: ${volume}`), entry("spec", spec)));
  const title = `Move claim '${claim}' to a volume claim template (recreates the object)`;
  const changes = () => {
    const isThere = entryOf(child(own.root, "spec"), "volumeClaimTemplates") !== undefined;
    const added = isThere
      ? insert(ownPath(context, "spec", "volumeClaimTemplates"), "last", template)
      : insert(ownPath(context, "spec"), "last", entry("volumeClaimTemplates", template));
    return [{ document: place.document, script: [remove(place.path), added] }];
  };
  return [{ title, safe: false, changes }];
}
