// The pages of all rules, by id. Written by npm run generate from the folders.
import { page as missingPdb } from "./availability/missing-pdb/page";
import { page as pdbBlocksEvictions } from "./availability/pdb-blocks-evictions/page";
import { page as pdbBothLimits } from "./availability/pdb-both-limits/page";
import { page as pdbOverlap } from "./availability/pdb-overlap/page";
import { page as pdbScope } from "./availability/pdb-scope/page";
import { page as singleReplicaBehindService } from "./availability/single-replica-behind-service/page";
import { page as spreadOrProbeGaps } from "./availability/spread-or-probe-gaps/page";
import { page as spreadSelectorMismatch } from "./availability/spread-selector-mismatch/page";
import { page as barePod } from "./choice/bare-pod/page";
import { page as bareReplicaset } from "./choice/bare-replicaset/page";
import { page as databaseOnEphemeralStorage } from "./choice/database-on-ephemeral-storage/page";
import { page as deploymentPerNodeAgent } from "./choice/deployment-per-node-agent/page";
import { page as deploymentRwoClaimMultiReplica } from "./choice/deployment-rwo-claim-multi-replica/page";
import { page as deploymentRwoClaimRollingUpdate } from "./choice/deployment-rwo-claim-rolling-update/page";
import { page as fieldOfAnotherKind } from "./choice/field-of-another-kind/page";
import { page as oneShotInDeployment } from "./choice/one-shot-in-deployment/page";
import { page as restartPolicyNeedsJob } from "./choice/restart-policy-needs-job/page";
import { page as serverInJob } from "./choice/server-in-job/page";
import { page as singleWriterStoreMultiReplica } from "./choice/single-writer-store-multi-replica/page";
import { page as statefulAppAsDeployment } from "./choice/stateful-app-as-deployment/page";
import { page as statefulsetUnneeded } from "./choice/statefulset-unneeded/page";
import { page as constantHostnameInReplicas } from "./identity/constant-hostname-in-replicas/page";
import { page as cronjobNameTooLong } from "./identity/cronjob-name-too-long/page";
import { page as ordinalUsedOutsideStatefulset } from "./identity/ordinal-used-outside-statefulset/page";
import { page as peerDnsNameMismatch } from "./identity/peer-dns-name-mismatch/page";
import { page as podNameServiceOutOfRange } from "./identity/pod-name-service-out-of-range/page";
import { page as statefulsetNameTooLong } from "./identity/statefulset-name-too-long/page";
import { page as workloadNameNotDnsLabel } from "./identity/workload-name-not-dns-label/page";
import { page as containerRestartPolicy } from "./jobs/container-restart-policy/page";
import { page as cronjobDeadline } from "./jobs/cronjob-deadline/page";
import { page as cronjobNoDeadline } from "./jobs/cronjob-no-deadline/page";
import { page as cronjobOverlap } from "./jobs/cronjob-overlap/page";
import { page as cronjobSchedule } from "./jobs/cronjob-schedule/page";
import { page as indexedJobDns } from "./jobs/indexed-job-dns/page";
import { page as jobHistory } from "./jobs/job-history/page";
import { page as jobImmutableReapply } from "./jobs/job-immutable-reapply/page";
import { page as jobManualSelector } from "./jobs/job-manual-selector/page";
import { page as jobRestartPolicy } from "./jobs/job-restart-policy/page";
import { page as sidecarBlocksJob } from "./jobs/sidecar-blocks-job/page";
import { page as deprecatedWorkloadApi } from "./lifecycle/deprecated-workload-api/page";
import { page as immutableFieldChanged } from "./lifecycle/immutable-field-changed/page";
import { page as kustomizeLabelsTouchSelectors } from "./lifecycle/kustomize-labels-touch-selectors/page";
import { page as rollbackNotReproducible } from "./lifecycle/rollback-not-reproducible/page";
import { page as versionGatedField } from "./lifecycle/version-gated-field/page";
import { page as volatileLabelInClaimTemplate } from "./lifecycle/volatile-label-in-claim-template/page";
import { page as volatileLabelInSelector } from "./lifecycle/volatile-label-in-selector/page";
import { page as governingServiceMissing } from "./network/governing-service-missing/page";
import { page as governingServiceNotHeadless } from "./network/governing-service-not-headless/page";
import { page as governingServiceSelectorMismatch } from "./network/governing-service-selector-mismatch/page";
import { page as headlessNeedsNotReadyAddresses } from "./network/headless-needs-not-ready-addresses/page";
import { page as headlessServiceExposed } from "./network/headless-service-exposed/page";
import { page as headlessServiceType } from "./network/headless-service-type/page";
import { page as overlappingControllerSelectors } from "./network/overlapping-controller-selectors/page";
import { page as serviceNameMissing } from "./network/service-name-missing/page";
import { page as serviceSelectsSeveralWorkloads } from "./network/service-selects-several-workloads/page";
import { page as targetPortUnresolved } from "./network/target-port-unresolved/page";
import type { RulePage } from "./page";
import { page as claimNameCollision } from "./references/claim-name-collision/page";
import { page as duplicateObject } from "./references/duplicate-object/page";
import { page as referenceNotFound } from "./references/reference-not-found/page";
import { page as selectorMatchesNothing } from "./references/selector-matches-nothing/page";
import { page as selectorTemplateMismatch } from "./references/selector-template-mismatch/page";
import { page as antiAffinityRolloutDeadlock } from "./rollout/anti-affinity-rollout-deadlock/page";
import { page as daemonsetSurgeAndUnavailable } from "./rollout/daemonset-surge-and-unavailable/page";
import { page as daemonsetSurgeHostport } from "./rollout/daemonset-surge-hostport/page";
import { page as gracePeriodZero } from "./rollout/grace-period-zero/page";
import { page as hostportRolloutDeadlock } from "./rollout/hostport-rollout-deadlock/page";
import { page as maxSurgeZeroNotAtMostOne } from "./rollout/max-surge-zero-not-at-most-one/page";
import { page as onDeleteStrategy } from "./rollout/on-delete-strategy/page";
import { page as orderedReadyRollbackTrap } from "./rollout/ordered-ready-rollback-trap/page";
import { page as orderedWithoutReadiness } from "./rollout/ordered-without-readiness/page";
import { page as parallelWithSeedLogic } from "./rollout/parallel-with-seed-logic/page";
import { page as preStopExceedsGrace } from "./rollout/pre-stop-exceeds-grace/page";
import { page as recreateWithRollingUpdate } from "./rollout/recreate-with-rolling-update/page";
import { page as rolloutCannotProgress } from "./rollout/rollout-cannot-progress/page";
import { page as statefulsetMaxUnavailableGated } from "./rollout/statefulset-max-unavailable-gated/page";
import { page as statefulsetPartitionBlocksRollout } from "./rollout/statefulset-partition-blocks-rollout/page";
import { page as statefulsetUnsupportedStrategy } from "./rollout/statefulset-unsupported-strategy/page";
import { page as hpaAndFixedReplicas } from "./scaling/hpa-and-fixed-replicas/page";
import { page as hpaFixedRange } from "./scaling/hpa-fixed-range/page";
import { page as hpaRange } from "./scaling/hpa-range/page";
import { page as hpaTargetKindMismatch } from "./scaling/hpa-target-kind-mismatch/page";
import { page as hpaTargetNotScalable } from "./scaling/hpa-target-not-scalable/page";
import { page as hpaUtilizationWithoutRequests } from "./scaling/hpa-utilization-without-requests/page";
import { page as multipleAutoscalers } from "./scaling/multiple-autoscalers/page";
import { page as quorumReplicaCount } from "./scaling/quorum-replica-count/page";
import { page as claimTemplateAccessMode } from "./storage/claim-template-access-mode/page";
import { page as claimTemplateIncomplete } from "./storage/claim-template-incomplete/page";
import { page as claimTemplateUnused } from "./storage/claim-template-unused/page";
import { page as claimsLeftAfterScaleDown } from "./storage/claims-left-after-scale-down/page";
import { page as daemonsetClaim } from "./storage/daemonset-claim/page";
import { page as duplicateMountPath } from "./storage/duplicate-mount-path/page";
import { page as hostPathAsState } from "./storage/host-path-as-state/page";
import { page as pvcRetentionLosesData } from "./storage/pvc-retention-loses-data/page";
import { page as rwoClaimSharedByWorkloads } from "./storage/rwo-claim-shared-by-workloads/page";
import { page as rwopClaimMultiReplica } from "./storage/rwop-claim-multi-replica/page";
import { page as rwopWithOtherModes } from "./storage/rwop-with-other-modes/page";
import { page as statefulsetSharedClaim } from "./storage/statefulset-shared-claim/page";
import { page as volumeMountUnknown } from "./storage/volume-mount-unknown/page";
import { page as volumeNotMounted } from "./storage/volume-not-mounted/page";
import { page as volumeShadowedByClaimTemplate } from "./storage/volume-shadowed-by-claim-template/page";

