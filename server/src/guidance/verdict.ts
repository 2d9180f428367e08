// The advisor: which kind a workload should have, weighed once from all evidence, for every rule and view that speaks of it.
import type { WorkloadKind } from "../kubernetes/kinds";
import type { Workload } from "../kubernetes/workload";
import type { Lookups } from "../workspace/lookups/lookups";
import { type Candidate, candidate, type Evidence, LEANING, RECOMMENDED, type Suppressor } from "./evidence";
import { held } from "./held";
import { endsByItself, presentKindEvidence, servingEvidence, stayingEvidence } from "./long-running";
import { oneShotEvidence } from "./one-shot";
import { perNodeEvidence, perNodeSuppressors } from "./per-node";
import { type PodProfile, podProfile } from "./pod-profile";
import { repeatedEvidence, scheduledEvidence, scheduledSuppressors } from "./scheduled";
import { statefulEvidence } from "./stateful";
import { statelessEvidence, stateSuppressors } from "./stateless";
import { generalSuppressors } from "./suppressors";

export interface Verdict {
  /** The present kind, or another with a score of 7 or more. */
  readonly recommended: WorkloadKind;
  /** Another kind with a score of 4 to 6; undefined where one is recommended. */
  readonly leaning: WorkloadKind | undefined;
  /** Of the other kind that is named; 0 where none is. */
  readonly score: number;
  /**
   * What speaks for the other kind that is named, the heaviest first; the weights add up to the score.
   * What says that the present kind is fine as it is stands before all.
   */
  readonly evidence: readonly Evidence[];
  /** What silenced or softened advice that would have been given. */
  readonly suppressors: readonly Suppressor[];
  /** All other kinds that anything speaks for, silenced ones too, the highest score first. */
  readonly considered: readonly Candidate[];
}

/** Weighs the evidence about one workload, as it stands in the unit of the look-ups. */
export function verdict(workload: Workload, lookups: Lookups): Verdict {
  const profile = podProfile(workload, lookups);
  const considered = candidates(profile)
    .filter(({ evidence }) => evidence.length > 0)
    .sort((a, b) => b.score - a.score);
  const relevant = considered.filter(({ score }) => score >= LEANING);
  const suppressors = suppressorsOf(profile, relevant);
  const named = winner(
    profile.workload.kind,
    relevant.filter(({ kind }) => !suppressors.some((suppressor) => silences(suppressor, kind))),
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

/** Are findings about the kind that is named only hints? */
export function isSoftened({ recommended, leaning, suppressors }: Verdict): boolean {
  return suppressors.some((suppressor) => suppressor.effect === "hint" && concerns(suppressor, leaning ?? recommended));
}

/** The one with the highest score. Of equal ones none: the present kind stays, or the one that took its place. */
function winner(present: WorkloadKind, relevant: readonly Candidate[]): Candidate | undefined {
  const [best] = relevant;
  const equal = relevant.filter(({ score }) => score === best?.score);
  if (equal.length <= 1) return best;
  const hasSuccessor = present === "ReplicaSet" || present === "ReplicationController";
  return hasSuccessor ? equal.find(({ kind }) => kind === "Deployment") : undefined;
}

function silences(suppressor: Suppressor, kind: WorkloadKind): boolean {
  return suppressor.effect === "silent" && concerns(suppressor, kind);
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
      return [...keptRunning(profile), candidate("Deployment", presentKindEvidence(profile, "Deployment"))];
    case "Pod": {
      // Only a Job may start Pods that are not always started again.
      if (endsByItself(profile.workload)) return [withPresent(profile, "Job", oneShotEvidence(profile))];
      return [...keptRunning(profile), withPresent(profile, "Deployment", stayingEvidence(profile))];
    }
  }
}

/** For Pods that are kept running: the kinds that have their own evidence. */
function keptRunning(profile: PodProfile): Candidate[] {
  return [
    held(profile, beside(profile, "StatefulSet", statefulEvidence(profile))),
    beside(profile, "DaemonSet", perNodeEvidence(profile)),
    withPresent(profile, "Job", oneShotEvidence(profile)),
    withPresent(profile, "CronJob", scheduledEvidence(profile)),
  ];
}

/** A volume or a directory of the node alone would be no reason in a Deployment: it is none in a bare Pod either. */
function beside(profile: PodProfile, kind: WorkloadKind, evidence: readonly Evidence[]): Candidate {
  const own = candidate(kind, evidence);
  return own.score < LEANING ? own : withPresent(profile, kind, evidence);
}

/** What speaks against the present kind counts only beside what speaks for another. */
function withPresent(profile: PodProfile, kind: WorkloadKind, evidence: readonly Evidence[]): Candidate {
  return candidate(kind, evidence.length > 0 ? [...evidence, ...presentKindEvidence(profile, kind)] : []);
}
