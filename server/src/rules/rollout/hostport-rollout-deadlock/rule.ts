// A rolling update whose new Pod waits for a port of the node that the old Pod keeps.
import type { Workload } from "../../../kubernetes/workload";
import { keptOnOneNode } from "../../../workspace/one-node";
import { type ReplicasRange, replicasRange } from "../../../workspace/replicas-range";
import { at, child } from "../../../yaml/navigate";
import { type ConversionFix, defineRule, type Fix, type Related, type RuleContext } from "../../rule";
import { type HostPort, hostPort } from "../../shared/host-ports";
import { recreateFix } from "../../shared/recreate-fix";
import { scalerRelated } from "../../shared/related";
import { surgeFix } from "../../shared/surge-fix";
import { surgingPods } from "../../shared/surging-pods";

const perNodeTitle = "Convert to DaemonSet";

export const rule = defineRule({
  id: "hostport-rollout-deadlock",
  group: "rollout",
  severities: ["warning", "information"],
  kinds: ["Deployment"],
  summary: "A rolling update waits for a port of the node that the old Pod keeps.",
  fixes: [
    { title: "Set the strategy to Recreate", safe: false },
    { title: "Set maxSurge to 0 and maxUnavailable to 1", safe: false },
    { title: perNodeTitle, safe: false },
  ],
  check(context) {
    const { workload, lookups, report } = context;
    const taken = workload && hostPort(workload);
    if (!taken) return;
    const range = replicasRange(workload, lookups);
    const surging = surgingPods(workload, range);
    if (!surging) return;
    const { nodes } = lookups.assumptions;
    const isFull = surging.known && nodes !== undefined && surging.pods >= nodes;
    const hangs = isFull || keptOnOneNode(workload, lookups) !== undefined;
    report(taken.node, message(taken, range, hangs), {
      severity: hangs ? "warning" : "information",
      related: related(workload, range),
      fixes: fixes(context, range),
    });
  },
});

function message({ port }: HostPort, { hi }: ReplicasRange, hangs: boolean): string {
  const cure = hi <= 1 ? "Set the strategy to Recreate." : "Set maxSurge to 0 and maxUnavailable to 1.";
  return hangs
    ? `A rolling update hangs: the new Pod waits for port ${port} of the node, which the old Pod keeps until then. ${cure}`
    : `A rolling update needs a node more than Pods: on its own node the old Pod keeps port ${port} until the new one is Ready. ${cure}`;
}

/** All Pods at once go only where there is one. A Pod on each node is offered where nothing speaks for another kind. */
function fixes(context: RuleContext, { hi }: ReplicasRange): Fix[] {
  const judged = context.verdict();
  const named = judged?.leaning ?? judged?.recommended;
  const perNode: ConversionFix = {
    title: perNodeTitle,
    safe: false,
    conversion: { to: "DaemonSet", storage: "auto" },
  };
  return [
    ...(hi <= 1 ? recreateFix(context) : []),
    ...surgeFix(context),
    ...(named === "DaemonSet" || named === context.workload?.kind ? [perNode] : []),
  ];
}

function related({ resource, spec, podSpec }: Workload, { scalers }: ReplicasRange): Related[] {
  const pin = at(podSpec, "nodeName") ?? at(podSpec, "nodeSelector", "kubernetes.io/hostname");
  const replicas = child(spec, "replicas");
  return [
    ...(pin ? [{ message: `The Pods of Deployment "${resource.name}" are kept on this node`, node: pin }] : []),
    ...(scalers.length === 0 && replicas
      ? [{ message: `replicas of Deployment "${resource.name}"`, node: replicas }]
      : scalers.map(scalerRelated)),
  ];
}
