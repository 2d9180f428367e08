// A claim has the name that a StatefulSet gives to the claim of one of its Pods.
import { defineRule } from "../../rule";

export const rule = defineRule({
  id: "claim-name-collision",
  group: "references",
  severities: ["information"],
  kinds: ["/PersistentVolumeClaim"],
  summary: "A claim has the name that a StatefulSet gives to one of its own.",
  fixes: [],
  check({ resource, lookups, report }) {
    const { name } = resource;
    const [, base, ordinal] = /^(.+)-(\d+)$/.exec(name) ?? [];
    if (base === undefined || ordinal === undefined || !resource.nameNode || /^0\d/.test(ordinal)) return;
    for (let dash = base.indexOf("-"); dash !== -1; dash = base.indexOf("-", dash + 1)) {
      const template = base.slice(0, dash);
      const target = { group: "apps", kind: "StatefulSet", name: base.slice(dash + 1) };
      const set = lookups.unit
        .called(target)
        .find(
          ({ facts, namespace }) =>
            namespace === lookups.subject.namespace && facts.workload?.claimTemplates?.includes(template),
        );
      if (!set) continue;
      const message = `StatefulSet "${target.name}" takes this claim for its Pod ${target.name}-${ordinal} as it is, whatever its template says. Rename it if not meant so.`;
      report(resource.nameNode, message, {
        related: [
          {
            message: `StatefulSet "${target.name}" has the claim template "${template}"`,
            place: { object: set, path: ["spec", "volumeClaimTemplates"], part: "key" },
          },
        ],
      });
      return;
    }
  },
});
