// Which claims of a workload become claim templates of a StatefulSet, and which stay ordinary volumes.
import { type ClaimVolume, claimVolumes } from "../kubernetes/workload";
import { SHOWN } from "../workspace/answer";
import { distinct, type WorkspaceObject, writtenKey } from "../workspace/objects/workspace-object";
import { replicasRange } from "../workspace/replicas-range";
import { isShareable, type Row, strictest } from "./claim-decision";
import { claimIn } from "./claim-name";
import type { Consequence, ConversionOptions, Refused, Subject, SubjectSituation } from "./conversion";

export interface ClaimPlan {
  /** All volumes of the Pods that name the claim; the first one gives the template its name. */
  readonly volumes: readonly ClaimVolume[];
  readonly claim: string;
  readonly moves: boolean;
  /** The claim's document, where there is one that all agree on. */
  readonly object: WorkspaceObject | undefined;
}

export interface StoragePlan {
  readonly claims: readonly ClaimPlan[];
  readonly consequences: readonly Consequence[];
  readonly refusals: readonly Refused[];
}

/** The most replicas in any unit: an autoscaler counts. */
export function mostReplicas({ situations }: Subject): number {
  return Math.max(...situations.map(({ workload, lookups }) => replicasRange(workload, lookups).hi));
}

export function storagePlan(subject: Subject, { storage, choices }: ConversionOptions): StoragePlan {
  const replicas = mostReplicas(subject);
  const keepsDataSource = choices.get("data-source") === "keep";
  const volumes = claimVolumes(subject.workload);
  const claims = [...new Set(volumes.map(({ claim }) => claim))].map((claim) => {
    const own = volumes.filter((volume) => volume.claim === claim);
    return { claim, volumes: own, row: strictest(subject, own, replicas, choices) };
  });
  const wanted = wantedRows(
    claims.map(({ row }) => row),
    storage,
  );
  const plans = claims.map(({ claim, volumes: own, row }) => ({
    claim,
    volumes: own,
    row,
    moves: wanted.includes(row.decision),
    object: subject.situations[0] && theClaim(subject.situations[0], own),
  }));
  const refusals: Refused[] = [];
  const [first] = plans;
  if (storage === "templates" && first && !plans.some(({ moves }) => moves)) {
    refusals.push(
      first.row.missing === "ambiguous"
        ? {
            refused: "R-MANY",
            message: `There are several claims "${first.claim}" that differ. Say which one is meant, or keep the claim.`,
          }
        : {
            // Without a code it is one that no container mounts: nothing writes to it.
            refused: first.row.code ?? "R-PVC-READONLY",
            message: first.row.message ?? `Claim "${first.claim}" is not mounted: it stays an ordinary volume.`,
          },
    );
  }
  for (const plan of plans) if (!plan.moves) refusals.push(...keptRefusals(subject, plan, { storage, replicas }));
  return {
    claims: plans,
    refusals,
    consequences: plans.flatMap((plan) =>
      consequences(subject, plan, plan.row, { storage, replicas, keepsDataSource }),
    ),
  };
}

/** `auto` moves what clearly should; `templates` else what could; `keep` nothing. */
function wantedRows(rows: readonly Row[], storage: ConversionOptions["storage"]): Row["decision"][] {
  if (storage === "keep") return [];
  if (storage === "auto" || rows.some(({ decision }) => decision === "move")) return ["move"];
  return ["ask"];
}

function theClaim(situation: SubjectSituation, volumes: readonly ClaimVolume[]): WorkspaceObject | undefined {
  const { lookups } = situation;
  const claim = claimIn(situation, volumes);
  const answer = lookups.claims.named(claim);
  if (answer.state !== "found") return undefined;
  return lookups.claims.found(claim).class === "unknown" ? undefined : answer.candidates[0];
}

/** Several Pods cannot share what one node or one Pod may mount. */
function keptRefusals(
  { situations }: Subject,
  { claim, volumes, row: { message: reason } }: { readonly row: Row } & Pick<ClaimPlan, "claim" | "volumes">,
  { storage, replicas }: Pick<Circumstances, "storage" | "replicas">,
): Refused[] {
  const single = situations.some(
    (situation) =>
      situation.lookups.claims.found(claimIn(situation, volumes)).class !== "unknown" &&
      !isShareable(situation, volumes),
  );
  if (replicas <= 1 || !single) return [];
  const then = storage === "keep" ? "Give each Pod a volume of its own." : (reason ?? "It stays an ordinary volume.");
  const message = `${replicas} Pods cannot share claim "${claim}", which only one node or Pod may mount. ${then}`;
  return [{ refused: "R-RWO-REPLICAS", message }];
}

