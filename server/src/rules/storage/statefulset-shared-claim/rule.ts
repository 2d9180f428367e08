// All Pods of a StatefulSet mount one claim by name, where each could have its own.
import type { ClaimVolume } from "../../../kubernetes/workload";
import type { FoundClaim } from "../../../workspace/lookups/claims";
import { type KeptBy, keptOnOneNode } from "../../../workspace/one-node";
import { type ReplicasRange, replicasRange } from "../../../workspace/replicas-range";
import { child } from "../../../yaml/navigate";
import { defineRule, type Related, type RuleContext, type Severity } from "../../rule";
import { mountedClaims } from "../../shared/claim-users";
import { claimRelated, scalerRelated } from "../../shared/related";
import { moveToTemplateFix } from "./move-to-template";

export const rule = defineRule({
  id: "statefulset-shared-claim",
  group: "storage",
  severities: ["warning", "information", "hint"],
  kinds: ["StatefulSet"],
  summary: "All Pods of a StatefulSet share one claim.",
  fixes: [{ title: "Move claim 'x' to a volume claim template (recreates the object)", safe: false }],
  check(context) {
    const { workload, lookups, report } = context;
    if (!workload) return;
    const range = replicasRange(workload, lookups);
    if (range.hi <= 1 || range.certainty === "unknown") return;
    const keptBy = keptOnOneNode(workload, lookups);
    for (const volume of mountedClaims(workload)) {
      const found = lookups.claims.found(volume.claim);
      const said = sharedClaim(context, volume, found, keptBy, range);
      if (!said) continue;
      const isKnown = range.certainty === "known";
      report(
        volume.claimNode,
        isKnown ? `${said.what} ${said.cure}` : `Unless the variable says otherwise: ${said.what}`,
        {
          severity: isKnown ? said.severity : "hint",
          related: [...found.answer.candidates.map(claimRelated), ...numberRelated(context, range)],
          fixes: found.class === "multi" ? [] : moveToTemplateFix(context, volume),
        },
      );
    }
  },
});

interface Said {
  readonly severity: Severity;
  readonly what: string;
  readonly cure: string;
}

/** Readers wait as well where the volume is attached to one node; anywhere else they harm nobody. */
function sharedClaim(
  { lookups }: RuleContext,
  { claim, writable }: ClaimVolume,
  found: FoundClaim,
  keptBy: KeptBy | undefined,
  { lo, hi, certainty }: ReplicasRange,
): Said | undefined {
  const pods = lo < hi ? `Up to ${hi} Pods` : `${hi} Pods`;
  if (found.class === "multi" && writable) {
    const what = `${pods} share claim "${claim}": all of them write to one file system.`;
    return { severity: "information", what, cure: "Use a claim template where each needs its own data." };
  }
  // Where neither the number nor the claim is known there is nothing to say.
  if (found.class === "unknown" && writable && lookups.ready && certainty === "known") {
    const what = `${pods} share claim "${claim}": if it is ReadWriteOnce, those on a second node wait for ever.`;
    return { severity: "hint", what, cure: "Check its access mode." };
  }
  // Where each node has a directory of its own, no Pod waits for another.
  if (found.class !== "single-node" || found.place === "scattered") return undefined;
  if (keptBy === undefined) {
    const what = `${pods} share the ReadWriteOnce claim "${claim}": those on a second node wait for ever.`;
    return { severity: "warning", what, cure: "Use a claim template or ReadWriteMany." };
  }
  const what = `${pods}, all on one node, write to one directory: claim "${claim}".`;
  return writable ? { severity: "hint", what, cure: "Make sure that the software can share it." } : undefined;
}

function numberRelated({ workload }: RuleContext, { scalers }: ReplicasRange): Related[] {
  const written = child(workload?.spec, "replicas");
  if (scalers.length > 0 || !written || !workload) return scalers.map(scalerRelated);
  return [{ message: `replicas of StatefulSet "${workload.resource.name}"`, node: written }];
}
