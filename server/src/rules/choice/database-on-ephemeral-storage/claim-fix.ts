// The fix "Add a claim for 'x'": a volume that stays, for the one Pod that there is.
import { isDnsSubdomain } from "../../../kubernetes/dns-label";
import { podTemplatePath } from "../../../kubernetes/workload";
import { replicasRange } from "../../../workspace/replicas-range";
import { type EditScript, insert, rename, replace } from "../../../yaml/edit-script";
import { child, entryOf, itemsOf, stringAt } from "../../../yaml/navigate";
import { quoted } from "../../../yaml/quoting";
import type { Fix, RuleContext } from "../../rule";
import { newDocument, takesNewDocument } from "../../shared/new-document";
import { recreateChange } from "../../shared/recreate-fix";
import { ownPath, together } from "../../shared/written";
import type { DataPlace } from "./data-place";
import { mountChange } from "./mount-change";

/**
 * A Deployment's strategy becomes Recreate: else the next rollout would wait for the volume that the old Pod has.
 * @returns nothing where several Pods would share the claim, its name is taken, or a patch has a say in the volumes
 */
export function claimFix(context: RuleContext, place: DataPlace): Fix[] {
  const { workload, own, lookups } = context;
  const change = workload && mountChange(context, place);
  if (!change || !takesNewDocument(context) || replicasRange(workload, lookups).hi > 1) return [];
  const claim = `${own.name}-${change.name}`;
  if (!isDnsSubdomain(claim)) return [];
  if (lookups.claims.named(claim).candidates.length > 0) return [];
  const strategy = workload.kind === "Deployment" ? recreateChange(context) : undefined;
  if (workload.kind === "Deployment" && !strategy) return [];
  const { document } = lookups.subject;
  const volume = change.volume
    ? ofClaim(context, change.volume, change.name, claim)
    : newVolume(context, change.name, claim);
  const changes = () => {
    const scripts = [{ document, script: [...change.mount, ...volume] }, ...(strategy ? [strategy] : [])];
    const added = newDocument(context, claimText(claim, own.namespace));
    const script = added.flatMap((one) => ("script" in one ? [one] : []));
    return [...added.filter((one) => !("script" in one)), ...together([...script, ...scripts])];
  };
  return [{ title: `Add a claim for '${change.name}'`, safe: false, changes }];
}

/** The entry of the emptyDir names the claim instead. */
function ofClaim(context: RuleContext, path: Parameters<typeof rename>[0], name: string, claim: string): EditScript {
  const volumes = itemsOf(child(context.workload?.podSpec, "volumes"));
  const volume = volumes.find((known) => stringAt(known, "name") === name);
  // Half typed: `persistentVolumeClaim:` and nothing below it yet.
  if (entryOf(volume, "persistentVolumeClaim"))
    return [replace([...path, "persistentVolumeClaim"], `claimName: ${claim}`)];
  if (!entryOf(volume, "emptyDir")) return [insert(path, "last", `persistentVolumeClaim:\n  claimName: ${claim}`)];
  const source = [...path, "emptyDir"];
  return [rename(source, "persistentVolumeClaim"), replace(source, `claimName: ${claim}`)];
}

function newVolume(context: RuleContext, name: string, claim: string): EditScript {
  const { workload } = context;
  if (!workload) return [];
  const path = [...podTemplatePath(workload.kind), "spec"];
  const text = `- name: ${name}\n  persistentVolumeClaim:\n    claimName: ${claim}`;
  return [
    entryOf(workload.podSpec, "volumes")
      ? insert(ownPath(context, ...path, "volumes"), "last", text)
      : insert(ownPath(context, ...path), "last", `volumes:\n${text.replace(/^/gm, "  ")}`),
  ];
}

function claimText(name: string, namespace: string | undefined): string {
  return [
    "apiVersion: v1",
    "kind: PersistentVolumeClaim",
    "metadata:",
    `  name: ${quoted(name, "plain", false)}`,
    ...(namespace === undefined ? [] : [`  namespace: ${quoted(namespace, "plain", false)}`]),
    "spec:",
    "  accessModes: [ReadWriteOnce]",
    "  resources:",
    "    requests:",
    "      storage: 10Gi",
  ].join("\n");
}
