// What people should know of the claims of a workload that turns into a StatefulSet: what stays, what moves, where the data are.
import { SHOWN } from "../../workspace/answer";
import { distinct, writtenKey } from "../../workspace/objects/workspace-object";
import { type Backup, backups } from "../companions/backups";
import { aboutPods, mostReplicas, replicaCount } from "../consequences/replica-words";
import type { Consequence, ConversionOptions, Subject } from "../conversion";
import { claimIn } from "./claim-name";
import type { ClaimPlan, StoragePlan } from "./storage-plan";

interface Circumstances {
  readonly storage: ConversionOptions["storage"];
  /** The most there may be. */
  readonly replicas: number;
  readonly keepsDataSource: boolean;
}

const missingWords = {
  missing: "was not found",
  ambiguous: "stands in several documents that differ",
  incomplete: "has no access mode",
} as const;

export function storageConsequences(
  subject: Subject,
  { claims }: StoragePlan,
  { storage, choices }: Pick<ConversionOptions, "storage" | "choices">,
): Consequence[] {
  const replicas = mostReplicas(subject);
  const circumstances = { storage, replicas, keepsDataSource: choices.get("data-source") === "keep" };
  const moving = claims.filter(({ moves }) => moves);
  return [
    ...dataStay(subject, moving),
    ...claims.flatMap((plan) => [
      ...missing(plan),
      ...(plan.moves ? moved(subject, plan, circumstances) : stays(plan, circumstances)),
    ]),
  ];
}

/** What the controller calls the claim of the first Pod, in each build. */
function firstClaims({ situations }: Pick<Subject, "situations">, { volumes }: Pick<ClaimPlan, "volumes">): string[] {
  return [...new Set(situations.map(({ resource }) => `${volumes[0]?.volume}-${resource.name}-0`))];
}

function placeOf({ volumes }: ClaimPlan): Pick<Consequence, "at"> {
  const [first] = volumes;
  return first ? { at: { node: first.claimNode } } : {};
}

/** Where nothing is known of a claim, that is said, and no reason beside it. */
function stays(plan: ClaimPlan, { storage }: Circumstances): Consequence[] {
  const { missing: unknown, message, choice } = plan.row;
  if (storage === "keep" || unknown || message === undefined) return [];
  return [{ code: "W-STAYS", message, ...placeOf(plan), ...(choice ? { choice } : {}) }];
}

function missing(plan: ClaimPlan): Consequence[] {
  const { claim, moves, row } = plan;
  if (!row.missing) return [];
  const then = moves
    ? "The template asks for ReadWriteOnce and 1Gi of the default class: check both."
    : "It stays an ordinary volume.";
  return [
    { code: "W-PVC-MISSING", message: `Claim "${claim}" ${missingWords[row.missing]}. ${then}`, ...placeOf(plan) },
  ];
}

/** The set may make the very name that the claim has: then it is taken as it is, with its data (W-PVCNAME). */
export function isTakenOver(subject: Pick<Subject, "situations">, plan: ClaimPlan): boolean {
  return plan.moves && firstClaims(subject, plan).includes(plan.claim);
}

/** One sentence for all claims that move: where the data stay, and what the Pods have instead. */
function dataStay(subject: Subject, moving: readonly ClaimPlan[]): Consequence[] {
  const kept = moving.filter((plan) => isTakenOver(subject, plan));
  const left = moving.filter((plan) => !kept.includes(plan));
  const [first] = left;
  if (!first) {
    const [one] = kept;
    if (!one) return [];
    const message = `No data moves: the first Pod takes over ${listed(kept.map(({ claim }) => `claim "${claim}"`))} as it is.`;
    return [{ code: "W-DATA", message, ...placeOf(one) }];
  }
  const lookups = subject.situations[0]?.lookups;
  const old = left.map(({ claim, object }) =>
    object && lookups ? `"${claim}" (${lookups.named(object.document.path)})` : `"${claim}"`,
  );
  const names = left.map((plan) =>
    firstClaims(subject, plan)
      .map((name) => `"${name}"`)
      .join(" or "),
  );
  // No volume is promised where none is made, and no empty one where the claim is there already.
  const isNew = left.every((plan) => !isStatic(subject, plan) && alreadyThere(subject, plan, 1).length === 0);
  const many = left.length > 1 ? "s" : "";
  const message = `No data moves: the first Pod asks for ${isNew ? "the new, empty" : "the"} claim${many} ${listed(names)}; what is in claim${many} ${listed(old)} stays there.`;
  return [{ code: "W-DATA", message, ...placeOf(first) }];
}

function listed(words: readonly string[]): string {
  const shown = words.slice(0, SHOWN);
  if (words.length > SHOWN) shown.push(`${words.length - SHOWN} more`);
  const last = shown.pop() ?? "";
  return shown.length === 0 ? last : `${shown.join(", ")} and ${last}`;
}

