// A StatefulSet whose Service has an address of its own: DNS need not know its Pods by their names.

import { matchesLabels } from "../../../kubernetes/labels";
import { podLabels, probesReadiness } from "../../../kubernetes/workload";
import { replicasRange } from "../../../workspace/replicas-range";
import { replace } from "../../../yaml/edit-script";
import { asScalar, child } from "../../../yaml/navigate";
import { quoted } from "../../../yaml/quoting";
import { defineRule, type Fix, type RuleContext } from "../../rule";
import { freeServiceName, newHeadlessService } from "../../shared/new-headless-service";
import { peerRenames } from "../../shared/peer-renames";
import { type PodDnsEvidence, podDnsEvidence } from "../../shared/pod-dns-evidence";
import { nameBehind } from "../../shared/rename-fix";
import { isOwn, ownPath } from "../../shared/written";

export const rule = defineRule({
  id: "governing-service-not-headless",
  group: "network",
  severities: ["warning", "information"],
  heuristic: true,
  kinds: ["StatefulSet"],
  summary: "The Service of a StatefulSet is not headless.",
  fixes: [
    { title: "Add headless Service 'x-headless' and name it in serviceName (recreates the object)", safe: false },
  ],
  check(context) {
    const { workload, lookups, report } = context;
    const token = asScalar(child(workload?.spec, "serviceName"));
    if (!workload || typeof token?.value !== "string") return;
    const { state, candidates, count } = lookups.object("", "Service", token.value);
    const [service] = candidates;
    const facts = service?.facts.service;
    if (state !== "found" || count !== 1 || !service || !facts || facts.headless) return;
    const selects = Object.keys(facts.selector).length > 0 && matchesLabels(facts.selector, podLabels(workload) ?? {});
    if (!selects) return;
    const evidence = podDnsEvidence(workload, token.value, lookups);
    const related = {
      message: `Service "${token.value}" has a cluster IP`,
      place: { object: service, path: ["spec", "clusterIP"], part: "value" },
    } as const;
    report(token, message(token.value, evidence), {
      severity: evidence ? "warning" : "information",
      related: evidence ? [evidence.related, related] : [related],
      // Nobody asks for a single Pod by its name: the set is not made anew for that.
      fixes: evidence || replicasRange(workload, lookups).hi > 1 ? headlessFix(context, token.text, !!evidence) : [],
    });
  },
});

function message(service: string, evidence: PodDnsEvidence | undefined): string {
  if (evidence)
    return `Service "${service}" is not headless, but ${evidence.text}: DNS does not promise that name. Give the set a headless Service.`;
  return `Service "${service}" is not headless: DNS promises no names of single Pods. If any is used, name a headless Service.`;
}

/** The set gets a Service of its own beside the one for clients, and whoever asks for its Pods asks through the new one. */
function headlessFix(context: RuleContext, service: string, isAskedFor: boolean): Fix[] {
  const { own, workload } = context;
  const token = asScalar(child(child(own.root, "spec"), "serviceName"));
  if (!workload || !token || !isOwn(context, child(workload.spec, "serviceName"))) return [];
  const name = freeServiceName(context, [`${token.text}-headless`, `${token.text}-hl`, `${token.text}-svc`]);
  const document =
    name === undefined
      ? undefined
      : newHeadlessService(context, name, { notReady: isAskedFor && probesReadiness(workload) });
  const peers = name === undefined ? undefined : peerRenames(context, service, nameBehind(context, name));
  if (name === undefined || !document || !peers) return [];
  return [
    {
      title: `Add headless Service '${name}' and name it in serviceName (recreates the object)`,
      safe: false,
      changes: () => [
        ...document(),
        {
          document: context.lookups.subject.document,
          script: [replace(ownPath(context, "spec", "serviceName"), quoted(name, "plain", false))],
        },
        ...peers,
      ],
    },
  ];
}
