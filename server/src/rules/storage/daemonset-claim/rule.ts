// The Pods of all nodes mount one claim that only one node, or one Pod, may have.
import { type ClaimVolume, pinnedToOneNode } from "../../../kubernetes/workload";
import type { FoundClaim } from "../../../workspace/lookups/claims";
import { defineRule, type RuleContext, type Severity } from "../../rule";
import { mountedClaims } from "../../shared/claim-users";
import { claimRelated } from "../../shared/related";
import { ephemeralVolumeFix } from "./ephemeral-volume";

export const rule = defineRule({
  id: "daemonset-claim",
  group: "storage",
  severities: ["error", "warning", "information", "hint"],
  kinds: ["DaemonSet"],
  summary: "The Pods of all nodes want a claim that only one node may have.",
  fixes: [{ title: "Use a generic ephemeral volume for 'x'", safe: false }],
  check(context) {
    const { workload, lookups, report } = context;
    if (!workload) return;
    const isPinned = pinnedToOneNode(workload);
    for (const volume of mountedClaims(workload)) {
      const found = lookups.claims.found(volume.claim);
      const said = claimOfAllNodes(context, volume, found, isPinned);
      if (!said) continue;
      report(volume.claimNode, said.message, {
        severity: said.severity,
        related: found.answer.candidates.map(claimRelated),
        fixes: said.severity === "information" ? [] : ephemeralVolumeFix(context, volume),
      });
    }
  },
});

interface Said {
  readonly severity: Severity;
  readonly message: string;
}

function claimOfAllNodes(
  { lookups }: RuleContext,
  { claim }: ClaimVolume,
  found: FoundClaim,
  isPinned: boolean,
): Said | undefined {
  const { nodes } = lookups.assumptions;
  if (found.class === "unknown") {
    if (!lookups.ready) return undefined;
    const message = `If claim "${claim}" is ReadWriteOnce, the Pods of one node have it, those of all others wait for ever. Check its access mode.`;
    return { severity: "hint", message };
  }
  const isOnePod = found.class === "single-pod";
  // Where each node has a directory of its own, no Pod waits for another.
  if (!isOnePod && (found.class !== "single-node" || found.place === "scattered")) return undefined;
  const mode = isOnePod ? "ReadWriteOncePod" : "ReadWriteOnce";
  if (nodes === 1) {
    const message = `Claim "${claim}" is ${mode}: that works on one node, on a second one the Pod would wait. Give each Pod its own volume.`;
    return { severity: "hint", message };
  }
  if (isPinned) {
    const message = `Claim "${claim}" is ${mode}: the DaemonSet works because its Pods are kept on one node. A Deployment would say so plainly.`;
    return { severity: "information", message };
  }
  if (isOnePod) {
    const message = `Claim "${claim}" is ReadWriteOncePod: one Pod has it, those of all other nodes stay Pending. Give each Pod its own volume.`;
    return { severity: nodes === undefined ? "warning" : "error", message };
  }
  const then =
    found.place === "node-local"
      ? `Claim "${claim}" lies on one node: the Pods of all other nodes stay Pending.`
      : `Claim "${claim}" is ReadWriteOnce: the Pods of all but one node wait for ever.`;
  return { severity: "warning", message: `${then} Give each Pod its own volume, or use ReadWriteMany.` };
}