const missingWords = {
  missing: "was not found",
  ambiguous: "stands in several documents that differ",
  incomplete: "has no access mode",
} as const;

interface Circumstances {
  readonly storage: ConversionOptions["storage"];
  readonly replicas: number;
  readonly keepsDataSource: boolean;
}

function consequences(
  subject: Subject,
  { claim, moves, object, volumes }: ClaimPlan,
  { code, message, missing }: Row,
  { storage, replicas, keepsDataSource }: Circumstances,
): Consequence[] {
  const found: Consequence[] = [];
  const [at] = volumes.map(({ claimNode }) => ({ node: claimNode }));
  const place = at ? { at } : {};
  if (!moves && code && message && storage !== "keep") found.push({ code, message, ...place });
  if (missing) {
    const what = missingWords[missing];
    const then = moves
      ? "The template asks for ReadWriteOnce and 1Gi of the default class: check both."
      : "It stays an ordinary volume.";
    found.push({ code: "W-PVC-MISSING", message: `Claim "${claim}" ${what}. ${then}`, ...place });
  }
  if (!moves) return found;
  found.push({
    code: "W-DATA",
    message: `No data moves: claim "${claim}" stays with all that is in it, and each Pod starts with a new, empty volume.`,
    ...place,
  });
  if (replicas > 1 && !missing) {
    const rest = replicas > 2 ? `ordinals 1 to ${replicas - 1} start` : "ordinal 1 starts";
    const text = `Each of the ${replicas} Pods has its own empty volume: only ordinal 0 can take over the data of "${claim}", ${rest} empty.`;
    found.push({ code: "W-REPLICAS", message: text, ...place });
  }
  found.push(...sharedOutside(subject, claim, volumes), ...alreadyThere(subject, volumes[0]?.volume ?? "", replicas));
  const claimed = object?.facts.claim;
  if (object && claimed?.volumeName !== undefined) {
    const text = `volumeName of claim "${claim}" is not carried over: every Pod would want the same volume.`;
    found.push({
      code: "W-CLAIM",
      message: text,
      at: { place: { object, path: ["spec", "volumeName"], part: "value" } },
    });
  }
  if (object && claimed?.dataSource !== undefined) {
    const text = keepsDataSource
      ? `${claimed.dataSource} of claim "${claim}" is kept: every new Pod starts with a copy of it.`
      : `${claimed.dataSource} of claim "${claim}" is not carried over: every new Pod would start with a copy of it (choice data-source: keep).`;
    found.push({
      code: "W-CLAIM",
      message: text,
      at: { place: { object, path: ["spec", claimed.dataSource], part: "value" } },
    });
  }
  if (object && claimed?.selector === true) {
    const text = `The selector of claim "${claim}" is kept: each Pod needs a volume of its own that it matches.`;
    found.push({ code: "W-CLAIM", message: text, at: { place: { object, path: ["spec", "selector"], part: "key" } } });
  }
  return found;
}

/** Workloads of other units whose own look-up leads to the claim: nothing is refused, they are listed. */
function sharedOutside({ situations }: Subject, claim: string, volumes: readonly ClaimVolume[]): Consequence[] {
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
  return [
    { code: "W-PVC-SHARED", message: `Claim "${claim}" is also used by ${named.join(", ")}, which is not changed.` },
  ];
}

/** A claim that already has the name that the controller would give: it is taken over as it is. */
function alreadyThere({ situations }: Subject, volume: string, replicas: number): Consequence[] {
  const ordinals = Math.min(Math.max(replicas, 1), 100);
  const found = new Map<string, Consequence>();
  for (const { resource, lookups } of situations) {
    for (let ordinal = 0; ordinal < ordinals; ordinal++) {
      // A prefix goes before the name of a claim, and into the middle of the one that the set looks for.
      const name = `${volume}-${resource.name}-${ordinal}`;
      const object = lookups.claims.named(name).candidates.find((claim) => lookups.unit.has(claim));
      if (!object || found.has(name)) continue;
      const message = `There is a claim "${name}" already: the StatefulSet takes it over as it is, whatever its size and class.`;
      const at = { place: { object, path: ["metadata", "name"], part: "value" } } as const;
      found.set(name, { code: "W-PVCNAME", message, at });
    }
  }
  return [...found.values()];
}
