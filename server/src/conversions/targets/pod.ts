// What is special about a Pod: it is one, nothing makes it again, and it has no volumes but those that are there.
import { identityUses } from "../consequences/identity-uses";
import { sharedClaim } from "../storage/kept-claims";
import { templatesToVolumes } from "../storage/template-to-volume";
import { nothingSpecial, type Target } from "./target";

export const pod: Target = {
  lower(lifted) {
    const { subject } = lifted;
    const volumes = templatesToVolumes(lifted);
    const shared = sharedClaim(subject) ?? volumes.shared;
    return {
      ...nothingSpecial,
      refusals: volumes.refusals,
      operations: volumes.operations,
      consequences: [...volumes.consequences, ...identityUses(lifted)],
      shared: shared === undefined ? {} : { claim: shared },
    };
  },
};
