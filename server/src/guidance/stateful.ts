// What speaks for a StatefulSet: Pods that keep data, know each other by name, or share what only one may have.
import { podLabels } from "../kubernetes/workload";
import { at, stringAt } from "../yaml/navigate";
import type { Evidence, EvidenceSource } from "./evidence";
import { EITHER_KIND_LIMIT } from "./evidence";
import { ownStorage, type PodProfile } from "./pod-profile";
import { cacheEvidence, store, storeEvidence } from "./store-traces";

/** For a Deployment, a ReplicaSet, a ReplicationController or a bare Pod. */
export function statefulEvidence(profile: PodProfile): Evidence[] {
  const found = [
    ...storeEvidence(profile),
    ...claimEvidence(profile),
    ...strategyEvidence(profile),
    ...peerEvidence(profile),
    ...serviceEvidence(profile),
    ...labelEvidence(profile),
    ...cacheEvidence(profile),
  ];
  return found;
}
