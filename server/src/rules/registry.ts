// All rules, sorted by id. Written by npm run generate from the folders.
import { rule as deploymentRwoClaimMultiReplica } from "./choice/deployment-rwo-claim-multi-replica/rule";
import { rule as deploymentRwoClaimRollingUpdate } from "./choice/deployment-rwo-claim-rolling-update/rule";
import { rule as fieldOfAnotherKind } from "./choice/field-of-another-kind/rule";
import { rule as governingServiceMissing } from "./network/governing-service-missing/rule";
import { rule as selectorTemplateMismatch } from "./references/selector-template-mismatch/rule";
import { rule as gracePeriodZero } from "./rollout/grace-period-zero/rule";
import type { Rule } from "./rule";
import { rule as volumeMountUnknown } from "./storage/volume-mount-unknown/rule";

export const rules: readonly Rule[] = [
  deploymentRwoClaimMultiReplica,
  deploymentRwoClaimRollingUpdate,
  fieldOfAnotherKind,
  governingServiceMissing,
  gracePeriodZero,
  selectorTemplateMismatch,
  volumeMountUnknown,
];
