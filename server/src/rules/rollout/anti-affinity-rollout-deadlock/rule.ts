// A rolling update whose new Pod finds no node, because each has an old Pod that it must keep away from.
import type { Assumptions } from "../../../config/assumptions";
import type { Workload } from "../../../kubernetes/workload";
import { type ReplicasRange, replicasRange } from "../../../workspace/replicas-range";
import { child } from "../../../yaml/navigate";
import { defineRule, type Related } from "../../rule";
import { scalerRelated } from "../../shared/related";
import { type SelfRepulsion, selfRepulsions } from "../../shared/self-repulsion";
import { surgeFix } from "../../shared/surge-fix";
import { type SurgingPods, surgingPods } from "../../shared/surging-pods";
import { type Domains, domainsOf, repelledMessage } from "./domains";
import { preferredFix, preferredTitle } from "./preferred-fix";

export const rule = defineRule({
  id: "anti-affinity-rollout-deadlock",
  group: "rollout",
  severities: ["warning", "information"],
  kinds: ["Deployment"],
  summary: "A rolling update needs a node without any of these Pods.",
  fixes: [
    { title: "Set maxSurge to 0 and maxUnavailable to 1", safe: false },
    { title: preferredTitle, safe: false },
  ],
  check(context) {
    const { workload, lookups, report } = context;
    const repulsions = workload ? selfRepulsions(workload) : [];
    if (!workload || repulsions.length === 0) return;
    const range = replicasRange(workload, lookups);
    const surging = surgingPods(workload, range);
    const worst = surging && worstOf(repulsions, surging, lookups.assumptions);
    if (!worst) return;
    const { repulsion, domains, pods } = worst;
    report(repulsion.topologyKey, repelledMessage(repulsion.by, domains, pods), {
      severity: pods === undefined ? "information" : "warning",
      related: related(workload, range),
      fixes: [...surgeFix(context), ...(repulsions.length === 1 ? preferredFix(context, repulsion) : [])],
    });
  },
});

interface Blocked {
  readonly repulsion: SelfRepulsion;
  readonly domains: Domains;
  /** Undefined where it is not known that the Pods fill all nodes. */
  readonly pods: number | undefined;
}

/** One that surely blocks, else one that may; undefined where there is always a node more. */
function worstOf(
  repulsions: readonly SelfRepulsion[],
  { pods, known }: SurgingPods,
  assumptions: Pick<Assumptions, "nodes" | "zones">,
): Blocked | undefined {
  const blocked = repulsions.flatMap((repulsion): Blocked[] => {
    const domains = domainsOf(repulsion.topologyKey.text, assumptions);
    if (domains.count === undefined || !known) return [{ repulsion, domains, pods: undefined }];
    return pods >= domains.count ? [{ repulsion, domains, pods }] : [];
  });
  return blocked.find((one) => one.pods !== undefined) ?? blocked[0];
}

function related({ resource, spec }: Workload, { scalers }: ReplicasRange): Related[] {
  const replicas = child(spec, "replicas");
  if (scalers.length > 0) return scalers.map(scalerRelated);
  return replicas ? [{ message: `replicas of Deployment "${resource.name}"`, node: replicas }] : [];
}
