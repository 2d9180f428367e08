// What class of claim a volume names, as far as the workspace shows it.
import { type ClaimClass, claimClass } from "../kubernetes/claim";
import { type Agreed, type Answer, agreed } from "./answer";
import type { Lookups } from "./lookups";

export interface FoundClaim {
  readonly answer: Answer;
  /** `unknown` where the claim was not found, or its candidates differ. */
  readonly class: ClaimClass;
}

/**
 * The claim that a volume names. One whose storage class is configured not to enforce ReadWriteOnce counts as `multi`.
 * Its candidates must agree in the class; what else they say does not matter here.
 */
export function foundClaim(lookups: Lookups, name: string): FoundClaim {
  const answer = lookups.claim(name);
  const classes: Agreed<ClaimClass> = agreed(answer, ({ claim }) => {
    const found = claimClass(claim?.accessModes ?? []);
    const unenforced =
      claim?.storageClass !== undefined && lookups.assumptions.unenforcedStorageClasses.has(claim.storageClass);
    return found === "single-node" && unenforced ? "multi" : found;
  });
  return { answer, class: classes.state === "found" ? classes.value : "unknown" };
}
