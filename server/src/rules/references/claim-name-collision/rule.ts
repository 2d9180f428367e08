// A claim has the name that a StatefulSet gives to the claim of one of its Pods.
import { setClaims } from "../../../kubernetes/set-claims";
import { defineRule } from "../../rule";
import { ordinalRange } from "../../shared/ordinal-range";

export const rule = defineRule({
  id: "claim-name-collision",
  group: "references",
  severities: ["information"],
  kinds: ["/PersistentVolumeClaim"],
  summary: "A claim has the name that a StatefulSet gives to one of its own.",
  fixes: [],
  check({ resource, lookups, report }) {
    const { name } = resource;
    if (!resource.nameNode) return;
    for (const { template, set: setName, ordinal } of setClaims(name)) {
      const target = { group: "apps", kind: "StatefulSet", name: setName };
      const set = lookups.unit
        .called(target)
        .find(
          ({ facts, namespace }) =>
            namespace === lookups.subject.namespace &&
            facts.workload?.claimTemplates?.some(({ name }) => name === template),
        );
      if (!set) continue;
      const range = ordinalRange(set, lookups);
      const isThere = !range || (Number(ordinal) >= range.first && Number(ordinal) <= range.last);
      const pod = `${isThere ? "its" : "a later"} Pod ${target.name}-${ordinal}`;
      const message = `StatefulSet "${target.name}" takes this claim for ${pod} as it is, whatever its template says. Rename it if not meant so.`;
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
