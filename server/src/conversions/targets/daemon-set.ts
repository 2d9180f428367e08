// What is special about a DaemonSet: all nodes share what its Pods mount by name.
import { identityUses } from "../consequences/identity-uses";
import type { Refused } from "../conversion";
import { isForOneNode, keptClaims, sharedClaim } from "../storage/kept-claims";
import { nothingSpecial, type Target } from "./target";

export const daemonSet: Target = {
  lower(lifted) {
    const { subject } = lifted;
    const shared = sharedClaim(subject);
    return {
      ...nothingSpecial,
      refusals: keptClaims(subject).flatMap((own): Refused[] => {
        if (!isForOneNode(subject, own, false)) return [];
        const message = `Claim "${own[0]?.claim}" is for one node or Pod, and a DaemonSet runs a Pod on each node.`;
        const node = own[0]?.claimNode;
        return [{ refused: "R-DS-PVC", message, ...(node ? { at: { node } } : {}) }];
      }),
      consequences: identityUses(lifted),
      shared: shared === undefined ? {} : { claim: shared },
    };
  },
};
