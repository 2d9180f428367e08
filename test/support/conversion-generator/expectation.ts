// What must become of a scenario: which claims move, which codes stand, or why all is refused. The server is not asked.
import { expectedTemplate } from "./claims";
import { headlessNames, serviceName } from "./companions";
import { claimRows, type Decision, decision, isForOneNode, isFound } from "./decision";
import { type Amount, hasReachingScaler, mostReplicas, prefixes, type Scenario } from "./scenario";
import type { Fields } from "./style";
import { type ClaimVolume, isClaim, type Volume } from "./volumes";

export type Storage = "auto" | "templates" | "keep";

export interface Refusal {
  /** Undefined where no code is fixed for it: a claim that is mounted nowhere stays, and nothing else could move. */
  readonly refused: string | undefined;
}

export interface Success {
  /** Volumes that become claim templates, sorted. */
  readonly moves: readonly string[];
  /** The templates, in the order of their volumes. */
  readonly templates: readonly Fields[];
  /** Sorted; a code stands once for each place that it concerns. */
  readonly codes: readonly string[];
  readonly serviceName: string;
  /** Is that Service a new one? */
  readonly createsService: boolean;
}

/** The codes that refuse, in the order in which they are named. */
const ORDER = [
  "R-MANY",
  "R-PATCH",
  "R-NAME",
  "R-CLASH",
  "R-RWO-REPLICAS",
  "R-RWX-SHARED",
  "R-PVC-SHARED",
  "R-PVC-READONLY",
];
const LONGEST_NAME = 52;

export function expectation(scenario: Scenario, storage: Storage): Refusal | Success {
  const replicas = mostReplicas(scenario);
  const claims = scenario.volumes.filter(isClaim).map((volume) => ({ volume, ...decision(volume, replicas) }));
  const moving = claims.filter(({ row }) => movingRows(claims, storage).includes(row)).map(({ volume }) => volume);
  const staying = claims.filter(({ volume }) => !moving.includes(volume));
  const [first] = claims;
  const nothingMoves = storage === "templates" && first !== undefined && moving.length === 0;
  const refusals = [
    ...(nothingMoves ? [first.volume.document === "ambiguous" ? "R-MANY" : first.code] : []),
    ...(patchesMovedIndex(scenario, moving) ? ["R-PATCH"] : []),
    ...(prefixes(scenario).some((prefix) => `${prefix}${scenario.name}`.length > LONGEST_NAME) ? ["R-NAME"] : []),
    ...(scenario.services.taken === 3 ? ["R-CLASH"] : []),
    ...(replicas > 1 && staying.some(({ volume }) => isForOneNode(volume)) ? ["R-RWO-REPLICAS"] : []),
  ];
  if (refusals.length > 0) return { refused: ORDER.find((code) => refusals.includes(code)) };
  // Who wants to keep all claims is told of none that stays.
  const stays = storage === "keep" ? [] : staying.filter(({ volume }) => isFound(volume)).map(() => "W-STAYS");
  const fitting = scenario.services.fitting.find((service) => service !== "ordinary");
  return {
    moves: moving.map(({ names }) => names[0]).sort(),
    templates: moving.map((volume) => expectedTemplate(volume, scenario.selector === "labels", scenario.name)),
    codes: [
      "W-LIVE",
      ...rolloutCodes(scenario, replicas),
      ...(hasReachingScaler(scenario) ? ["W-SCALER"] : []),
      ...stays,
      ...(moving.length > 0 ? ["W-DATA"] : []),
      ...claims.flatMap(({ volume }) => (isFound(volume) ? [] : ["W-PVC-MISSING"])),
      ...moving.flatMap((volume) => movedCodes(volume, scenario, replicas)),
    ].sort(),
    serviceName: fitting
      ? serviceName(scenario.name, fitting)
      : (headlessNames(scenario.name)[scenario.services.taken] ?? ""),
    createsService: fitting === undefined,
  };
}

/** The rows of the decision table that the scenario's volumes fall under, in order. */
export function rowsOf(scenario: Scenario): readonly number[] {
  const replicas = mostReplicas(scenario);
  const others = { ephemeral: 16, data: 17, hostPath: 18, emptyDir: undefined, configMap: undefined } as const;
  const found = scenario.volumes.flatMap((volume) =>
    isClaim(volume) ? claimRows(volume, replicas) : (others[volume.type] ?? []),
  );
  const several = scenario.volumes.filter(isClaim).length > 1 ? [9] : [];
  return [...new Set([...found, ...several])].sort((a, b) => a - b);
}

function movingRows(claims: readonly Decision[], storage: Storage): readonly Decision["row"][] {
  if (storage === "keep") return [];
  return storage === "auto" || claims.some(({ row }) => row === "move") ? ["move"] : ["ask"];
}

/** An overlay means a volume by its place in the list, and one before it goes. */
function patchesMovedIndex({ layout, volumes }: Scenario, moving: readonly ClaimVolume[]): boolean {
  if (layout.type !== "overlays") return false;
  const owners = volumes.flatMap((volume): Volume[] => (isClaim(volume) ? volume.names.map(() => volume) : [volume]));
  return layout.overlays.some(({ change }) => {
    if (change?.by !== "volume") return false;
    return owners.slice(0, change.index).some((volume) => isClaim(volume) && moving.includes(volume));
  });
}

function movedCodes(volume: ClaimVolume, scenario: Scenario, replicas: number): string[] {
  const { bound, source, selector, outsider } = volume;
  // A prefix goes before the name of the claim, and into the middle of the one that is looked for.
  const isAdopted =
    scenario.hasAdoptable && volume === scenario.volumes.find(isClaim) && prefixes(scenario).includes("");
  return [
    ...(replicas > 1 && isFound(volume) ? ["W-REPLICAS"] : []),
    ...(outsider ? ["W-PVC-SHARED"] : []),
    ...(isAdopted ? ["W-PVCNAME"] : []),
    ...(bound === "volumeName" ? ["W-CLAIM"] : []),
    ...(source ? ["W-CLAIM"] : []),
    ...(selector ? ["W-CLAIM"] : []),
  ];
}

function rolloutCodes(
  { rollout: { type, surge, unavailable, paused, deadline } }: Scenario,
  replicas: number,
): string[] {
  return [
    ...(type === "Recreate" ? ["W-RECREATE"] : []),
    ...(surge === undefined ? [] : ["W-SURGE"]),
    ...(unavailable === undefined || podsOf(unavailable, replicas) === 1 ? [] : ["W-MAXUNAVAILABLE"]),
    ...(paused ? ["W-PAUSED"] : []),
    ...(deadline === undefined ? [] : ["W-PROGRESS"]),
  ];
}

/** A share is rounded down, but to no less than one; none at all stays none. */
function podsOf(amount: Amount, replicas: number): number {
  if (typeof amount === "number") return amount;
  const percent = Number.parseInt(amount, 10);
  return percent === 0 ? 0 : Math.max(1, Math.floor((percent * replicas) / 100));
}
