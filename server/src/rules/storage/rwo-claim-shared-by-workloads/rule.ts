// Several workloads mount a claim that only one node may have at a time.
import { deploymentLikeNames, workloadKinds } from "../../../kubernetes/kinds";
import { isPlaceholder } from "../../../kubernetes/template-markers";
import type { ClaimVolume } from "../../../kubernetes/workload";
import { defineRule, type RuleContext, type Severity } from "../../rule";
import { mountedClaims, userRelated, usersMount } from "../../shared/claim-users";
import { claimRelated } from "../../shared/related";
import { messages } from "./messages";
import { podAffinityFix } from "./pod-affinity-fix";
import { checkSetsClaim } from "./sets-claim";

export const rule = defineRule({
  id: "rwo-claim-shared-by-workloads",
  group: "storage",
  severities: ["warning", "hint"],
  kinds: [...workloadKinds, ...deploymentLikeNames],
  summary: "Several workloads mount a claim that only one node may have.",
  fixes: [{ title: "Add pod affinity to 'y'", safe: false }],
  check(context) {
    const { runner } = context;
    if (!runner) return;
    for (const volume of mountedClaims(runner)) checkClaim(context, volume);
  },
});

function checkClaim(context: RuleContext, volume: ClaimVolume): void {
  const { lookups, report } = context;
  const { claim, claimNode } = volume;
  // Two variables of one name may still be two claims.
  if (isPlaceholder(claim)) return;
  const made = lookups.claims.ofSet(claim);
  if (made) {
    checkSetsClaim(context, volume, made);
    return;
  }
  const found = lookups.claims.found(claim);
  // Where each node has a directory of its own, nobody waits for another.
  const mayWait = found.class === "unknown" ? lookups.ready : found.class === "single-node";
  if (!mayWait || found.place === "scattered") return;
  const sharing = lookups.claims.sharing(claim);
  if (!sharing.isShared || !sharing.has(lookups.subject) || sharing.isTogether) return;
  const isOneNode = found.place === "node-local" || lookups.assumptions.nodes === 1;
  const isHint = found.class === "unknown" || isOneNode;
  // On one node, and of a claim that may be anything, readers harm nobody.
  if (isHint && !sharing.isWritten) return;
  const others = sharing.besides(lookups.subject);
  const severity: Severity = isHint ? "hint" : "warning";
  const kind = found.class === "unknown" ? "unknown" : isOneNode ? "one-node" : "attached";
  report(claimNode, messages[kind](usersMount(others), claim), {
    severity,
    related: [...found.answer.candidates.map(claimRelated), ...others.shown.map((other) => userRelated(other, claim))],
    fixes: podAffinityFix(context, sharing.anchorFor(lookups.subject)),
  });
}
