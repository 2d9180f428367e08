// Which claims of a workload become claim templates of a StatefulSet, and which stay ordinary volumes.
import { type ClaimVolume, claimVolumes } from "../../kubernetes/workload";
import type { WorkspaceObject } from "../../workspace/objects/workspace-object";
import { mostReplicas } from "../consequences/replica-words";
import type { ConversionOptions, Refused, Subject, SubjectSituation } from "../conversion";
import { type Row, strictest } from "./claim-decision";
import { claimIn } from "./claim-name";
import { keptRefusals } from "./kept-claims";

export interface ClaimPlan {
  /** All volumes of the Pods that name the claim; the first one gives the template its name. */
  readonly volumes: readonly ClaimVolume[];
  readonly claim: string;
  readonly moves: boolean;
  /** The claim's document, where there is one that all agree on. */
  readonly object: WorkspaceObject | undefined;
  readonly row: Row;
}

export interface StoragePlan {
  readonly claims: readonly ClaimPlan[];
  readonly refusals: readonly Refused[];
}

export function storagePlan(subject: Subject, { storage, choices }: ConversionOptions): StoragePlan {
  const replicas = mostReplicas(subject);
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
            ...(first.row.choice ? { choice: first.row.choice } : {}),
          },
    );
  }
  for (const { moves, volumes: own, row } of plans) {
    const then = storage === "keep" ? undefined : row.message;
    if (!moves) refusals.push(...keptRefusals(subject, own, { replicas, then, instead: ownVolumes }));
  }
  return {
    claims: plans,
    refusals,
  };
}

const ownVolumes = "Run one of them, or give each Pod a volume of its own.";

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
