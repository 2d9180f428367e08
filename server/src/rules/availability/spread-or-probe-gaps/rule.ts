// Pods that may all be on one node, and probes that restart what is only busy.
import { imageName, storeImage, storeText } from "../../../guidance/known-images";
import { type Container, containers, pinnedToOneNode, type Workload } from "../../../kubernetes/workload";
import { replicasRange } from "../../../workspace/replicas-range";
import { asMapping, at, child, entryOf, isNullish, itemsOf } from "../../../yaml/navigate";
import { saySame } from "../../../yaml/value";
import { defineRule, type RuleContext } from "../../rule";
import { spreadFix, spreadTitle } from "./spread-fix";

export const rule = defineRule({
  id: "spread-or-probe-gaps",
  group: "availability",
  severities: ["hint"],
  strict: true,
  heuristic: true,
  kinds: ["Deployment", "StatefulSet", "ReplicaSet", "ReplicationController", "DaemonSet", "Pod"],
  summary: "Pods that may all share a node, or probes that restart what is only busy.",
  fixes: [{ title: spreadTitle, safe: false }],
  check(context) {
    const { workload } = context;
    if (!workload) return;
    checkSpread(context, workload);
    for (const container of containers(workload)) {
      if (!container.init || container.sidecar) checkProbes(context, container);
    }
  },
});

/** On one node, or on all of them, there is nothing to spread. */
function checkSpread(context: RuleContext, workload: Workload): void {
  const { lookups, report } = context;
  const { kind, podSpec, resource } = workload;
  if (kind === "DaemonSet" || kind === "Pod") return;
  const { lo, certainty } = replicasRange(workload, lookups);
  if (lo < 2 || certainty !== "known" || lookups.assumptions.nodes === 1 || pinnedToOneNode(workload)) return;
  const isSpread =
    asMapping(at(podSpec, "affinity", "podAntiAffinity")) !== undefined ||
    itemsOf(child(podSpec, "topologySpreadConstraints")).length > 0;
  if (isSpread) return;
  const message = `The scheduler spreads these ${lo} Pods as well as it can by default, but all may be on one node. Add a topology spread constraint.`;
  report(resource.kindNode, message, { fixes: spreadFix(context, workload) });
}

function checkProbes({ report }: RuleContext, { node, name, image, init }: Container): void {
  const live = entryOf(node, "livenessProbe");
  if (!live || !asMapping(live.value)) return;
  const known = imageName(image);
  const type = init ? undefined : storeImage(known)?.type;
  if ((type === "quorum" || type === "store") && isNullish(child(node, "startupProbe"))) {
    const message = `${storeText(known)} may recover for long when it starts, and livenessProbe restarts it meanwhile, again and again. Add a startupProbe.`;
    report(live.key, message);
    return;
  }
  const ready = child(node, "readinessProbe");
  if (!asMapping(ready) || !ready || !saySame(live.value, ready)) return;
  const message = `livenessProbe and readinessProbe of "${name}" are the same: a Pod that is only busy is restarted. Let the liveness probe wait longer.`;
  report(live.key, message, { related: [{ message: "readinessProbe says the same", node: ready }] });
}
