// The volumes of a generated workload: which claim stands behind each, who else uses it, and how it is mounted.
import type { Choices } from "../choices";

export type AccessMode = "ReadWriteOnce" | "ReadWriteOncePod" | "ReadWriteMany" | "ReadOnlyMany";

/** One mount, or one device, in one container. */
export interface Use {
  readonly volume: string;
  readonly container: "main" | "helper" | "prepare";
  readonly path: string;
  readonly subPath: string | undefined;
  readonly readOnly: boolean;
}

export interface User {
  readonly kind: "CronJob" | "Job" | "Deployment" | "Pod";
  readonly name: string;
}

/** A claim of the workload, with all volumes that name it. */
export interface ClaimVolume {
  readonly type: "claim";
  readonly claim: string;
  /** One volume, or two for the same claim. */
  readonly names: readonly [string, ...string[]];
  readonly uses: readonly Use[];
  readonly modes: readonly AccessMode[];
  /** In the workload's unit, in a folder that is another unit, nowhere, or in two documents that differ. */
  readonly document: "unit" | "elsewhere" | "missing" | "ambiguous";
  readonly readOnlySource: boolean;
  readonly block: boolean;
  /** Other workloads of the unit. */
  readonly users: readonly User[];
  /** A workload of another unit whose own look-up leads to this claim. */
  readonly outsider: User | undefined;
  readonly bound: "volumeName" | "claimRef" | undefined;
  readonly source: "dataSource" | "dataSourceRef" | undefined;
  readonly selector: boolean;
  readonly class: "absent" | "field" | "annotation";
  /** What stands in its metadata: of people, of tools, and the label that the workload selects its Pods by. */
  readonly marks: readonly ("own" | "tool" | "selected")[];
}

/** A volume that is no claim. `data` is an emptyDir where a database keeps its files. */
export interface PlainVolume {
  readonly type: "data" | "emptyDir" | "configMap" | "hostPath" | "ephemeral";
  readonly name: string;
  readonly uses: readonly Use[];
}

export type Volume = ClaimVolume | PlainVolume;

/** What the surroundings allow. */
export interface Surroundings {
  readonly workload: string;
  /** May another folder hold a workload that finds the claim? */
  readonly hasOutside: boolean;
  /** May the claim lie outside the unit? */
  readonly mayLieElsewhere: boolean;
}

const NAMES = ["data", "uploads", "cache", "state"] as const;
const DATABASE_FILES = "/var/lib/postgresql/data";

/** None to four. */
export function drawnVolumes(choices: Choices, surroundings: Surroundings): Volume[] {
  const count = choices.pick(1, 1, 1, 2, 2, 2, 3, 4, 0);
  return NAMES.slice(0, count).map((name, index) => {
    if (index === 1 && choices.chance(15)) return plainVolume("data", name, choices);
    if (!choices.chance(28)) return claimVolume(name, surroundings, choices);
    return plainVolume(choices.pick("emptyDir", "configMap", "hostPath", "ephemeral"), name, choices);
  });
}

function plainVolume(type: PlainVolume["type"], name: string, choices: Choices): PlainVolume {
  if (type !== "data") return { type, name, uses: [use(name, "main", choices, type === "configMap")] };
  return {
    type,
    name,
    uses: [{ volume: name, container: "main", path: DATABASE_FILES, subPath: undefined, readOnly: false }],
  };
}

function claimVolume(volume: string, surroundings: Surroundings, choices: Choices): ClaimVolume {
  const { workload, hasOutside, mayLieElsewhere } = surroundings;
  const claim = choices.pick(`${workload}-${volume}`, `${volume}-of-${workload}`);
  const simple: ClaimVolume = {
    type: "claim",
    claim,
    names: [volume],
    uses: [],
    modes: ["ReadWriteOnce"],
    document: "unit",
    readOnlySource: false,
    block: false,
    users: [],
    outsider: undefined,
    bound: undefined,
    source: undefined,
    selector: false,
    class: choices.pick("absent", "field", "field", "annotation"),
    marks: (["own", "tool", "selected"] as const).filter(() => choices.chance(20)),
  };
  if (choices.chance(8)) return simple; // declared, and mounted nowhere
  const isMissing = choices.chance(13);
  if (isMissing || (mayLieElsewhere && choices.chance(8))) {
    return {
      ...simple,
      document: isMissing ? "missing" : "ambiguous",
      uses: drawnUses([volume], choices),
      users: choices.chance(10) ? drawnUsers(volume, choices) : [],
    };
  }
  const modes = choices.pick<readonly AccessMode[]>(
    ["ReadWriteOnce"],
    ["ReadWriteOnce"],
    ["ReadWriteOnce"],
    ["ReadWriteOnce"],
    ["ReadWriteOncePod"],
    ["ReadWriteMany"],
    ["ReadWriteMany"],
    ["ReadWriteOnce", "ReadWriteMany"],
    ["ReadOnlyMany"],
    ["ReadWriteOnce", "ReadOnlyMany"],
  );
  const block = choices.chance(8);
  // A container cannot have one device under two paths, so two names of a Block claim cannot become one.
  const names: ClaimVolume["names"] = !block && choices.chance(12) ? [volume, `${volume}-again`] : [volume];
  const onlyRead = choices.chance(25) ? choices.pick("source", "mounts") : undefined;
  return {
    ...simple,
    document: mayLieElsewhere && choices.chance(15) ? "elsewhere" : "unit",
    modes,
    names,
    block,
    uses: drawnUses(names, choices, !block && onlyRead === "mounts"),
    readOnlySource: onlyRead === "source",
    users: !block && choices.chance(20) ? drawnUsers(volume, choices) : [],
    outsider: hasOutside && choices.chance(50) ? { kind: "CronJob", name: `${volume}-report` } : undefined,
    bound: choices.chance(28) ? choices.pick("volumeName", "claimRef") : undefined,
    source: choices.chance(25) ? choices.pick("dataSource", "dataSourceRef") : undefined,
    selector: choices.chance(10),
  };
}

/** A backup, another kind of workload, or both. */
function drawnUsers(volume: string, choices: Choices): User[] {
  const backup: User = { kind: "CronJob", name: `${volume}-backup` };
  const other: User = { kind: choices.pick("Deployment", "Job", "Pod"), name: `${volume}-reader` };
  return choices.pick([backup], [other], [backup, other]);
}

/** Every volume is used by at least one container; the first use writes, unless all are to read only. */
function drawnUses(names: readonly string[], choices: Choices, readOnly = false): Use[] {
  const containers = choices.pick<readonly Use["container"][]>(
    ["main"],
    ["main"],
    ["main"],
    ["main", "helper"],
    ["prepare"],
    ["main", "prepare"],
  );
  return names
    .flatMap((name) => containers.map((container) => ({ name, container })))
    .map(({ name, container }, index) => use(name, container, choices, readOnly || (index > 0 && choices.chance(25))));
}

function use(volume: string, container: Use["container"], choices: Choices, readOnly: boolean): Use {
  const subPath = choices.chance(16) ? `files/${volume}` : undefined;
  return { volume, container, path: `/srv/${volume}`, subPath, readOnly };
}

/** Can no container write to it? The raw device of a Block claim has no read-only form. */
export function isOnlyRead({ readOnlySource, uses, block }: ClaimVolume): boolean {
  return readOnlySource || (!block && uses.every(({ readOnly }) => readOnly));
}

export function isClaim(volume: Volume): volume is ClaimVolume {
  return volume.type === "claim";
}
