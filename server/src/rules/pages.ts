// The pages of all rules, by id. Written by npm run generate from the folders.
import { page as deploymentRwoClaimMultiReplica } from "./choice/deployment-rwo-claim-multi-replica/page";
import { page as deploymentRwoClaimRollingUpdate } from "./choice/deployment-rwo-claim-rolling-update/page";
import { page as fieldOfAnotherKind } from "./choice/field-of-another-kind/page";
import { page as governingServiceMissing } from "./network/governing-service-missing/page";
import type { RulePage } from "./page";
import { page as selectorTemplateMismatch } from "./references/selector-template-mismatch/page";
import { page as gracePeriodZero } from "./rollout/grace-period-zero/page";
import { page as volumeMountUnknown } from "./storage/volume-mount-unknown/page";

export const pages: ReadonlyMap<string, RulePage> = new Map([
  ["deployment-rwo-claim-multi-replica", deploymentRwoClaimMultiReplica],
  ["deployment-rwo-claim-rolling-update", deploymentRwoClaimRollingUpdate],
  ["field-of-another-kind", fieldOfAnotherKind],
  ["governing-service-missing", governingServiceMissing],
  ["grace-period-zero", gracePeriodZero],
  ["selector-template-mismatch", selectorTemplateMismatch],
  ["volume-mount-unknown", volumeMountUnknown],
]);
