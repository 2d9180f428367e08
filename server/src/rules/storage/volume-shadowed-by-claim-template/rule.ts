// A volume of a StatefulSet that no Pod ever gets: a claim template has its name.
import { claimTemplates } from "../../../kubernetes/workload";
import { asScalar, child, itemsOf } from "../../../yaml/navigate";
import { defineRule } from "../../rule";
import { removeOwnFix } from "../../shared/written";

export const rule = defineRule({
  id: "volume-shadowed-by-claim-template",
  group: "storage",
  severities: ["warning"],
  kinds: ["StatefulSet"],
  summary: "A claim template takes the place of a volume of its name.",
  fixes: [{ title: "Remove volume 'x'", safe: false }],
  check(context) {
    const { workload, report } = context;
    if (!workload) return;
    const templates = new Map(claimTemplates(workload).map((template) => [template.name, template]));
    for (const volume of itemsOf(child(workload.podSpec, "volumes"))) {
      const name = asScalar(child(volume, "name"));
      const template = name && templates.get(name.text);
      if (!name || !template?.nameNode) continue;
      const message = `Volume "${name.text}" is never used: the claim template of that name takes its place in every Pod. Remove it, or rename one.`;
      report(name, message, {
        related: [{ message: `The claim template "${name.text}"`, node: template.nameNode }],
        fixes: removeOwnFix(context, `Remove volume '${name.text}'`, volume),
      });
    }
  },
});
