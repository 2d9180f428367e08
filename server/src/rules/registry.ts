// All rules, sorted by id. Written by npm run generate from the folders.
import { rule as missingPdb } from "./availability/missing-pdb/rule";
import { rule as pdbBlocksEvictions } from "./availability/pdb-blocks-evictions/rule";
import { rule as pdbBothLimits } from "./availability/pdb-both-limits/rule";
import { rule as pdbOverlap } from "./availability/pdb-overlap/rule";
import { rule as pdbScope } from "./availability/pdb-scope/rule";
import { rule as singleReplicaBehindService } from "./availability/single-replica-behind-service/rule";
import { rule as spreadOrProbeGaps } from "./availability/spread-or-probe-gaps/rule";
import { rule as spreadSelectorMismatch } from "./availability/spread-selector-mismatch/rule";
import { rule as barePod } from "./choice/bare-pod/rule";
import { rule as bareReplicaset } from "./choice/bare-replicaset/rule";
import { rule as databaseOnEphemeralStorage } from "./choice/database-on-ephemeral-storage/rule";
import { rule as deploymentPerNodeAgent } from "./choice/deployment-per-node-agent/rule";
import { rule as deploymentRwoClaimMultiReplica } from "./choice/deployment-rwo-claim-multi-replica/rule";
import { rule as deploymentRwoClaimRollingUpdate } from "./choice/deployment-rwo-claim-rolling-update/rule";
import { rule as fieldOfAnotherKind } from "./choice/field-of-another-kind/rule";
import { rule as oneShotInDeployment } from "./choice/one-shot-in-deployment/rule";
import { rule as restartPolicyNeedsJob } from "./choice/restart-policy-needs-job/rule";
import { rule as serverInJob } from "./choice/server-in-job/rule";
import { rule as singleWriterStoreMultiReplica } from "./choice/single-writer-store-multi-replica/rule";
import { rule as statefulAppAsDeployment } from "./choice/stateful-app-as-deployment/rule";
import { rule as statefulsetUnneeded } from "./choice/statefulset-unneeded/rule";
import { rule as constantHostnameInReplicas } from "./identity/constant-hostname-in-replicas/rule";
import { rule as cronjobNameTooLong } from "./identity/cronjob-name-too-long/rule";
import { rule as ordinalUsedOutsideStatefulset } from "./identity/ordinal-used-outside-statefulset/rule";
import { rule as peerDnsNameMismatch } from "./identity/peer-dns-name-mismatch/rule";
import { rule as podNameServiceOutOfRange } from "./identity/pod-name-service-out-of-range/rule";
import { rule as statefulsetNameTooLong } from "./identity/statefulset-name-too-long/rule";
import { rule as workloadNameNotDnsLabel } from "./identity/workload-name-not-dns-label/rule";
import { rule as containerRestartPolicy } from "./jobs/container-restart-policy/rule";
import { rule as cronjobDeadline } from "./jobs/cronjob-deadline/rule";
import { rule as cronjobNoDeadline } from "./jobs/cronjob-no-deadline/rule";
import { rule as cronjobOverlap } from "./jobs/cronjob-overlap/rule";
import { rule as cronjobSchedule } from "./jobs/cronjob-schedule/rule";
import { rule as indexedJobDns } from "./jobs/indexed-job-dns/rule";
import { rule as jobHistory } from "./jobs/job-history/rule";
import { rule as jobImmutableReapply } from "./jobs/job-immutable-reapply/rule";
import { rule as jobManualSelector } from "./jobs/job-manual-selector/rule";
import { rule as jobRestartPolicy } from "./jobs/job-restart-policy/rule";
import { rule as sidecarBlocksJob } from "./jobs/sidecar-blocks-job/rule";
import { rule as deprecatedWorkloadApi } from "./lifecycle/deprecated-workload-api/rule";
import { rule as immutableFieldChanged } from "./lifecycle/immutable-field-changed/rule";
import { rule as kustomizeLabelsTouchSelectors } from "./lifecycle/kustomize-labels-touch-selectors/rule";
import { rule as rollbackNotReproducible } from "./lifecycle/rollback-not-reproducible/rule";
import { rule as versionGatedField } from "./lifecycle/version-gated-field/rule";
import { rule as volatileLabelInClaimTemplate } from "./lifecycle/volatile-label-in-claim-template/rule";
import { rule as volatileLabelInSelector } from "./lifecycle/volatile-label-in-selector/rule";
import { rule as governingServiceMissing } from "./network/governing-service-missing/rule";
import { rule as governingServiceNotHeadless } from "./network/governing-service-not-headless/rule";
import { rule as governingServiceSelectorMismatch } from "./network/governing-service-selector-mismatch/rule";
import { rule as headlessNeedsNotReadyAddresses } from "./network/headless-needs-not-ready-addresses/rule";
import { rule as headlessServiceExposed } from "./network/headless-service-exposed/rule";
import { rule as headlessServiceType } from "./network/headless-service-type/rule";
import { rule as overlappingControllerSelectors } from "./network/overlapping-controller-selectors/rule";
import { rule as serviceNameMissing } from "./network/service-name-missing/rule";
import { rule as serviceSelectsSeveralWorkloads } from "./network/service-selects-several-workloads/rule";
import { rule as targetPortUnresolved } from "./network/target-port-unresolved/rule";
import { rule as claimNameCollision } from "./references/claim-name-collision/rule";
import { rule as duplicateObject } from "./references/duplicate-object/rule";
import { rule as referenceNotFound } from "./references/reference-not-found/rule";
import { rule as selectorMatchesNothing } from "./references/selector-matches-nothing/rule";
import { rule as selectorTemplateMismatch } from "./references/selector-template-mismatch/rule";
import { rule as antiAffinityRolloutDeadlock } from "./rollout/anti-affinity-rollout-deadlock/rule";
import { rule as daemonsetSurgeAndUnavailable } from "./rollout/daemonset-surge-and-unavailable/rule";
import { rule as daemonsetSurgeHostport } from "./rollout/daemonset-surge-hostport/rule";
import { rule as gracePeriodZero } from "./rollout/grace-period-zero/rule";
import { rule as hostportRolloutDeadlock } from "./rollout/hostport-rollout-deadlock/rule";
import { rule as maxSurgeZeroNotAtMostOne } from "./rollout/max-surge-zero-not-at-most-one/rule";
import { rule as onDeleteStrategy } from "./rollout/on-delete-strategy/rule";
import { rule as orderedReadyRollbackTrap } from "./rollout/ordered-ready-rollback-trap/rule";
import { rule as orderedWithoutReadiness } from "./rollout/ordered-without-readiness/rule";
import { rule as parallelWithSeedLogic } from "./rollout/parallel-with-seed-logic/rule";
import { rule as preStopExceedsGrace } from "./rollout/pre-stop-exceeds-grace/rule";
import { rule as recreateWithRollingUpdate } from "./rollout/recreate-with-rolling-update/rule";
import { rule as rolloutCannotProgress } from "./rollout/rollout-cannot-progress/rule";
import { rule as statefulsetMaxUnavailableGated } from "./rollout/statefulset-max-unavailable-gated/rule";
import { rule as statefulsetPartitionBlocksRollout } from "./rollout/statefulset-partition-blocks-rollout/rule";
import { rule as statefulsetUnsupportedStrategy } from "./rollout/statefulset-unsupported-strategy/rule";
import type { Rule } from "./rule";
import { rule as hpaAndFixedReplicas } from "./scaling/hpa-and-fixed-replicas/rule";
import { rule as hpaFixedRange } from "./scaling/hpa-fixed-range/rule";
import { rule as hpaRange } from "./scaling/hpa-range/rule";
import { rule as hpaTargetKindMismatch } from "./scaling/hpa-target-kind-mismatch/rule";
import { rule as hpaTargetNotScalable } from "./scaling/hpa-target-not-scalable/rule";
import { rule as hpaUtilizationWithoutRequests } from "./scaling/hpa-utilization-without-requests/rule";
import { rule as multipleAutoscalers } from "./scaling/multiple-autoscalers/rule";
import { rule as quorumReplicaCount } from "./scaling/quorum-replica-count/rule";
import { rule as claimTemplateAccessMode } from "./storage/claim-template-access-mode/rule";
import { rule as claimTemplateIncomplete } from "./storage/claim-template-incomplete/rule";
import { rule as claimTemplateUnused } from "./storage/claim-template-unused/rule";
import { rule as claimsLeftAfterScaleDown } from "./storage/claims-left-after-scale-down/rule";
import { rule as daemonsetClaim } from "./storage/daemonset-claim/rule";
import { rule as duplicateMountPath } from "./storage/duplicate-mount-path/rule";
import { rule as hostPathAsState } from "./storage/host-path-as-state/rule";
import { rule as pvcRetentionLosesData } from "./storage/pvc-retention-loses-data/rule";
import { rule as rwoClaimSharedByWorkloads } from "./storage/rwo-claim-shared-by-workloads/rule";
import { rule as rwopClaimMultiReplica } from "./storage/rwop-claim-multi-replica/rule";
import { rule as rwopWithOtherModes } from "./storage/rwop-with-other-modes/rule";
import { rule as statefulsetSharedClaim } from "./storage/statefulset-shared-claim/rule";
import { rule as volumeMountUnknown } from "./storage/volume-mount-unknown/rule";
import { rule as volumeNotMounted } from "./storage/volume-not-mounted/rule";
import { rule as volumeShadowedByClaimTemplate } from "./storage/volume-shadowed-by-claim-template/rule";

