// The claims of a workload that is moved: what they are called before and after, and what their manifests ask for.

import type { SubjectSituation } from "../conversions/conversion";
import { claimIn } from "../conversions/storage/claim-name";
import type { ClaimPlan } from "../conversions/storage/storage-plan";
import type { ClaimClass } from "../kubernetes/claim";
import { claimTemplates, claimVolumes, containers, firstOrdinal } from "../kubernetes/workload";
import type { ClaimStorage } from "../workspace/lookups/claim-storage";
import { at, child, itemsOf, stringAt } from "../yaml/navigate";
import type { Node } from "../yaml/tree";
import { rootOf } from "./object-root";
import type { RunbookRequest } from "./request";

/** One claim of the workload. */
export interface MigratedClaim {
  /** As the Pods name it now. */
  readonly claim: string;
  /** The Pods' volume, and the claim template of a set. */
  readonly volume: string;
  /** What the first Pod of the set calls it; the same as `claim` where it stays. */
  readonly next: string;
  /** Does it become a claim template, or stop being one? */
  readonly moves: boolean;
  /** Why it stays an ordinary volume. */
  readonly reason: string | undefined;
  /** What the manifest asks for; undefined where it is not known. */
  readonly size: string | undefined;
  readonly storageClass: string | undefined;
  readonly modes: readonly string[];
  /** Undefined where neither its manifest nor a container says it. */
  readonly volumeMode: "Block" | "Filesystem" | undefined;
  readonly class: ClaimClass;
  readonly place: ClaimStorage["place"];
  /** Is no volume made for it? */
  readonly static: boolean;
  /** Its document. */
  readonly path: string | undefined;
  /** Volumes that somebody keeps for it, by name and document. */
  readonly reserved: readonly { readonly name: string; readonly path: string }[];
  /** A document of the workspace that has the next name already. */
  readonly taken: string | undefined;
}

/** A claim of Pods that become those of a set. */
export function migratedClaim(
  situation: SubjectSituation,
  plan: Pick<ClaimPlan, "volumes" | "moves"> & { readonly row: Partial<ClaimPlan["row"]> },
  named: RunbookRequest["named"],
): MigratedClaim {
  const { lookups, resource } = situation;
  const claim = claimIn(situation, plan.volumes);
  const found = lookups.claims.found(claim);
  const [object, another] = found.answer.candidates;
  const only = another ? undefined : object;
  const volume = plan.volumes[0]?.volume ?? "";
  const { moves } = plan;
  const next = moves ? `${volume}-${resource.name}-0` : claim;
  const taken = moves ? lookups.claims.named(next).candidates.find((one) => lookups.unit.has(one)) : undefined;
  const facts = only?.facts.claim;
  return {
    claim,
    volume,
    next,
    moves,
    reason: plan.row.message ?? (plan.row.missing ? "Its manifest is not known." : undefined),
    size: facts?.storage,
    storageClass: facts?.storageClass ?? found.storageClass,
    modes: facts?.accessModes ?? [],
    volumeMode: modeOf(rootOf(only), situation, volume),
    class: found.class,
    place: found.place,
    static: found.static,
    path: only && named(only.document.path),
    reserved: reservedVolumes(situation, claim, named),
    taken: taken && named(taken.document.path),
  };
}

/** What the controller of a set has made for its first Pod, and what its Pods mount besides. */
export function setClaims(situation: SubjectSituation, named: RunbookRequest["named"]): MigratedClaim[] {
  const { workload, resource, lookups } = situation;
  const first = firstOrdinal(workload).value ?? 0;
  const made = claimTemplates(workload).map(({ node, name }): MigratedClaim => {
    const claim = `${name}-${resource.name}-${first}`;
    const storageClass = stringAt(node, "spec", "storageClassName");
    return {
      claim,
      volume: name,
      next: claim,
      moves: true,
      reason: undefined,
      size: stringAt(node, "spec", "resources", "requests", "storage"),
      storageClass,
      modes: itemsOf(at(node, "spec", "accessModes")).flatMap((mode) => stringAt(mode) ?? []),
      volumeMode: modeOf(node, situation, name),
      class: "single-node",
      place: lookups.claims.placeOfNew(storageClass),
      static: false,
      path: undefined,
      reserved: reservedVolumes(situation, claim, named),
      taken: undefined,
    };
  });
  const mounted = new Map(claimVolumes(workload).map((volume) => [volume.claim, volume]));
  const ordinary = [...mounted.values()].map((volume) =>
    migratedClaim(situation, { volumes: [volume], moves: false, row: {} }, named),
  );
  return [...made, ...ordinary];
}

function modeOf(claim: Node | undefined, { workload }: SubjectSituation, volume: string): MigratedClaim["volumeMode"] {
  const isDevice = containers(workload).some(({ node }) =>
    itemsOf(child(node, "volumeDevices")).some((device) => stringAt(device, "name") === volume),
  );
  if (isDevice || stringAt(claim, "spec", "volumeMode") === "Block") return "Block";
  return claim === undefined ? undefined : "Filesystem";
}

function reservedVolumes(
  { lookups }: SubjectSituation,
  claim: string,
  named: RunbookRequest["named"],
): MigratedClaim["reserved"] {
  return lookups.unit
    .objects("", "PersistentVolume")
    .filter(({ facts }) =>
      facts.references.some(({ role, target }) => role === "claim-of-volume" && target.name === claim),
    )
    .map(({ facts, document }) => ({ name: facts.name, path: named(document.path) }));
}
