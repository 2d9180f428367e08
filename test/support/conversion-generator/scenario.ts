// What one generated conversion is about, before a word of it is written: files and expectations both follow from it.
import type { Choices } from "../choices";
import { drawnVolumes, type Volume } from "./volumes";

export interface Scenario {
  readonly name: string;
  readonly namespace: string | undefined;
  /** Where a namespace stands: in every object, or once in the kustomization. */
  readonly namespaceIn: "objects" | "kustomization";
  readonly layout: Layout;
  /** What lies in a folder that is another unit: nothing, the same names once more, or users of the workload's claims. */
  readonly beside: "nothing" | "sameNames" | "users";
  readonly replicas: number | undefined;
  readonly rollout: Rollout;
  readonly scaler: Scaler | undefined;
  readonly services: Services;
  /** How the workload selects its Pods. */
  readonly selector: "labels" | "expressions";
  readonly volumes: readonly Volume[];
  /** Is there a claim already that the first Pod of the set would take for its first claim? */
  readonly hasAdoptable: boolean;
  /** Is there a claim of the same name in another namespace, with a user of its own? */
  readonly hasNamesake: boolean;
}

export type Layout =
  | { readonly type: "directory" }
  | { readonly type: "kustomization" }
  | { readonly type: "overlays"; readonly overlays: readonly Overlay[] };

export interface Overlay {
  readonly name: string;
  readonly prefix: string | undefined;
  /** What it changes of the workload, and how: an entry of `replicas`, a patch by a file or in place, an operation on a volume. */
  readonly change:
    | undefined
    | { readonly by: "entry" | "strategic" | "operations" | "operationsInPlace"; readonly replicas: number }
    | { readonly by: "volume"; readonly index: number };
}

export type Amount = number | `${number}%`;

export interface Rollout {
  readonly type: "Recreate" | "RollingUpdate" | undefined;
  readonly surge: Amount | undefined;
  readonly unavailable: Amount | undefined;
  readonly paused: boolean;
  readonly deadline: number | undefined;
}

export interface Scaler {
  readonly kind: "HorizontalPodAutoscaler" | "ScaledObject" | "VerticalPodAutoscaler";
  readonly min: number | undefined;
  /** A ScaledObject may leave it out. */
  readonly max: number | undefined;
  /** With the workload, in its first overlay, or in another unit. */
  readonly place: "beside" | "overlay" | "outside";
  /** A ScaledObject may leave out the kind of its target. */
  readonly namesKind: boolean;
}

export interface Services {
  /** Which Services select the Pods. */
  readonly fitting: readonly ("ordinary" | "headless" | "headlessOfOtherName")[];
  /** How many of the names for a new headless Service belong to Services that select other Pods. */
  readonly taken: 0 | 1 | 2 | 3;
}

/** @returns for an exhausted row of choices the simplest: one claim of one replica in one directory */
export function drawnScenario(choices: Choices): Scenario {
  const layout = drawnLayout(choices);
  const isBuilt = layout.type !== "directory";
  const overlays = layout.type === "overlays" ? layout.overlays : [];
  const hasPrefix = overlays.some(({ prefix }) => prefix !== undefined);
  const name = choices.chance(2) ? `${"archive-".repeat(6)}${choices.pick("data", "files")}` : drawnName(choices);
  const namespace = choices.pick(undefined, undefined, "shop", "back-office");
  const namespaceIn = isBuilt && choices.chance(40) ? "kustomization" : "objects";
  // Under its prefix the workload has another name than the one that stands in other folders.
  const withUsers = hasPrefix ? "nothing" : "users";
  const beside =
    overlays.length > 1 ? "nothing" : choices.pick("nothing", "nothing", "nothing", "sameNames", withUsers);
  const hasOutside = beside === "users";
  const scaler = drawnScaler(choices, overlays.length > 0, hasOutside);
  const drawn = drawnVolumes(choices, { workload: name, hasOutside, mayLieElsewhere: !hasPrefix });
  // Kustomize gives a claim's new name to whoever mounts it, and not to the volume that is kept for it.
  const isRenamed = overlays.length > 0 && overlays.every(({ prefix }) => prefix !== undefined);
  const volumes = isRenamed ? drawn.map(boundByName) : drawn;
  const isWritten = namespace !== undefined && namespaceIn === "objects";
  return {
    name,
    namespace,
    namespaceIn,
    layout: withVolumePatch(layout, volumes, choices),
    beside,
    replicas: choices.pick(undefined, undefined, 1, 1, 1, 0, 2, 3, 5),
    rollout: drawnRollout(choices),
    scaler,
    services: drawnServices(choices),
    selector: choices.chance(8) ? "expressions" : "labels",
    volumes,
    hasAdoptable: choices.chance(20),
    hasNamesake: isWritten && choices.chance(25),
  };
}

/**
 * Does the autoscaler find the workload in a build? Kustomize gives the new name of a workload to a HorizontalPodAutoscaler
 * that names it, and to no other kind.
 */
