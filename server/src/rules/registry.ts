// All rules, sorted by id. Written by npm run generate from the folders.
import { rule as deploymentRwoClaimMultiReplica } from "./choice/deployment-rwo-claim-multi-replica/rule";
import { rule as deploymentRwoClaimRollingUpdate } from "./choice/deployment-rwo-claim-rolling-update/rule";
import { rule as fieldOfAnotherKind } from "./choice/field-of-another-kind/rule";
import { rule as governingServiceMissing } from "./network/governing-service-missing/rule";
import { rule as selectorTemplateMismatch } from "./references/selector-template-mismatch/rule";
import { rule as gracePeriodZero } from "./rollout/grace-period-zero/rule";
import type { Rule } from "./rule";
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
  claimTemplateAccessMode,
  claimTemplateIncomplete,
  claimTemplateUnused,
  claimsLeftAfterScaleDown,
  daemonsetClaim,
  deploymentRwoClaimMultiReplica,
  deploymentRwoClaimRollingUpdate,
  duplicateMountPath,
  fieldOfAnotherKind,
  governingServiceMissing,
  gracePeriodZero,
  hostPathAsState,
  pvcRetentionLosesData,
  rwoClaimSharedByWorkloads,
  rwopClaimMultiReplica,
  rwopWithOtherModes,
  selectorTemplateMismatch,
  statefulsetSharedClaim,
  volumeMountUnknown,
  volumeNotMounted,
  volumeShadowedByClaimTemplate,
];