export const rules: readonly Rule[] = [
  antiAffinityRolloutDeadlock,
  barePod,
  bareReplicaset,
  claimNameCollision,
  claimTemplateAccessMode,
  claimTemplateIncomplete,
  claimTemplateUnused,
  claimsLeftAfterScaleDown,
  constantHostnameInReplicas,
  containerRestartPolicy,
  cronjobDeadline,
  cronjobNameTooLong,
  cronjobNoDeadline,
  cronjobOverlap,
  cronjobSchedule,
  daemonsetClaim,
  daemonsetSurgeAndUnavailable,
  daemonsetSurgeHostport,
  databaseOnEphemeralStorage,
  deploymentPerNodeAgent,
  deploymentRwoClaimMultiReplica,
  deploymentRwoClaimRollingUpdate,
  deprecatedWorkloadApi,
  duplicateMountPath,
  duplicateObject,
  fieldOfAnotherKind,
  governingServiceMissing,
  governingServiceNotHeadless,
  governingServiceSelectorMismatch,
  gracePeriodZero,
  headlessNeedsNotReadyAddresses,
  headlessServiceExposed,
  headlessServiceType,
  hostPathAsState,
  hostportRolloutDeadlock,
  hpaAndFixedReplicas,
  hpaFixedRange,
  hpaRange,
  hpaTargetKindMismatch,
  hpaTargetNotScalable,
  hpaUtilizationWithoutRequests,
  immutableFieldChanged,
  indexedJobDns,
  jobHistory,
  jobImmutableReapply,
  jobManualSelector,
  jobRestartPolicy,
  kustomizeLabelsTouchSelectors,
  maxSurgeZeroNotAtMostOne,
  missingPdb,
  multipleAutoscalers,
  onDeleteStrategy,
  oneShotInDeployment,
  orderedReadyRollbackTrap,
  orderedWithoutReadiness,
  ordinalUsedOutsideStatefulset,
  overlappingControllerSelectors,
  parallelWithSeedLogic,
  pdbBlocksEvictions,
  pdbBothLimits,
  pdbOverlap,
  pdbScope,
  peerDnsNameMismatch,
  podNameServiceOutOfRange,
  preStopExceedsGrace,
  pvcRetentionLosesData,
  quorumReplicaCount,
  recreateWithRollingUpdate,
  referenceNotFound,
  restartPolicyNeedsJob,
  rollbackNotReproducible,
  rolloutCannotProgress,
  rwoClaimSharedByWorkloads,
  rwopClaimMultiReplica,
  rwopWithOtherModes,
  selectorMatchesNothing,
  selectorTemplateMismatch,
  serverInJob,
  serviceNameMissing,
  serviceSelectsSeveralWorkloads,
  sidecarBlocksJob,
  singleReplicaBehindService,
  singleWriterStoreMultiReplica,
  spreadOrProbeGaps,
  spreadSelectorMismatch,
  statefulAppAsDeployment,
  statefulsetMaxUnavailableGated,
  statefulsetNameTooLong,
  statefulsetPartitionBlocksRollout,
  statefulsetSharedClaim,
  statefulsetUnneeded,
  statefulsetUnsupportedStrategy,
  targetPortUnresolved,
  versionGatedField,
  volatileLabelInClaimTemplate,
  volatileLabelInSelector,
  volumeMountUnknown,
  volumeNotMounted,
  volumeShadowedByClaimTemplate,
  workloadNameNotDnsLabel,
];
