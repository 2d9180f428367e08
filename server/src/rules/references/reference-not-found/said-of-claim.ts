// Where another rule already says of a claim what would be if it were ReadWriteOnce, and so that it was not found.

import type { Reference } from "../../../kubernetes/references/reference";
import { rollout } from "../../../kubernetes/rollout";
import { claimVolumes } from "../../../kubernetes/workload";
import { replicasRange } from "../../../workspace/replicas-range";
import { sharedClaims } from "../../choice/deployment-rwo-claim-multi-replica/shared-claims";
import { heldClaims } from "../../choice/deployment-rwo-claim-rolling-update/held-claims";
import type { RuleContext } from "../../rule";

/** Said once: the rules about claims of workloads, each with its hint for a claim that is not known. */
export function isSaidOfClaim({ workload, lookups }: RuleContext, { role, target: { name } }: Reference): boolean {
  const volume = workload && claimVolumes(workload).find(({ claim, mounted }) => claim === name && mounted);
  if (role !== "claim" || !workload || !volume) return false;
  const range = replicasRange(workload, lookups);
  if (workload.kind === "DaemonSet") return true;
  const others = lookups.claims.sharersOf(name);
  const isWritten = volume.writable || !others.every(({ facts }) => !writes(facts.workload?.claims ?? [], name));
  if (others.count > 0 && isWritten) return true;
  if (workload.kind === "StatefulSet") return range.hi > 1 && volume.writable;
  if (["Deployment", "ReplicaSet", "ReplicationController", "Job"].includes(workload.kind) && range.hi > 1)
    return sharedClaims(workload, lookups, range).some(({ claim }) => claim === name);
  return (
    workload.kind === "Deployment" &&
    range.hi === 1 &&
    heldClaims(workload, lookups, rollout(workload, 1), range).some(({ claim }) => claim === name)
  );
}

function writes(claims: readonly { readonly claim: string; readonly writable: boolean }[], name: string): boolean {
  return claims.some(({ claim, writable }) => claim === name && writable);
}
