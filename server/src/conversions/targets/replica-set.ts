// What is special about a ReplicaSet: nothing; only what was a ReplicationController becomes one.
import { keptClaims, keptRefusals, sharedClaim } from "../storage/kept-claims";
import { nothingSpecial, type Target } from "./target";

export const replicaSet: Target = {
  lower({ subject, replicas }) {
    const shared = sharedClaim(subject);
    return {
      ...nothingSpecial,
      refusals: keptClaims(subject).flatMap((own) =>
        keptRefusals(subject, own, { replicas, instead: "Run one of them." }),
      ),
      shared: shared === undefined ? {} : { claim: shared },
    };
  },
};
