// What is special about a Deployment: it starts new Pods beside the old ones unless told otherwise, and has no volumes of its own.

import { inlineDisk } from "../../kubernetes/inline-disks";
import { at } from "../../yaml/navigate";
import { identityUses } from "../consequences/identity-uses";
import { nodeUses } from "../consequences/node-uses";
import { deploymentRollout, recreateStrategy } from "../rollout/deployment-rollout";
import { placeOf } from "../shape/places";
import { isForOneNode, keptClaims, keptRefusals, sharedClaim } from "../storage/kept-claims";
import { templatesToVolumes } from "../storage/template-to-volume";
import { oneReplica } from "./one-replica";
import { nothingSpecial, type Target } from "./target";

export const deployment: Target = {
  lower(lifted) {
    const { subject, part, from, replicas } = lifted;
    const claims = keptClaims(subject);
    const volumes = templatesToVolumes(lifted);
    const most = volumes.replicas ?? replicas;
    const isHeld =
      claims.some((own) => isForOneNode(subject, own, false)) ||
      volumes.forOneNode ||
      inlineDisk(subject.workload.podSpec) !== undefined;
    const recreate = most <= 1 && isHeld;
    const controller = placeOf("controller", from);
    const rollout =
      controller &&
      deploymentRollout(at(part.root, ...controller), [...part.base, ...controller], { from, recreate, patch: false });
    const shared = sharedClaim(subject) ?? volumes.shared;
    return {
      ...nothingSpecial,
      refusals: [
        ...claims.flatMap((own) => keptRefusals(subject, own, { replicas: most, instead: "Run one of them." })),
        ...volumes.refusals,
      ],
      additions: {
        first: oneReplica(lifted),
        beforeTemplate: recreate && !rollout?.keeps ? [recreateStrategy] : [],
        last: [],
      },
      operations: volumes.operations,
      consequences: [...volumes.consequences, ...identityUses(lifted), ...nodeUses(lifted)],
      created: volumes.created,
      recreate,
      shared: { ...(shared === undefined ? {} : { claim: shared }), data: volumes.empty },
    };
  },
};
