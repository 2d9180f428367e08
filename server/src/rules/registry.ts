// All rules, sorted by id. A test holds the list against the folders.
import { deploymentRwoClaimMultiReplica } from "./choice/deployment-rwo-claim-multi-replica";
import { deploymentRwoClaimRollingUpdate } from "./choice/deployment-rwo-claim-rolling-update";
import { fieldOfAnotherKind } from "./choice/field-of-another-kind";
import { governingServiceMissing } from "./network/governing-service-missing";
import { selectorTemplateMismatch } from "./references/selector-template-mismatch";
import { gracePeriodZero } from "./rollout/grace-period-zero";
import type { Rule } from "./rule";
import { volumeMountUnknown } from "./storage/volume-mount-unknown";

export const rules: readonly Rule[] = [
  deploymentRwoClaimMultiReplica,
  deploymentRwoClaimRollingUpdate,
  fieldOfAnotherKind,
  governingServiceMissing,
  gracePeriodZero,
  selectorTemplateMismatch,
  volumeMountUnknown,
];
