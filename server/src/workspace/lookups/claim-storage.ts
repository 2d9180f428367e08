// What the manifests around a claim say of its volume: its PersistentVolume, its StorageClass, and whether any is ever made.

import type { Assumptions } from "../../config/assumptions";
import type { ClaimClass } from "../../kubernetes/claim";
import { claimClass } from "../../kubernetes/claim";
import { isPlaceholder } from "../../kubernetes/template-markers";
import { placeOfClassName, type VolumePlace } from "../../kubernetes/volume-place";
import { samePlain } from "../../tracking/same";
import type { VolumeFacts } from "../facts";
import { nameKey } from "../graph/names";
import { words } from "../graph/object-graph";
import type { WorkspaceObject } from "../objects/workspace-object";
import type { Unit } from "../units/unit";
import type { Workspace } from "../workspace";

/** How a claim behaves: who may have it at one time, and where its bytes are. */
export interface ClaimStorage {
  readonly class: ClaimClass;
  readonly place: Exclude<VolumePlace, "one-node">;
  /** Is no volume ever made for it? */
  readonly static: boolean;
  /** The storage class that counts; undefined where it is not known which. */
  readonly storageClass: string | undefined;
}

/** What the manifests say of one claim, whoever asks. */
export interface WrittenStorage {
  readonly accessModes: readonly string[];
  /** As the claim names it, else the unit's default. */
  readonly storageClass: string | undefined;
  readonly volume: Pick<VolumeFacts, "place" | "accessModes"> | undefined;
  readonly knownClass: KnownClass;
}

interface KnownClass {
  /** What its StorageClass says; undefined where the unit has none of that name. */
  readonly place: VolumePlace | undefined;
  readonly static: boolean;
}

/** What the claim's own unit says of it. */
export function writtenStorage(claim: WorkspaceObject, workspace: Workspace): WrittenStorage {
  return workspace.tracker.ask(
    `storage of ${claim.id} in ${claim.unit.key}`,
    () => {
      const { facts, unit } = claim;
      const storageClass = facts.claim?.storageClass ?? defaultClass(unit, workspace);
      const knownClass = classIn(unit, storageClass, workspace);
      const [volume] = agreeing(volumesOf(claim, storageClass, knownClass, workspace));
      return { accessModes: facts.claim?.accessModes ?? [], storageClass, volume, knownClass };
    },
    samePlain,
  );
}

/** What a unit says of a claim that is not there yet. */
export function newStorage(named: string | undefined, unit: Unit, workspace: Workspace): WrittenStorage {
  const storageClass = named ?? defaultClass(unit, workspace);
  return { accessModes: [], storageClass, volume: undefined, knownClass: classIn(unit, storageClass, workspace) };
}

/**
 * What that means under the configuration of whoever asks. Asked in this order: the configured class, the claim's volume, its
 * StorageClass, well-known names.
 * @param unit whose StorageClass objects count where the configuration names the default class
 */
export function effectiveStorage(
  written: WrittenStorage,
  assumptions: Assumptions,
  unit: Unit,
  workspace: Workspace,
): ClaimStorage {
  const isConfigured = written.storageClass === undefined && assumptions.defaultStorageClass !== undefined;
  const storageClass = isConfigured ? assumptions.defaultStorageClass : written.storageClass;
  const knownClass = isConfigured ? classIn(unit, storageClass, workspace) : written.knownClass;
  const place = configuredPlace(
    onNodes(written.volume?.place ?? knownClass.place ?? placeOfClassName(storageClass), assumptions.nodes),
    storageClass === undefined ? undefined : assumptions.storageClasses.get(storageClass),
  );
  const modes = [...written.accessModes, ...(written.volume?.accessModes ?? [])];
  const found = modes.some(isPlaceholder) ? "unknown" : claimClass(modes);
  return {
    class: found === "single-node" && place === "unenforced" ? "multi" : found,
    place,
    static: knownClass.static,
    storageClass,
  };
}

/** The unit's StorageClass that claims without one get. */
function defaultClass(unit: Unit, workspace: Workspace): string | undefined {
  const classes = workspace.objects.postings.all(words.kind(unit, "storage.k8s.io", "StorageClass"));
  return classes.find(({ facts }) => facts.storageClass?.isDefault)?.facts.name;
}

function classIn(unit: Unit, name: string | undefined, workspace: Workspace): KnownClass {
  if (name === undefined) return { place: undefined, static: false };
  if (name === "") return { place: undefined, static: true };
  return workspace.tracker.ask(
    `storage class ${name} in ${unit.key}`,
    () => {
      const { names, links } = workspace.objects;
      const key = nameKey({ group: "storage.k8s.io", kind: "StorageClass", name });
      const [found] = names.inUnit(key, unit);
      const facts = found?.facts.storageClass;
      if (facts) return { place: facts.place, static: !facts.makesVolumes };
      return { place: undefined, static: links.writing(key, unit).some(({ from }) => from.facts.volume !== undefined) };
    },
    samePlain,
  );
}

/** The volume that it names, those that are kept for it, else all of its static class. */
function volumesOf(
  claim: WorkspaceObject,
  storageClass: string | undefined,
  { static: isStatic }: KnownClass,
  workspace: Workspace,
): VolumeFacts[] {
  const { facts, unit } = claim;
  const { names, links, postings } = workspace.objects;
  const volumeName = facts.claim?.volumeName;
  const named =
    volumeName === undefined
      ? []
      : [...names.inUnit(nameKey({ group: "", kind: "PersistentVolume", name: volumeName }), unit)];
  const kept = links.byRole(claim, "claim-of-volume");
  const own = [...named, ...kept.map(({ from }) => from)].flatMap(({ facts: { volume } }) => volume ?? []);
  if (own.length > 0 || !isStatic) return own;
  return postings
    .all(words.kind(unit, "", "PersistentVolume"))
    .flatMap(({ facts: { volume } }) => (volume && volume.storageClass === storageClass ? volume : []));
}

/** One for all where they agree, else none. */
function agreeing(volumes: readonly VolumeFacts[]): Pick<VolumeFacts, "place" | "accessModes">[] {
  const said = volumes.map(({ place, accessModes }) => ({ place, accessModes }));
  return said.every((one) => samePlain(one, said[0])) ? said.slice(0, 1) : [];
}

function onNodes(place: VolumePlace, nodes: number | undefined): ClaimStorage["place"] {
  if (place !== "one-node") return place;
  return nodes !== undefined && nodes > 1 ? "scattered" : "node-local";
}

function configuredPlace(
  place: ClaimStorage["place"],
  configured:
    | { readonly enforcesReadWriteOnce: boolean | undefined; readonly nodeLocal: boolean | undefined }
    | undefined,
): ClaimStorage["place"] {
  if (configured?.nodeLocal === true) return "node-local";
  if (configured?.enforcesReadWriteOnce === false) return "unenforced";
  const isDenied =
    (place === "node-local" && configured?.nodeLocal === false) ||
    (place === "unenforced" && configured?.enforcesReadWriteOnce === true);
  return isDenied ? "attached" : place;
}
