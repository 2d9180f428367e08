// A StatefulSet of several Pods that names no Service: DNS knows none of them by its name.
import type { Workload } from "../../../kubernetes/workload";
import { podLabels, probesReadiness } from "../../../kubernetes/workload";
import { replicasRange } from "../../../workspace/replicas-range";
import { insert, replace } from "../../../yaml/edit-script";
import { child, entryOf, isNullish, stringAt } from "../../../yaml/navigate";
import { quoted } from "../../../yaml/quoting";
import { defineRule, type Fix, type RuleContext } from "../../rule";
import { freeServiceName, newHeadlessService } from "../../shared/new-headless-service";
import { scalerRelated } from "../../shared/related";
import { nameBehind } from "../../shared/rename-fix";
import { isOwn, ownPath } from "../../shared/written";
import { type AskedPod, askedPod } from "./asked-pod";

export const rule = defineRule({
  id: "service-name-missing",
  group: "network",
  severities: ["information"],
  heuristic: true,
  kinds: ["StatefulSet"],
  summary: "A StatefulSet with several Pods names no Service.",
  fixes: [{ title: "Add serviceName and headless Service 'x' (recreates the object)", safe: false }],
  check(context) {
    const { workload, resource, lookups, report } = context;
    if (!workload?.spec || !isAbsent(workload)) return;
    const { hi, certainty, scalers } = replicasRange(workload, lookups);
    const asked = askedPod(workload, lookups);
    const isSeveral = hi > 1 && certainty === "known";
    if (!asked && !isSeveral) return;
    const headless = lookups.services.selecting(podLabels(workload) ?? {}).find(({ facts }) => facts.service?.headless);
    const replicas = child(workload.spec, "replicas");
    const several =
      scalers.length > 0
        ? scalers.map(scalerRelated)
        : replicas
          ? [{ message: `replicas is ${hi}`, node: replicas }]
          : [];
    report(resource.kindNode, message(workload, asked, headless?.facts.name), {
      related: [...(asked ? [asked.related] : []), ...(isSeveral ? several : [])],
      fixes: headless ? [] : addFix(context, asked),
    });
  },
});

function isAbsent({ spec }: Workload): boolean {
  return isNullish(child(spec, "serviceName")) || stringAt(spec, "serviceName") === "";
}

function message({ resource }: Workload, asked: AskedPod | undefined, headless: string | undefined): string {
  const here = `StatefulSet "${resource.name}" names no Service`;
  const what = asked ? `${asked.text} does not resolve` : `DNS knows none of its Pods by name`;
  return `${here}: ${what}. ${headless === undefined ? "Add serviceName and a headless Service" : `Name "${headless}" in serviceName`}.`;
}

/** Whoever asks for Pods does so by the name of a Service: only one of that name helps. */
function addFix(context: RuleContext, asked: AskedPod | undefined): Fix[] {
  const { own, workload } = context;
  const spec = child(own.root, "spec");
  if (!workload || !isOwn(context, child(workload.spec, "serviceName"))) return [];
  // As it is written; a build may put a prefix before it.
  const name = freeServiceName(context, asked ? [asked.service] : namesFor(own.name));
  if (name === undefined || (asked && nameBehind(context, name) !== name)) return [];
  const document = newHeadlessService(context, name, {
    notReady: asked !== undefined && probesReadiness(workload),
  });
  if (!document) return [];
  const value = quoted(name, "plain", false);
  const path = ownPath(context, "spec");
  const script = entryOf(spec, "serviceName")
    ? [replace([...path, "serviceName"], value)]
    : [insert(path, "first", `serviceName: ${value}`)];
  return [
    {
      title: `Add serviceName and headless Service '${name}' (recreates the object)`,
      safe: false,
      changes: () => [...document(), { document: context.lookups.subject.document, script }],
    },
  ];
}

/** A Service must begin with a letter below 1.36. */
function namesFor(set: string): string[] {
  return /^\d/.test(set) ? [`headless-${set}`, `hl-${set}`] : [`${set}-headless`, `${set}-hl`, `${set}-svc`];
}
