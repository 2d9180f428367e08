// The fixes of a mount that names no volume: use another one, or add the one that is named.
import { nearMiss } from "../../../config/near-miss";
import { containers, podTemplatePath, type Workload } from "../../../kubernetes/workload";
import { insert, replace } from "../../../yaml/edit-script";
import { asMapping, at, child, itemsOf, stringAt } from "../../../yaml/navigate";
import type { Node, Scalar } from "../../../yaml/tree";
import type { Fix, RuleContext } from "../../rule";
import { isOwn, ownFix, ownPath, written } from "../../shared/written";
import { isExposedByMount } from "./exposed-claim";

export interface UnknownMount {
  readonly name: Scalar;
  /** In `volumeDevices`: only a claim can be a device. */
  readonly device: boolean;
  readonly readOnly: boolean;
}

/** A volume that is probably meant. */
export function nearVolume(
  workload: Workload,
  { name, device }: UnknownMount,
  known: readonly string[],
): string | undefined {
  const candidates = device ? known.filter((volume) => isClaim(workload, volume)) : known;
  return nearMiss(name.text, candidates) ?? spareVolume(workload, name.text, candidates);
}

/** The only volume that nothing mounts, where one of the two names holds the words of the other: `ca` for `ca-certs`. */
function spareVolume(workload: Workload, name: string, candidates: readonly string[]): string | undefined {
  const mounted = new Set(
    containers(workload).flatMap(({ node }) =>
      ["volumeMounts", "volumeDevices"].flatMap((list) =>
        itemsOf(child(node, list)).flatMap((mount) => stringAt(mount, "name") ?? []),
      ),
    ),
  );
  const spare = candidates.filter((volume) => !mounted.has(volume));
  const [only] = spare;
  if (spare.length !== 1 || only === undefined) return undefined;
  const [own, wanted] = [only.split("-"), name.split("-")];
  const isWithin = (some: readonly string[], all: readonly string[]) => some.every((word) => all.includes(word));
  return isWithin(own, wanted) || isWithin(wanted, own) ? only : undefined;
}

export function volumeMountFixes(
  context: RuleContext,
  workload: Workload,
  mount: UnknownMount,
  near: string | undefined,
): Fix[] {
  return [
    ...(near === undefined ? [] : useFix(context, workload, mount, near)),
    ...emptyDirFix(context, workload, mount),
    ...claimTemplateFix(context, workload, mount),
  ];
}

function useFix(context: RuleContext, workload: Workload, { name, readOnly }: UnknownMount, volume: string): Fix[] {
  const place = written(context, name);
  if (!place || place.by === "kustomization") return [];
  if (!readOnly && isExposedByMount(workload, context.lookups, volume)) return [];
  const { document, path } = place;
  return [
    { title: `Use volume '${volume}'`, safe: false, changes: () => [{ document, script: [replace(path, volume)] }] },
  ];
}

function emptyDirFix(context: RuleContext, workload: Workload, mount: UnknownMount): Fix[] {
  const path = [...podTemplatePath(workload.kind), "spec"];
  const podSpec = at(context.own.root, ...path);
  const { text } = mount.name;
  if (mount.device || !canAdd(context, mount) || !asMapping(podSpec)) return [];
  // A patch that sets the list would not know of the new volume.
  const volumes = child(workload.podSpec, "volumes");
  if (volumes && context.origin(volumes)) return [];
  const fix = ownFix(context, `Add emptyDir volume '${text}'`, () => [
    child(podSpec, "volumes")
      ? insert(ownPath(context, ...path, "volumes"), "last", `- name: ${text}\n  emptyDir: {}`)
      : insert(ownPath(context, ...path), "last", `volumes:\n  - name: ${text}\n    emptyDir: {}`),
  ]);
  return [fix];
}

function claimTemplateFix(context: RuleContext, workload: Workload, mount: UnknownMount): Fix[] {
  const templates = child(workload.spec, "volumeClaimTemplates");
  if (workload.kind !== "StatefulSet" || !canAdd(context, mount) || (templates && context.origin(templates))) return [];
  const { text } = mount.name;
  const template = [
    "- metadata:",
    `    name: ${text}`,
    "  spec:",
    "    accessModes: [ReadWriteOnce]",
    ...(mount.device ? ["    volumeMode: Block"] : []),
    "    resources:",
    "      requests:",
    "        storage: 1Gi",
  ].join("\n");
  const fix = ownFix(context, `Add a volume claim template for '${text}' (recreates the object)`, () => [
    child(child(context.own.root, "spec"), "volumeClaimTemplates")
      ? insert(ownPath(context, "spec", "volumeClaimTemplates"), "last", template)
      : insert(ownPath(context, "spec"), "last", `volumeClaimTemplates:\n${template.replace(/^/gm, "  ")}`),
  ]);
  return [fix];
}

/** A mount of the object's own document, with a name that a volume may have. */
function canAdd(context: RuleContext, { name }: UnknownMount): boolean {
  return isOwn(context, name) && name.text.length <= 63 && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name.text);
}

function isClaim(workload: Workload, volume: string): boolean {
  const isNamed = (node: Node): boolean => stringAt(node, "name") === volume;
  const own = itemsOf(child(workload.podSpec, "volumes")).find(isNamed);
  return own ? child(own, "persistentVolumeClaim") !== undefined || child(own, "ephemeral") !== undefined : true;
}
