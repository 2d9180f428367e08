// What a claim of the workload is called in each build: a prefix of a kustomization renames claims and what names them.
import { type ClaimVolume, claimVolumes } from "../../kubernetes/workload";
import type { SubjectSituation } from "../conversion";

/**
 * @param volumes of the workload as it is written, all of one claim
 * @returns the name in the situation's build; as it is written where a patch has changed the volume
 */
export function claimIn({ workload }: SubjectSituation, volumes: readonly ClaimVolume[]): string {
  const names = new Set(volumes.map(({ volume }) => volume));
  const built = claimVolumes(workload).find(({ volume }) => names.has(volume));
  return (built ?? volumes[0])?.claim ?? "";
}
