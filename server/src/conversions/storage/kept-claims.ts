// Claims that stay ordinary volumes: who may have them at a time, and what that asks of the kind.
import { type ClaimVolume, claimVolumes } from "../../kubernetes/workload";
import { aboutPods, replicaCount } from "../consequences/replica-words";
import type { Refused, Subject } from "../conversion";
import { isShareable } from "./claim-decision";
import { claimIn } from "./claim-name";

/** The volumes of each claim that the workload mounts by name, as it is written. */
export function keptClaims({ workload }: Subject): ClaimVolume[][] {
  const volumes = claimVolumes(workload);
  return [...new Set(volumes.map(({ claim }) => claim))].map((claim) =>
    volumes.filter((volume) => volume.claim === claim),
  );
}

interface Circumstances {
  /** The most there may be. */
  readonly replicas: number;
  /** Why it stays, where that was not asked for. */
  readonly then?: string | undefined;
  /** What to do instead. */
  readonly instead: string;
}

/** Several Pods cannot share what one node or one Pod may mount. */
export function keptRefusals(
  subject: Subject,
  volumes: readonly ClaimVolume[],
  { replicas, then, instead }: Circumstances,
): Refused[] {
  const claim = volumes[0]?.claim;
  const single = subject.situations
    .filter((situation) => !isShareable(situation, volumes))
    .map((situation) => situation.lookups.claims.found(claimIn(situation, volumes)))
    .filter((found) => found.class !== "unknown");
  if (replicas <= 1 || single.length === 0) return [];
  const isOneDirectory = single.every(({ class: modes, place }) => modes === "single-node" && place === "node-local");
  const message = aboutPods(replicaCount(subject), (pods) =>
    isOneDirectory
      ? `${pods ?? "All"} Pods would write to one directory of one node, where the volume of claim "${claim}" is. ${then ?? instead}`
      : `${pods ?? "The"} Pods cannot share claim "${claim}", which only one node or Pod may mount. ${then ?? instead}`,
  );
  return [{ refused: "R-RWO-REPLICAS", message }];
}

/** A claim that one node or one Pod may have at a time. @param unknown what is answered where nothing is known of it */
export function isForOneNode({ situations }: Subject, volumes: readonly ClaimVolume[], unknown: boolean): boolean {
  return situations.some((situation) => {
    const { class: modes } = situation.lookups.claims.found(claimIn(situation, volumes));
    return modes === "unknown" ? unknown : modes !== "multi" && modes !== "read-only";
  });
}

/** The first claim that the old and the new object would both have, and that is not for many. */
export function sharedClaim(subject: Subject): string | undefined {
  return keptClaims(subject).find((volumes) => isForOneNode(subject, volumes, true))?.[0]?.claim;
}
