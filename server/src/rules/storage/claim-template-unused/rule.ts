// Each Pod has a volume that no container sees.
import { isPlaceholder } from "../../../kubernetes/template-markers";
import { claimTemplates, usedVolumes } from "../../../kubernetes/workload";
import { defineRule } from "../../rule";
import { removeOwnFix } from "../../shared/written";
import { mountFix } from "./mount-fix";

export const rule = defineRule({
  id: "claim-template-unused",
  group: "storage",
  severities: ["warning"],
  kinds: ["StatefulSet"],
  summary: "A claim template that no container mounts.",
  fixes: [
    { title: "Mount 'x' in 'y'", safe: false },
    { title: "Remove claim template 'x' (recreates the object)", safe: false },
  ],
  check(context) {
    const { workload, report } = context;
    if (!workload) return;
    const used = usedVolumes(workload);
    if ([...used].some(isPlaceholder)) return;
    const templates = claimTemplates(workload);
    for (const { node, name, nameNode } of templates) {
      if (!nameNode || name === "" || used.has(name) || isPlaceholder(name)) continue;
      const message = `No container mounts claim template "${name}": each Pod gets a volume, and what it writes goes elsewhere. Mount it, or remove it.`;
      // Of several with one name the last is the one that counts.
      const isOnly = templates.filter((other) => other.name === name).length === 1;
      report(nameNode, message, {
        fixes: [
          ...mountFix(context, workload, node, name),
          ...(isOnly ? removeOwnFix(context, `Remove claim template '${name}' (recreates the object)`, node) : []),
        ],
      });
    }
  },
});
