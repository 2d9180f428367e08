// Volumes that only one Pod ever has are asked for as if many nodes had to mount them.
import { claimTemplates, type Workload } from "../../../kubernetes/workload";
import { replicasRange } from "../../../workspace/replicas-range";
import { replace } from "../../../yaml/edit-script";
import { asScalar, at, integerAt, itemsOf, stringAt } from "../../../yaml/navigate";
import type { Scalar } from "../../../yaml/tree";
import { defineRule, type Fix, type RuleContext } from "../../rule";
import { written } from "../../shared/written";

/** Beyond so many Pods nobody looks for who else mounts their claims. */
const LOOKED_AT = 32;

/** Classes of shared file systems by their names: they give nothing else. */
const SHARED_CLASS = /nfs|efs|cephfs|azure-?file|filestore|smb|gluster/i;

export const rule = defineRule({
  id: "claim-template-access-mode",
  group: "storage",
  severities: ["hint"],
  kinds: ["StatefulSet"],
  summary: "A claim template asks for ReadWriteMany, though each Pod has its own volume.",
  fixes: [{ title: "Use ReadWriteOnce (recreates the object)", safe: false }],
  check(context) {
    const { workload, lookups, report } = context;
    if (!workload) return;
    for (const { node, name } of claimTemplates(workload)) {
      const modes = itemsOf(at(node, "spec", "accessModes"));
      const mode = asScalar(modes[0]);
      if (modes.length !== 1 || mode?.value !== "ReadWriteMany" || name === "") continue;
      const storageClass = stringAt(node, "spec", "storageClassName");
      if (SHARED_CLASS.test(storageClass ?? "") || lookups.claims.placeOfNew(storageClass) === "unenforced") continue;
      if (isMountedElsewhere(context, workload, name)) continue;
      const message = `Claim template "${name}" asks for ReadWriteMany, but each Pod has a volume of its own: ReadWriteOnce is enough, and any disk can do it.`;
      report(mode, message, { fixes: onceFix(context, mode) });
    }
  },
});

/** Does somebody else mount the claim of one of the Pods, by its name? */
function isMountedElsewhere({ lookups }: RuleContext, workload: Workload, template: string): boolean {
  const start = integerAt(workload.spec, "ordinals", "start") ?? 0;
  const count = Math.min(Math.max(replicasRange(workload, lookups).hi, 1), LOOKED_AT);
  for (let ordinal = start; ordinal < start + count; ordinal++) {
    if (lookups.claims.sharersOf(`${template}-${workload.resource.name}-${ordinal}`).count > 0) return true;
  }
  return false;
}

function onceFix(context: RuleContext, mode: Scalar): Fix[] {
  const place = written(context, mode);
  if (place?.by !== "object") return [];
  const { document, path } = place;
  const title = "Use ReadWriteOnce (recreates the object)";
  return [{ title, safe: false, changes: () => [{ document, script: [replace(path, "ReadWriteOnce")] }] }];
}
