// All experiments: which example of which rule, and what shows the consequence.
import type { Experiment, Observation } from "./experiment";
import { autoscalerFails, replicasAreReset } from "./observations/autoscaler";
import { claimGoesWithPod, claimWithoutMount, volumeIsReplaced } from "./observations/claims";
import { hasNoEndpoint, hasNoPort, leavesOutNotReady, mixesWorkloads, namesNoPod } from "./observations/endpoints";
import { evictionRefused, evictionRefusedForOthers } from "./observations/eviction";
import { countsOthers, podIsGoneAtOnce } from "./observations/pods";
import { changeRejected, laterReleaseRejected, overwritten, rejected } from "./observations/rejected";
import {
  rolloutHangs,
  rolloutOnNodeHangs,
  rolloutReachesNoPod,
  rolloutToAnotherNodeHangs,
} from "./observations/rollout";
import { neverRuns, runsOverlap, runWaitsForClaim } from "./observations/runs";
import { waits, waitsElsewhere, waitsInTurn } from "./observations/waiting";

const MULTI_ATTACH = /^Multi-Attach error/;
const NO_PORTS = /didn't have free ports/;
const READ_WRITE_ONCE_POD = /ReadWriteOncePod/;

export const experiments: readonly Experiment[] = [
  // The longest come first.
  anywhere("cronjob-overlap", "Two backups for one disk", runsOverlap),
  anywhere("cronjob-deadline", "No time at all", neverRuns),
  anywhere("multiple-autoscalers", "Two for one Deployment", autoscalerFails),
  anywhere("hpa-target-kind-mismatch", "A set with the autoscaler of the Deployment that it was", autoscalerFails),
  anywhere("hpa-target-not-scalable", "One Pod on each node, and more", autoscalerFails),
  anywhere("hpa-and-fixed-replicas", "Two that say how many", replicasAreReset),

  onNodes(
    "anti-affinity-rollout-deadlock",
    "As many replicas as nodes",
    rolloutHangs(/didn't match pod anti-affinity/),
  ),
  onNodes("daemonset-claim", "A buffer on every node", waits(MULTI_ATTACH)),
  onNodes("daemonset-claim", "A claim for a single Pod, and three nodes", waits(READ_WRITE_ONCE_POD)),
  onNodes("daemonset-surge-hostport", "Two Pods for one port", rolloutHangs(NO_PORTS)),
  onNodes("deployment-rwo-claim-multi-replica", "Three replicas on one disk", waitsElsewhere(MULTI_ATTACH)),
  onNodes(
    "deployment-rwo-claim-rolling-update",
    "One replica, one disk, the default strategy",
    rolloutToAnotherNodeHangs(MULTI_ATTACH),
  ),
  onNodes("hostport-rollout-deadlock", "A port of one node", rolloutOnNodeHangs("edge-1", NO_PORTS)),
  onNodes("rwo-claim-shared-by-workloads", "A backup of uploads", runWaitsForClaim),
  onNodes("rwop-claim-multi-replica", "Two replicas", waits(READ_WRITE_ONCE_POD)),
  onNodes("rwop-claim-multi-replica", "Two workloads", waitsInTurn(READ_WRITE_ONCE_POD)),
  onNodes("reference-not-found", "A claim by nearly its name", waits(/persistentvolumeclaim "[^"]*" not found/)),
  onNodes("statefulset-shared-claim", "Three Pods, one disk", waitsElsewhere(MULTI_ATTACH)),

  anywhere("statefulset-name-too-long", "One character too many", waits(/must be no more than 63/)),
  anywhere("statefulset-name-too-long", "No room for an ordinal", waits(/must be no more than 63/)),
  anywhere("statefulset-partition-blocks-rollout", "A canary that nobody took back", rolloutReachesNoPod),
  anywhere("pdb-blocks-evictions", "The one that must stay", evictionRefused),
  anywhere("pdb-overlap", "One for all, and one for the web", evictionRefused),
  anywhere("pdb-scope", "All Pods of the namespace", evictionRefusedForOthers),
  anywhere("pvc-retention-loses-data", "Gone by night", claimGoesWithPod),
  anywhere("claim-template-unused", "A volume for nothing", claimWithoutMount),
  anywhere("volume-shadowed-by-claim-template", "An emptyDir that is none", volumeIsReplaced),
  anywhere("grace-period-zero", "No time to stop", podIsGoneAtOnce),

  anywhere("governing-service-missing", "Peers that are asked for by name", namesNoPod),
  anywhere("governing-service-selector-mismatch", "Another value than the Pods have", hasNoEndpoint),
  anywhere("headless-needs-not-ready-addresses", "Members that are listed by name", leavesOutNotReady),
  anywhere("peer-dns-name-mismatch", "The Service for clients instead of the headless one", namesNoPod),
  anywhere("peer-dns-name-mismatch", "A member that there is not", namesNoPod),
  anywhere("overlapping-controller-selectors", "Two Deployments with the same labels", countsOthers),
  anywhere("pod-name-service-out-of-range", "The Pods are db-0 to db-2", hasNoEndpoint),
  anywhere("selector-matches-nothing", "One letter too few", hasNoEndpoint),
  anywhere("service-selects-several-workloads", "A worker beside the server", mixesWorkloads),
  anywhere("target-port-unresolved", "Another name than the container has", hasNoPort),

  anywhere("duplicate-object", "Copied, and not renamed", overwritten),
  anywhere("kustomize-labels-touch-selectors", "The version among the common labels", laterReleaseRejected),
  anywhere("volatile-label-in-claim-template", "The version of the chart", laterReleaseRejected),
  anywhere("volatile-label-in-selector", "The version of the chart", laterReleaseRejected),

  anywhere("immutable-field-changed", "More storage for a set", changeRejected),
  anywhere("immutable-field-changed", "Another label to select by", changeRejected),
  anywhere("immutable-field-changed", "A Service that becomes headless", changeRejected),
  anywhere("immutable-field-changed", "Another class for a claim", changeRejected),

  anywhere("claim-template-incomplete", "No size", rejected),
  anywhere("cronjob-name-too-long", "53 characters", rejected),
  anywhere("cronjob-schedule", "A time zone in the schedule", rejected),
  anywhere("cronjob-schedule", "Seconds, as other programs have them", rejected),
  anywhere("daemonset-surge-and-unavailable", "A surge alone", rejected),
  anywhere("deprecated-workload-api", "A version that is gone", rejected),
  anywhere("deprecated-workload-api", "An Ingress of another shape", rejected),
  anywhere("duplicate-mount-path", "A path twice", rejected),
  anywhere("field-of-another-kind", "A Deployment's strategy in a StatefulSet", rejected),
  anywhere("field-of-another-kind", "Replicas of a DaemonSet", rejected),
  anywhere("headless-service-type", "A headless LoadBalancer", rejected),
  anywhere("hpa-range", "More at least than at most", rejected),
  anywhere("job-manual-selector", "A selector out of a Deployment", rejected),
  anywhere("job-restart-policy", "The default is for Pods that serve", rejected),
  anywhere("job-restart-policy", "A failure policy looks at Pods that are not started again", rejected),
  anywhere("pdb-both-limits", "Both", rejected),
  anywhere("pre-stop-exceeds-grace", "A sleep that is longer than the time", rejected),
  anywhere("recreate-with-rolling-update", "Limits left from a rolling update", rejected),
  anywhere("restart-policy-needs-job", "A policy of Jobs", rejected),
  anywhere("rollout-cannot-progress", "Neither one more nor one less", rejected),
  anywhere("rollout-cannot-progress", "A deadline that comes too early", rejected),
  anywhere("rwop-with-other-modes", "Two promises", rejected),
  anywhere("selector-template-mismatch", "Another value than the Pods have", rejected),
  anywhere("selector-template-mismatch", "No selector", rejected),
  anywhere("statefulset-unsupported-strategy", "A Deployment's strategy", rejected),
  anywhere("volume-mount-unknown", "A slip of the pen", rejected),
  anywhere("workload-name-not-dns-label", "A StatefulSet", rejected),
];

function anywhere(rule: string, example: string, observe: Observation): Experiment {
  return { rule, example, observe, ownsNodes: false };
}

function onNodes(rule: string, example: string, observe: Observation): Experiment {
  return { rule, example, observe, ownsNodes: true };
}