function moved(subject: Subject, plan: ClaimPlan, circumstances: Circumstances): Consequence[] {
  const { claim, row } = plan;
  const { replicas } = circumstances;
  const found: Consequence[] = [];
  if (replicas > 1 && !row.missing) {
    const message = aboutPods(replicaCount(subject), (pods) => {
      const each = pods === undefined ? "Each Pod" : `Each of the ${pods} Pods`;
      const others =
        pods === undefined ? "the others start" : pods > 2 ? `ordinals 1 to ${pods - 1} start` : "ordinal 1 starts";
      return `${each} has its own empty volume: only ordinal 0 can take over the data of "${claim}", ${others} empty.`;
    });
    found.push({ code: "W-REPLICAS", message, ...placeOf(plan) });
  }
  found.push(
    ...sharedOutside(subject, plan),
    ...alreadyThere(subject, plan, replicas),
    ...lostFields(subject, plan, circumstances),
  );
  found.push(...backups(subject, plan.volumes).map((backup) => stillSaved(subject, plan, backup)));
  return found;
}

/** What of a claim is not carried over, and what is dangerous in a template. */
function lostFields(subject: Subject, plan: ClaimPlan, { keepsDataSource }: Circumstances): Consequence[] {
  const { claim, object } = plan;
  const claimed = object?.facts.claim;
  if (!object || !claimed) return [];
  const warning = (field: string, part: "key" | "value", message: string): Consequence => ({
    code: "W-CLAIM",
    message,
    at: { place: { object, path: ["spec", field], part } },
  });
  const found: Consequence[] = [];
  if (claimed.volumeName !== undefined) {
    const text = `volumeName of claim "${claim}" is not carried over: every Pod would want the same volume.`;
    found.push(warning("volumeName", "value", text));
  }
  if (claimed.dataSource !== undefined) {
    const choice = keepsDataSource ? {} : { choice: { name: "data-source", values: ["keep"] } };
    const text = keepsDataSource
      ? `${claimed.dataSource} of claim "${claim}" is kept: every new Pod starts with a copy of it.`
      : `${claimed.dataSource} of claim "${claim}" is not carried over: every new Pod would start with a copy of it (choice data-source: keep).`;
    found.push({ ...warning(claimed.dataSource, "value", text), ...choice });
  }
  if (claimed.selector) {
    const text = `The selector of claim "${claim}" is kept: each Pod needs a volume of its own that it matches.`;
    found.push(warning("selector", "key", text));
  }
  if (isStatic(subject, plan)) {
    const storageClass = classOf(subject, plan);
    const text = `No volume is made for class "${storageClass}" of claim "${claim}": one by hand per Pod, else it stays Pending.`;
    found.push(warning("storageClassName", "value", text));
  }
  return found;
}

function isStatic({ situations }: Subject, { volumes }: ClaimPlan): boolean {
  return situations.some((situation) => situation.lookups.claims.found(claimIn(situation, volumes)).static);
}

function classOf({ situations }: Subject, { volumes }: ClaimPlan): string {
  return (
    situations.flatMap(
      (situation) => situation.lookups.claims.found(claimIn(situation, volumes)).storageClass ?? [],
    )[0] ?? ""
  );
}

function stillSaved(subject: Subject, plan: ClaimPlan, { words, at }: Backup): Consequence {
  const message = `${words} claim "${plan.claim}", which the Pods no longer use: from then on their data are in "${firstClaims(subject, plan)[0]}".`;
  return { code: "W-BACKUP", message, at };
}

/** Workloads of other units whose own look-up leads to the claim: nothing is refused, they are listed. */
function sharedOutside({ situations }: Subject, { claim, volumes }: ClaimPlan): Consequence[] {
  const outside = situations.flatMap((situation) => situation.lookups.claims.usersOutside(claimIn(situation, volumes)));
  if (outside.length === 0) return [];
  const inside = new Set(
    situations
      .flatMap((situation) => situation.lookups.claims.sharersOf(claimIn(situation, volumes)).all())
      .map(writtenKey),
  );
  const lookups = situations[0]?.lookups;
  const users = distinct(outside).filter((user) => !inside.has(writtenKey(user)));
  if (users.length === 0) return [];
  const named = users
    .slice(0, SHOWN)
    .map(({ facts, document }) => `${facts.kind}/${facts.name} (${lookups?.named(document.path)})`);
  if (users.length > SHOWN) named.push(`${users.length - SHOWN} more`);
  const rest = users.length === 1 ? "which is not changed and keeps" : "which are not changed and keep";
  const message = `Claim "${claim}" is also used by ${named.join(", ")}, ${rest} to the old data.`;
  return [{ code: "W-PVC-SHARED", message }];
}

/** A claim that already has the name that the controller would give: it is taken over as it is. */
function alreadyThere({ situations }: Subject, { volumes }: ClaimPlan, replicas: number): Consequence[] {
  const ordinals = Math.min(Math.max(replicas, 1), 100);
  const found = new Map<string, Consequence>();
  for (const { resource, lookups } of situations) {
    for (let ordinal = 0; ordinal < ordinals; ordinal++) {
      // A prefix goes before the name of a claim, and into the middle of the one that the set looks for.
      const name = `${volumes[0]?.volume}-${resource.name}-${ordinal}`;
      const object = lookups.claims.named(name).candidates.find((claim) => lookups.unit.has(claim));
      if (!object || found.has(name)) continue;
      const message = `There is a claim "${name}" already: the StatefulSet takes it over as it is, whatever its size and class.`;
      const at = { place: { object, path: ["metadata", "name"], part: "value" } } as const;
      found.set(name, { code: "W-PVCNAME", message, at });
    }
  }
  return [...found.values()];
}
