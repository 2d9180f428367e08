// What saves or restores a claim by its name, and goes on doing so when the Pods have another one.
import type { ClaimVolume } from "../../kubernetes/workload";
import { distinct } from "../../workspace/objects/workspace-object";
import { asScalar, at } from "../../yaml/navigate";
import type { ConsequencePlace, Subject, SubjectSituation } from "../conversion";
import { claimIn } from "../storage/claim-name";

export interface Backup {
  /** The beginning of a sentence that goes on with the claim: who names it, and where. */
  readonly words: string;
  readonly at: ConsequencePlace;
}

/** Source: velero.io, File System Backup; the values are names of volumes. */
const VELERO = "backup.velero.io/backup-volumes";

/** @param volumes of the workload as it is written, all of one claim */
export function backups(subject: Subject, volumes: readonly ClaimVolume[]): Backup[] {
  const names = volumes.map(({ volume }) => volume);
  return backupsOfClaims(subject, names, (situation) => [claimIn(situation, volumes)]);
}

/**
 * In the unit and outside of it, each once.
 * @param volumes what the Pods call the claims
 * @param claimsIn what the claims are called in a build
 */
export function backupsOfClaims(
  subject: Subject,
  volumes: readonly string[],
  claimsIn: (situation: SubjectSituation) => readonly string[],
): Backup[] {
  const { situations } = subject;
  const claims = new Set(situations.flatMap(claimsIn));
  const objects = distinct(
    situations.flatMap((situation) =>
      claimsIn(situation).flatMap((claim) => situation.lookups.referrers.backupsOf(claim)),
    ),
  );
  const found = objects.flatMap((object): Backup | [] => {
    const { facts, document } = object;
    const own = facts.references.find(({ role, target }) => role === "backup" && claims.has(target.name));
    const path = situations[0]?.lookups.named(document.path);
    if (!own) return [];
    const words = `${facts.kind} "${facts.name}" (${path}) names`;
    return { words, at: { place: { object, path: own.path, part: "value" } } };
  });
  return [...found, ...annotated(subject, volumes)];
}

/** Velero is told by an annotation of the Pods, which stays: what it has saved so far is restored into the old claim. */
function annotated({ workload }: Subject, volumes: readonly string[]): Backup[] {
  const node = asScalar(at(workload.podTemplate, "metadata", "annotations", VELERO));
  const named = node?.text.split(",").map((word) => word.trim()) ?? [];
  if (!node || !volumes.some((volume) => named.includes(volume))) return [];
  return [{ words: "What Velero has saved so far belongs to", at: { node } }];
}
