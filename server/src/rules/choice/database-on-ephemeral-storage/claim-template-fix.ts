// The fix "Add a volume claim template for 'x'": each Pod of a StatefulSet gets a volume that stays.
import { claimTemplates, usedVolumes } from "../../../kubernetes/workload";
import { type EditScript, insert, remove } from "../../../yaml/edit-script";
import { child, entryOf } from "../../../yaml/navigate";
import type { Fix, RuleContext } from "../../rule";
import { isOwn, ownFix, ownPath } from "../../shared/written";
import type { DataPlace } from "./data-place";
import { type MountChange, mountChange } from "./mount-change";

/**
 * @returns nothing where a patch has a say in the volumes, it is not clear where the volume belongs, or a template is there
 * that nothing mounts: that one was meant
 */
export function claimTemplateFix(context: RuleContext, place: DataPlace): Fix[] {
  const { workload, own } = context;
  const templates = child(workload?.spec, "volumeClaimTemplates");
  const change = mountChange(context, place);
  if (!workload || !change || !isOwn(context, templates)) return [];
  const used = usedVolumes(workload);
  if (claimTemplates(workload).some(({ name }) => name === change.name || !used.has(name))) return [];
  const script = (): EditScript => [...change.mount, ...withoutVolume(change), added(change.name)];
  return [ownFix(context, `Add a volume claim template for '${change.name}' (recreates the object)`, script)];

  function added(name: string) {
    const template = `- metadata:\n    name: ${name}\n  spec:\n    accessModes: [ReadWriteOnce]\n    resources:\n      requests:\n        storage: 10Gi`;
    return entryOf(child(own.root, "spec"), "volumeClaimTemplates")
      ? insert(ownPath(context, "spec", "volumeClaimTemplates"), "last", template)
      : insert(ownPath(context, "spec"), "last", `volumeClaimTemplates:\n${template.replace(/^/gm, "  ")}`);
  }
}

function withoutVolume({ volume }: MountChange): EditScript {
  return volume ? [remove(volume)] : [];
}
