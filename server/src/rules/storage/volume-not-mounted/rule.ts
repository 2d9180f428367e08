// A volume that no container sees.
import { nearMiss } from "../../../config/near-miss";
import { isPlaceholder } from "../../../kubernetes/template-markers";
import { claimTemplates, claimVolumes, usedVolumes, type Workload } from "../../../kubernetes/workload";
import { asScalar, child, itemsOf } from "../../../yaml/navigate";
import type { Node } from "../../../yaml/tree";
import { defineRule, type Fix, type RuleContext } from "../../rule";
import { removeOwnFix } from "../../shared/written";

export const rule = defineRule({
  id: "volume-not-mounted",
  group: "storage",
  severities: ["hint"],
  kinds: ["Pod", "ReplicaSet", "ReplicationController", "Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob"],
  summary: "A volume that no container mounts.",
  fixes: [{ title: "Remove volume 'x'", safe: false }],
  check(context) {
    const { workload, report } = context;
    if (!workload) return;
    const used = usedVolumes(workload);
    if ([...used].some(isPlaceholder)) return;
    const volumes = itemsOf(child(workload.podSpec, "volumes"));
    const templates = claimTemplates(workload).map(({ name }) => name);
    const known = new Set([...templates, ...volumes.flatMap((volume) => asScalar(child(volume, "name"))?.text ?? [])]);
    const unknown = [...used].filter((name) => !known.has(name));
    // What a claim template takes the place of has a finding of its own.
    for (const name of templates) used.add(name);
    for (const volume of volumes) {
      const name = asScalar(child(volume, "name"));
      if (!name || name.text === "" || used.has(name.text) || isPlaceholder(name.text)) continue;
      // A mount with nearly its name is meant for it: that has a finding of its own.
      if (unknown.some((mount) => nearMiss(mount, [name.text]) !== undefined)) continue;
      report(
        name,
        `No container mounts volume "${name.text}": nothing in the Pods can use it. Mount it, or remove it.`,
        {
          fixes: fixes(context, workload, volume, name.text),
        },
      );
    }
  },
});

/** A claim whose volume lies on one node keeps the Pods there, mounted or not: without it others might wait. */
function fixes(context: RuleContext, workload: Workload, volume: Node, name: string): Fix[] {
  const claim = claimVolumes(workload).find((own) => own.volume === name)?.claim;
  if (claim !== undefined && context.lookups.claims.found(claim).place === "node-local") return [];
  return removeOwnFix(context, `Remove volume '${name}'`, volume);
}
