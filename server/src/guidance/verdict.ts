// The advisor: which kind a workload should have, weighed once from all evidence, for every rule and view that speaks of it.
import type { WorkloadKind } from "../kubernetes/kinds";
import type { Workload } from "../kubernetes/workload";
import type { Lookups } from "../workspace/lookups/lookups";
import { type Candidate, candidate, type Evidence, LEANING, RECOMMENDED, type Suppressor } from "./evidence";
import { endsByItself, presentKindEvidence, servingEvidence, stayingEvidence } from "./long-running";
import { oneShotEvidence } from "./one-shot";
import { perNodeEvidence, perNodeSuppressors } from "./per-node";
import { type PodProfile, podProfile } from "./pod-profile";
import { repeatedEvidence, scheduledEvidence, scheduledSuppressors } from "./scheduled";
import { eitherKind, statefulEvidence } from "./stateful";
import { statelessEvidence, stateSuppressors } from "./stateless";
import { generalSuppressors } from "./suppressors";

export interface Verdict {
  /** The present kind, or another with a score of 7 or more. */
  readonly recommended: WorkloadKind;
  /** Another kind with a score of 4 to 6; undefined where one is recommended. */
  readonly leaning: WorkloadKind | undefined;
  /** Of the other kind that is named; 0 where none is. */
  readonly score: number;
  /** What speaks for the other kind that is named, the heaviest first; the weights add up to the score. */
  readonly evidence: readonly Evidence[];
  /** What silenced or softened advice that would have been given. */
  readonly suppressors: readonly Suppressor[];
  /** All other kinds that anything speaks for, silenced ones too, the highest score first. */
  readonly considered: readonly Candidate[];
}

/** Weighs the evidence about one workload, as it stands in the unit of the look-ups. */
export function verdict(workload: Workload, lookups: Lookups): Verdict {
  const profile = podProfile(workload, lookups);
  // Equal scores: the earlier kind wins.
  const considered = candidates(profile)
    .filter(({ evidence }) => evidence.length > 0)
    .sort((a, b) => b.score - a.score);
  const relevant = considered.filter(({ score }) => score >= LEANING);
  const suppressors = suppressorsOf(profile, relevant);
  const named = relevant.find(
    ({ kind }) => !suppressors.some((suppressor) => suppressor.effect === "silent" && concerns(suppressor, kind)),
  );
  const isRecommended = named !== undefined && named.score >= RECOMMENDED;
  return {
    recommended: isRecommended ? named.kind : workload.kind,
    leaning: named && !isRecommended ? named.kind : undefined,
    score: named?.score ?? 0,
    evidence: named?.evidence ?? [],
    suppressors,
    considered,
  };
}

/** Are findings about the recommended kind only hints? */
export function isSoftened({ recommended, suppressors }: Verdict): boolean {
  return suppressors.some((suppressor) => suppressor.effect === "hint" && concerns(suppressor, recommended));
}

function concerns({ kinds }: Suppressor, kind: WorkloadKind): boolean {
  return kinds === undefined || kinds.includes(kind);
}

function suppressorsOf(profile: PodProfile, relevant: readonly Candidate[]): Suppressor[] {
  if (relevant.length === 0) return [];
  const all = [
    ...generalSuppressors(profile),
    ...(profile.workload.kind === "StatefulSet" ? stateSuppressors(profile) : []),
    ...perNodeSuppressors(profile),
    ...scheduledSuppressors(profile),
  ];
  return all.filter((suppressor) => relevant.some(({ kind }) => concerns(suppressor, kind)));
}

/** The kinds that a workload of the present one may become, each with its evidence. */
function candidates(profile: PodProfile): Candidate[] {
  switch (profile.workload.kind) {
    case "StatefulSet":
      return [candidate("Deployment", statelessEvidence(profile))];
    case "Job":
      return [candidate("Deployment", servingEvidence(profile)), candidate("CronJob", repeatedEvidence(profile))];
    case "CronJob":
      return [candidate("Deployment", servingEvidence(profile))];
    case "DaemonSet":
      return [];
    case "Deployment":
      return keptRunning(profile);
    case "ReplicaSet":
    case "ReplicationController":
      return [...keptRunning(profile), candidate("Deployment", presentKindEvidence(profile, "Deployment"))].sort(
        byPreference,
      );
    case "Pod": {
      // Only a Job may start Pods that are not always started again.
      if (endsByItself(profile.workload)) return [withPresent(profile, "Job", oneShotEvidence(profile))];
      return [...keptRunning(profile), withPresent(profile, "Deployment", stayingEvidence(profile))].sort(byPreference);
    }
  }
}

/** For Pods that are kept running: the kinds that have their own evidence. */
function keptRunning(profile: PodProfile): Candidate[] {
  const stateful = statefulEvidence(profile);
  const own: readonly (readonly [WorkloadKind, readonly Evidence[]])[] = [
    ["StatefulSet", [...stateful, ...eitherKind(profile, candidate("StatefulSet", stateful).score)]],
    ["DaemonSet", perNodeEvidence(profile)],
    ["Job", oneShotEvidence(profile)],
    ["CronJob", scheduledEvidence(profile)],
  ];
  return own.map(([kind, evidence]) => withPresent(profile, kind, evidence));
}

/** What speaks against the present kind counts only beside what speaks for another. */
function withPresent(profile: PodProfile, kind: WorkloadKind, evidence: readonly Evidence[]): Candidate {
  return candidate(kind, evidence.length > 0 ? [...evidence, ...presentKindEvidence(profile, kind)] : []);
}

const preference: readonly WorkloadKind[] = ["StatefulSet", "Job", "CronJob", "Deployment", "DaemonSet"];

function byPreference(a: Candidate, b: Candidate): number {
  return preference.indexOf(a.kind) - preference.indexOf(b.kind);
}
