// A StatefulSet that looks for its Pods under names that they do not have.
import type { WorkspaceObject } from "../../../workspace/objects/workspace-object";
import type { PeerName } from "../../../workspace/peer-names";
import { asScalar, at } from "../../../yaml/navigate";
import { defineRule, type Fix, type Related, type RuleContext } from "../../rule";
import { partOf, replacedParts } from "../../shared/part-of-text";
import { scalerRelated } from "../../shared/related";
import { type PeerFault, peerFault } from "./peer-fault";

export const rule = defineRule({
  id: "peer-dns-name-mismatch",
  group: "identity",
  severities: ["warning"],
  heuristic: true,
  kinds: ["StatefulSet", "/ConfigMap"],
  summary: "A StatefulSet looks for its Pods under a name that DNS does not know.",
  fixes: [{ title: "Replace by 'x'", safe: false }],
  check(context) {
    const { resource, workload, lookups, report } = context;
    const peers = (lookups.subject.facts.peers ?? []).filter(({ domain }) => domain !== "");
    if (peers.length === 0) return;
    const sets = workload ? [lookups.subject] : setsWith(context);
    for (const peer of peers) {
      // A ConfigMap that two sets of one name mount in two namespaces is right for one of them.
      const own = sets.filter(({ facts }) => facts.name === peer.set);
      const node = at(resource.root, ...peer.path);
      const [set] = own;
      if (!set || !node || own.length > 1) continue;
      const fault = peerFault(peer, { set, lookups, text: asScalar(node)?.text ?? "" });
      if (!fault) continue;
      const { host } = fault;
      report(partOf(context, node, host), fault.message, {
        related: relatedTo(context, set, fault),
        fixes: replaceFix(context, peer, fault),
      });
    }
  },
});

/** The StatefulSets of the unit that take the ConfigMap. */
function setsWith({ lookups }: RuleContext): readonly WorkspaceObject[] {
  return lookups.referrers
    .naming("config-map")
    .filter((referrer) => referrer.facts.workload?.kind === "StatefulSet" && lookups.unit.has(referrer));
}

function relatedTo({ workload }: RuleContext, set: WorkspaceObject, { rests, range }: PeerFault): Related[] {
  if (range && range.scalers.length > 0) return range.scalers.map(scalerRelated);
  const place = { object: set, path: ["spec", rests], part: "value" } as const;
  const of = workload ? "" : ` of StatefulSet "${set.facts.name}"`;
  return rests === "namespace" ? [] : [{ message: `This is the ${rests}${of}`, place }];
}

function replaceFix(context: RuleContext, peer: PeerName, { host, right }: PeerFault): Fix[] {
  const node = at(context.resource.root, ...peer.path);
  if (right === undefined || !node) return [];
  const change = replacedParts(context, node, { words: host, by: right });
  return change ? [{ title: `Replace by '${right}'`, safe: false, changes: () => [change] }] : [];
}
