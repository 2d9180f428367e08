// Whether a new Pod of a Deployment may have to wait for an old one to go.
import { claimVolumes, type Workload } from "../../../kubernetes/workload";
import type { RuleContext } from "../../rule";
import { hostPort } from "../../shared/host-ports";
import { selfRepulsions } from "../../shared/self-repulsion";

/** It wants a volume, a port of the node, or a node that the old one has: then updates must not begin with a new Pod. */
export function isHeldBack({ lookups }: RuleContext, workload: Workload): boolean {
  const isShared = claimVolumes(workload).every(({ claim }) => lookups.claims.found(claim).class === "multi");
  return !isShared || hostPort(workload) !== undefined || selfRepulsions(workload).length > 0;
}
