// The fixes of a directory of the node: a claim of each Pod's own, or one claim that stays wherever the Pod goes.
import { claimTemplates, type Workload } from "../../../kubernetes/workload";
import type { DocumentChange } from "../../../workspace/document-change";
import { replicasRange } from "../../../workspace/replicas-range";
import { insert, isRefusal, remove, rename, replace } from "../../../yaml/edit-script";
import { item, literal } from "../../../yaml/fragment";
import { insertDocument } from "../../../yaml/insert-document";
import { asMapping, child, entryOf } from "../../../yaml/navigate";
import type { Node } from "../../../yaml/tree";
import type { Fix, RuleContext } from "../../rule";
import { recreateChange } from "../../shared/recreate-fix";
import { isOwn, ownPath, together, type Written, written } from "../../shared/written";

/** The most usual mode and size, to be filled in by hand. */
const spec = "spec:\n  accessModes: [ReadWriteOnce]\n  resources:\n    requests:\n      storage: 1Gi";

export function hostPathFixes(context: RuleContext, workload: Workload, volume: Node, name: string): Fix[] {
  const place = written(context, volume);
  if (place?.by !== "object" || !isOwn(context, volume)) return [];
  return workload.kind === "StatefulSet"
    ? templateFix(context, workload, place, name)
    : claimFix(context, workload, place, name);
}

function templateFix(context: RuleContext, workload: Workload, { document, path }: Written, name: string): Fix[] {
  const templates = child(workload.spec, "volumeClaimTemplates");
  if (!isOwn(context, templates) || claimTemplates(workload).some((template) => template.name === name)) return [];
  const template = `- metadata:\n    name: ${name}\n${spec.replace(/^/gm, "  ")}`;
  const changes = () => {
    const isThere = entryOf(child(context.own.root, "spec"), "volumeClaimTemplates") !== undefined;
    const added = isThere
      ? insert(ownPath(context, "spec", "volumeClaimTemplates"), "last", template)
      : insert(ownPath(context, "spec"), "last", `volumeClaimTemplates:\n${template.replace(/^/gm, "  ")}`);
    return [{ document, script: [remove(path), added] }];
  };
  return [
    { title: `Replace hostPath '${name}' by a volume claim template (recreates the object)`, safe: false, changes },
  ];
}

/**
 * For one Pod only: several of them could not have the claim. A Deployment stops the old Pod first, or its rollout would wait
 * for the volume.
 */
function claimFix(context: RuleContext, workload: Workload, { document, path }: Written, name: string): Fix[] {
  const { own, lookups, resource } = context;
  const range = replicasRange(workload, lookups);
  if (range.hi > 1 || range.certainty !== "known") return [];
  const claim = `${own.name}-${name}`;
  if (resource.name !== own.name || !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(claim)) return [];
  if (lookups.object("", "PersistentVolumeClaim", claim).state !== "missing") return [];
  const strategy = workload.kind === "Deployment" ? recreateChange(context) : { document, script: [] };
  if (!strategy || (own.item === undefined && asMapping(document.tree().root)?.flow)) return [];
  const namespace = own.namespace === undefined ? "" : `\n  namespace: ${own.namespace}`;
  const text = `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: ${claim}${namespace}\n${spec}\n`;
  const source = [...path, "hostPath"];
  const script = [rename(source, "persistentVolumeClaim"), replace(source, `claimName: ${claim}`)];
  const changes = (): readonly DocumentChange[] => {
    if (own.item !== undefined) {
      const added = insert(["items"], { before: own.item }, item(literal(text)));
      return together([{ document, script: [added, ...script] }, strategy]);
    }
    const edit = insertDocument(document.text, { start: 0, end: document.text.length }, text);
    if (isRefusal(edit)) return [];
    return [{ document, edits: [edit] }, ...together([{ document, script }, strategy])];
  };
  return [{ title: `Replace hostPath '${name}' by a claim`, safe: false, changes }];
}
