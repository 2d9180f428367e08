// Those who share a claim, as messages and related places name them.
import { type ClaimVolume, claimVolumes, type PodRunner } from "../../kubernetes/workload";
import type { WorkspaceObject } from "../../workspace/objects/workspace-object";
import type { Related } from "../rule";

/** The claims that the Pods mount, each once: by the first volume that names it. */
export function mountedClaims(workload: PodRunner): ClaimVolume[] {
  const found = new Map<string, ClaimVolume>();
  for (const volume of claimVolumes(workload)) {
    if (!volume.mounted) continue;
    const known = found.get(volume.claim);
    found.set(volume.claim, known ? { ...known, writable: known.writable || volume.writable } : volume);
  }
  return [...found.values()];
}

/** `CronJob "backup" and 2 more mount` */
export function usersMount({
  shown,
  count,
}: {
  readonly shown: readonly WorkspaceObject[];
  readonly count: number;
}): string {
  const [first] = shown;
  const named = first ? `${first.facts.kind} "${first.facts.name}"` : "";
  return count > 1 ? `${named} and ${count - 1} more mount` : `${named} mounts`;
}

/** Where another workload names the claim. */
export function userRelated(object: WorkspaceObject, claim: string): Related {
  const { kind, name, references } = object.facts;
  const reference = references.find(({ role, target }) => role === "claim" && target.name === claim);
  return {
    message: `${kind} "${name}" mounts claim "${claim}"`,
    place: { object, path: reference?.path ?? ["kind"], part: "value" },
  };
}
