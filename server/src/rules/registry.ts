// All rules, sorted by id. A test holds the list against the folders.
import { deploymentRwoClaimMultiReplica } from "./choice/deployment-rwo-claim-multi-replica";
import { deploymentRwoClaimRollingUpdate } from "./choice/deployment-rwo-claim-rolling-update";
import { selectorTemplateMismatch } from "./references/selector-template-mismatch";
import type { Rule } from "./rule";

export const rules: readonly Rule[] = [
  deploymentRwoClaimMultiReplica,
  deploymentRwoClaimRollingUpdate,
  selectorTemplateMismatch,
];