function isReached({ scaler }: Pick<Scenario, "scaler">, overlay: Overlay | undefined, index: number): boolean {
  if (!scaler || (scaler.place === "overlay" && index > 0)) return false;
  return scaler.kind === "HorizontalPodAutoscaler" || overlay?.prefix === undefined;
}

/** Does the autoscaler find the workload in any build? */
export function hasReachingScaler(scenario: Scenario): boolean {
  const { scaler, layout } = scenario;
  if (!scaler || layout.type !== "overlays") return scaler !== undefined;
  return layout.overlays.some((overlay, index) => isReached(scenario, overlay, index));
}

/** The most replicas in any unit: an autoscaler counts, wherever it lies. */
export function mostReplicas({ layout, replicas = 1, scaler }: Scenario): number {
  const units = layout.type === "overlays" ? layout.overlays : [undefined];
  const counts = units.map((overlay, index) => {
    const reaches = isReached({ scaler }, overlay, index);
    if (reaches && scaler?.kind === "HorizontalPodAutoscaler") return scaler.max ?? 1;
    if (reaches && scaler?.kind === "ScaledObject") return scaler.max ?? 100;
    return overlay?.change && "replicas" in overlay.change ? overlay.change.replicas : replicas;
  });
  return Math.max(...counts);
}

/** What each unit puts before the names of its objects. */
export function prefixes({ layout }: Scenario): string[] {
  return layout.type === "overlays" ? layout.overlays.map(({ prefix = "" }) => prefix) : [""];
}

function boundByName(volume: Volume): Volume {
  return volume.type === "claim" && volume.bound === "claimRef" ? { ...volume, bound: "volumeName" } : volume;
}

function drawnName(choices: Choices): string {
  return choices.pick("web", "db", "files", "search", "wiki-7");
}

function drawnLayout(choices: Choices): Layout {
  const type = choices.pick("directory", "directory", "kustomization", "overlays");
  if (type !== "overlays") return { type };
  const names = choices.pick(["production"], ["production", "staging"]);
  return { type, overlays: names.map((name) => drawnOverlay(name, choices)) };
}

function drawnOverlay(name: string, choices: Choices): Overlay {
  const by = choices.pick(undefined, "entry", "strategic", "operations", "operationsInPlace");
  return {
    name,
    prefix: choices.pick(undefined, `${name}-`),
    change: by && { by, replicas: choices.pick(1, 1, 2, 4) },
  };
}

/** Now and then an operation on a volume by its index, where there is one that the operation can be meant for. */
function withVolumePatch(layout: Layout, volumes: readonly Volume[], choices: Choices): Layout {
  const names = volumes.flatMap((volume) => (volume.type === "claim" ? volume.names : [volume.name]));
  const scratch = volumes.find(({ type }) => type === "emptyDir" || type === "data");
  if (layout.type !== "overlays" || scratch?.type === "claim" || !scratch || !choices.chance(40)) return layout;
  const change = { by: "volume", index: names.indexOf(scratch.name) } as const;
  return { ...layout, overlays: layout.overlays.map((overlay, at) => (at === 0 ? { ...overlay, change } : overlay)) };
}

function drawnRollout(choices: Choices): Rollout {
  const none = { type: undefined, surge: undefined, unavailable: undefined };
  const type = choices.pick(undefined, undefined, "Recreate", "RollingUpdate", "amounts");
  const held = {
    paused: choices.chance(4),
    deadline: choices.chance(12) ? 120 : undefined,
  };
  if (type === undefined || type === "Recreate") return { ...none, type, ...held };
  const surge = choices.pick<Amount | undefined>(undefined, undefined, 1, "25%", 0);
  // Both 0 is not valid.
  const least = surge === 0 ? ([1, "25%"] as const) : ([0, "0%"] as const);
  const unavailable = choices.pick<Amount | undefined>(undefined, 1, 2, "25%", "60%", ...least);
  return { type: type === "amounts" ? undefined : type, surge, unavailable, ...held };
}

function drawnScaler(choices: Choices, hasOverlay: boolean, hasOutside: boolean): Scaler | undefined {
  if (!choices.chance(hasOverlay ? 40 : 20)) return undefined;
  const kind = choices.pick("HorizontalPodAutoscaler", "ScaledObject", "VerticalPodAutoscaler");
  return {
    kind,
    min: choices.pick(undefined, 1),
    max: choices.pick(3, 1, 1, 2, kind === "ScaledObject" ? undefined : 5),
    place: hasOverlay ? choices.pick("overlay", "beside") : choices.pick("beside", hasOutside ? "outside" : "beside"),
    namesKind: kind !== "ScaledObject" || choices.chance(50),
  };
}

function drawnServices(choices: Choices): Services {
  const fitting = choices.pick<Services["fitting"]>(
    [],
    ["ordinary"],
    ["headless"],
    ["headlessOfOtherName"],
    ["ordinary", "headless"],
    ["ordinary", "headlessOfOtherName"],
  );
  const isFree = fitting.every((service) => service === "ordinary");
  return { fitting, taken: isFree && choices.chance(30) ? choices.pick(1, 2, 1, 3) : 0 };
}