export const pages: ReadonlyMap<string, RulePage> = new Map([
  ["anti-affinity-rollout-deadlock", antiAffinityRolloutDeadlock],
  ["bare-pod", barePod],
  ["bare-replicaset", bareReplicaset],
  ["claim-name-collision", claimNameCollision],
  ["claim-template-access-mode", claimTemplateAccessMode],
  ["claim-template-incomplete", claimTemplateIncomplete],
  ["claim-template-unused", claimTemplateUnused],
  ["claims-left-after-scale-down", claimsLeftAfterScaleDown],
  ["constant-hostname-in-replicas", constantHostnameInReplicas],
  ["container-restart-policy", containerRestartPolicy],
  ["cronjob-deadline", cronjobDeadline],
  ["cronjob-name-too-long", cronjobNameTooLong],
  ["cronjob-no-deadline", cronjobNoDeadline],
  ["cronjob-overlap", cronjobOverlap],
  ["cronjob-schedule", cronjobSchedule],
  ["daemonset-claim", daemonsetClaim],
  ["daemonset-surge-and-unavailable", daemonsetSurgeAndUnavailable],
  ["daemonset-surge-hostport", daemonsetSurgeHostport],
  ["database-on-ephemeral-storage", databaseOnEphemeralStorage],
  ["deployment-per-node-agent", deploymentPerNodeAgent],
  ["deployment-rwo-claim-multi-replica", deploymentRwoClaimMultiReplica],
  ["deployment-rwo-claim-rolling-update", deploymentRwoClaimRollingUpdate],
  ["deprecated-workload-api", deprecatedWorkloadApi],
  ["duplicate-mount-path", duplicateMountPath],
  ["duplicate-object", duplicateObject],
  ["field-of-another-kind", fieldOfAnotherKind],
  ["governing-service-missing", governingServiceMissing],
  ["governing-service-not-headless", governingServiceNotHeadless],
  ["governing-service-selector-mismatch", governingServiceSelectorMismatch],
  ["grace-period-zero", gracePeriodZero],
  ["headless-needs-not-ready-addresses", headlessNeedsNotReadyAddresses],
  ["headless-service-exposed", headlessServiceExposed],
  ["headless-service-type", headlessServiceType],
  ["host-path-as-state", hostPathAsState],
  ["hostport-rollout-deadlock", hostportRolloutDeadlock],
  ["hpa-and-fixed-replicas", hpaAndFixedReplicas],
  ["hpa-fixed-range", hpaFixedRange],
  ["hpa-range", hpaRange],
  ["hpa-target-kind-mismatch", hpaTargetKindMismatch],
  ["hpa-target-not-scalable", hpaTargetNotScalable],
  ["hpa-utilization-without-requests", hpaUtilizationWithoutRequests],
  ["immutable-field-changed", immutableFieldChanged],
  ["indexed-job-dns", indexedJobDns],
  ["job-history", jobHistory],
  ["job-immutable-reapply", jobImmutableReapply],
  ["job-manual-selector", jobManualSelector],
  ["job-restart-policy", jobRestartPolicy],
  ["kustomize-labels-touch-selectors", kustomizeLabelsTouchSelectors],
  ["max-surge-zero-not-at-most-one", maxSurgeZeroNotAtMostOne],
  ["missing-pdb", missingPdb],
  ["multiple-autoscalers", multipleAutoscalers],
  ["on-delete-strategy", onDeleteStrategy],
  ["one-shot-in-deployment", oneShotInDeployment],
  ["ordered-ready-rollback-trap", orderedReadyRollbackTrap],
  ["ordered-without-readiness", orderedWithoutReadiness],
  ["ordinal-used-outside-statefulset", ordinalUsedOutsideStatefulset],
  ["overlapping-controller-selectors", overlappingControllerSelectors],
  ["parallel-with-seed-logic", parallelWithSeedLogic],
  ["pdb-blocks-evictions", pdbBlocksEvictions],
  ["pdb-both-limits", pdbBothLimits],
  ["pdb-overlap", pdbOverlap],
  ["pdb-scope", pdbScope],
  ["peer-dns-name-mismatch", peerDnsNameMismatch],
  ["pod-name-service-out-of-range", podNameServiceOutOfRange],
  ["pre-stop-exceeds-grace", preStopExceedsGrace],
  ["pvc-retention-loses-data", pvcRetentionLosesData],
  ["quorum-replica-count", quorumReplicaCount],
  ["recreate-with-rolling-update", recreateWithRollingUpdate],
  ["reference-not-found", referenceNotFound],
  ["restart-policy-needs-job", restartPolicyNeedsJob],
  ["rollback-not-reproducible", rollbackNotReproducible],
  ["rollout-cannot-progress", rolloutCannotProgress],
  ["rwo-claim-shared-by-workloads", rwoClaimSharedByWorkloads],
  ["rwop-claim-multi-replica", rwopClaimMultiReplica],
  ["rwop-with-other-modes", rwopWithOtherModes],
  ["selector-matches-nothing", selectorMatchesNothing],
  ["selector-template-mismatch", selectorTemplateMismatch],
  ["server-in-job", serverInJob],
  ["service-name-missing", serviceNameMissing],
  ["service-selects-several-workloads", serviceSelectsSeveralWorkloads],
  ["sidecar-blocks-job", sidecarBlocksJob],
  ["single-replica-behind-service", singleReplicaBehindService],
  ["single-writer-store-multi-replica", singleWriterStoreMultiReplica],
  ["spread-or-probe-gaps", spreadOrProbeGaps],
  ["spread-selector-mismatch", spreadSelectorMismatch],
  ["stateful-app-as-deployment", statefulAppAsDeployment],
  ["statefulset-max-unavailable-gated", statefulsetMaxUnavailableGated],
  ["statefulset-name-too-long", statefulsetNameTooLong],
  ["statefulset-partition-blocks-rollout", statefulsetPartitionBlocksRollout],
  ["statefulset-shared-claim", statefulsetSharedClaim],
  ["statefulset-unneeded", statefulsetUnneeded],
  ["statefulset-unsupported-strategy", statefulsetUnsupportedStrategy],
  ["target-port-unresolved", targetPortUnresolved],
  ["version-gated-field", versionGatedField],
  ["volatile-label-in-claim-template", volatileLabelInClaimTemplate],
  ["volatile-label-in-selector", volatileLabelInSelector],
  ["volume-mount-unknown", volumeMountUnknown],
  ["volume-not-mounted", volumeNotMounted],
  ["volume-shadowed-by-claim-template", volumeShadowedByClaimTemplate],
  ["workload-name-not-dns-label", workloadNameNotDnsLabel],
]);
