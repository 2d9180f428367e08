// A store that decides by majority, with a number of members of which one does not help.
import { described } from "../../../kubernetes/resource";
import { replicasRange } from "../../../workspace/replicas-range";
import { asScalar, child, isNullish } from "../../../yaml/navigate";
import { defineRule, type Fix, type RuleContext } from "../../rule";
import { scalerRelated } from "../../shared/related";
import { valueFix } from "../../shared/value-fix";
import { quorumMember } from "./quorum-member";

export const rule = defineRule({
  id: "quorum-replica-count",
  group: "scaling",
  severities: ["hint"],
  heuristic: true,
  kinds: ["StatefulSet", "Deployment", "ReplicaSet", "ReplicationController"],
  summary: "A store that decides by majority has an even number of members, or an autoscaler.",
  fixes: [
    { title: "Set replicas to 3", safe: false },
    { title: "Set replicas to 5", safe: false },
  ],
  check(context) {
    const { workload, lookups, report } = context;
    const member = workload && quorumMember(workload);
    if (!workload || !member) return;
    const { lo, hi, scalers, certainty } = replicasRange(workload, lookups);
    const replicas = asScalar(child(workload.spec, "replicas"));
    const token = replicas && !isNullish(replicas) ? replicas : workload.resource.kindNode;
    const image = { message: `The image ${member.image} decides by majority`, node: member.node };
    const [scaler] = scalers;
    if (scaler) {
      const message = `${member.image} decides by majority: members that ${described(scaler.facts)} adds and takes away may cost it. Fix the number: 3 or 5.`;
      report(token, message, { related: [image, ...scalers.map(scalerRelated)] });
      return;
    }
    if (certainty !== "known" || lo !== hi || lo === 0 || lo % 2 === 1) return;
    const lost = lo / 2 - 1;
    const message = `${member.image} decides by majority: with ${lo} members it survives the loss of ${lost === 0 ? "none" : lost}, as with ${lo - 1}. Use an odd number.`;
    report(token, message, { related: [image], fixes: countFixes(context, lo) });
  },
});

/** More members, never fewer, and only where no list of members would have to follow. */
function countFixes(context: RuleContext, present: number): Fix[] {
  const { lookups, workload } = context;
  const replicas = child(workload?.spec, "replicas");
  const { nodes } = lookups.assumptions;
  if (!replicas || lookups.pods.peersOf(lookups.subject.facts.name).some(({ ordinal }) => ordinal !== undefined))
    return [];
  return [3, 5]
    .filter((count) => count > present && (nodes === undefined || count <= nodes))
    .flatMap((count) => valueFix(context, `Set replicas to ${count}`, replicas, String(count)));
}
