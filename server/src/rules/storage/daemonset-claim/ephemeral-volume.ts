// The fix "Use a generic ephemeral volume for 'x'": each Pod has a volume of its own, which goes with the Pod.
import type { ClaimVolume } from "../../../kubernetes/workload";
import { rename, replace } from "../../../yaml/edit-script";
import { entry } from "../../../yaml/fragment";
import type { Fix, RuleContext } from "../../rule";
import { claimCopy } from "../../shared/claim-copy";
import { isOwn, written } from "../../shared/written";

/** @returns nothing where no Pod writes: an empty volume is of no use to it */
export function ephemeralVolumeFix(context: RuleContext, { volume, claim, volumeNode, writable }: ClaimVolume): Fix[] {
  const place = written(context, volumeNode);
  if (!writable || place?.by !== "object" || !isOwn(context, volumeNode)) return [];
  const spec = claimCopy(claim, context.lookups);
  if (!spec) return [];
  const source = [...place.path, "persistentVolumeClaim"];
  const script = [rename(source, "ephemeral"), replace(source, entry("volumeClaimTemplate", entry("spec", spec)))];
  const title = `Use a generic ephemeral volume for '${volume}'`;
  return [{ title, safe: false, changes: () => [{ document: place.document, script }] }];
}
