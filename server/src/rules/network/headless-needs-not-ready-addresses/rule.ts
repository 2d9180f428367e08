// The Service of a StatefulSet whose Pods look for each other while they start: until they are Ready, DNS knows none of them.
import { matchesLabels } from "../../../kubernetes/labels";
import type { WorkspaceObject } from "../../../workspace/objects/workspace-object";
import { objectRange } from "../../../workspace/replicas-range";
import { child } from "../../../yaml/navigate";
import { defineRule, type Fix, type Related, type RuleContext } from "../../rule";
import { headlessWord } from "../../shared/headless-word";
import { type ListedPeer, listedPeer } from "./listed-peer";
import { peersFix, publishFix } from "./not-ready-fixes";

export const rule = defineRule({
  id: "headless-needs-not-ready-addresses",
  group: "network",
  severities: ["warning", "hint"],
  heuristic: true,
  kinds: ["/Service"],
  summary: "Pods that look for each other are not in DNS before they are Ready.",
  fixes: [
    { title: "Set publishNotReadyAddresses to true", safe: false },
    { title: "Add Service 'x-peers' for the Pods among themselves", safe: false },
  ],
  check(context) {
    const { resource, lookups, report } = context;
    const token = headlessWord(child(resource.root, "spec"));
    const own = lookups.subject.facts.service;
    if (!token || !own || own.notReady) return;
    const sets = lookups.referrers.naming("governing-service").filter((set) => isGoverned(context, set));
    const isBackend = lookups.referrers.naming("backend").length > 0;
    const found = sets.flatMap((set) => {
      const peer = listedPeer(set, resource.name, lookups);
      return peer ? { set, peer } : [];
    })[0];
    if (found) {
      report(token, listedMessage(found.peer, isBackend), {
        severity: "warning",
        related: [found.peer.related, probeRelated(found.set)],
        fixes: isBackend ? [] : publishFix(context),
      });
      return;
    }
    const several = sets.find((set) => isSeveral(context, set) && !hasPeersService(context, set));
    if (!several) return;
    const message = `DNS knows a Pod of "${several.facts.name}" only once it is Ready. If they look for each other while they start, publish them before.`;
    report(token, message, {
      severity: "hint",
      related: [probeRelated(several)],
      fixes: severalFixes(context, several, isBackend),
    });
  },
});

function isGoverned({ lookups }: RuleContext, set: WorkspaceObject): boolean {
  const { workload } = set.facts;
  const selector = lookups.subject.facts.service?.selector ?? {};
  return (
    lookups.unit.has(set) &&
    workload?.probesReadiness === true &&
    Object.keys(selector).length > 0 &&
    matchesLabels(selector, workload.podLabels)
  );
}

function isSeveral({ lookups }: RuleContext, set: WorkspaceObject): boolean {
  const range = objectRange(set, lookups);
  return range?.certainty === "known" && range.hi > 1;
}

/** Another Service by which they find each other before they are Ready. */
function hasPeersService({ lookups }: RuleContext, set: WorkspaceObject): boolean {
  return lookups.services
    .selecting(set.facts.workload?.podLabels ?? {})
    .some(({ facts }) => facts.service?.headless && facts.service.notReady);
}

/** Where clients may use the Service, they would get Pods that are not Ready: then the Pods get another one. */
function severalFixes(context: RuleContext, set: WorkspaceObject, isBackend: boolean): Fix[] {
  const { services, subject } = context.lookups;
  const isForClients = services
    .selecting(set.facts.workload?.podLabels ?? {})
    .every((other) => other === subject || other.facts.service?.headless);
  if (isBackend) return peersFix(context);
  const publish = publishFix(context);
  return isForClients ? [...peersFix(context), ...publish] : [...publish, ...peersFix(context)];
}

function listedMessage({ host }: ListedPeer, isBackend: boolean): string {
  const here = `${host} resolves only once that Pod is Ready: Pods that wait for each other never start.`;
  if (!isBackend) return `${here} Set publishNotReadyAddresses to true.`;
  return `${here} This one is a backend: give the set a Service of its own.`;
}

function probeRelated(set: WorkspaceObject): Related {
  const message = `Pods of StatefulSet "${set.facts.name}" have a readinessProbe`;
  return { message, place: { object: set, path: ["spec", "template", "spec", "containers"], part: "key" } };
}
