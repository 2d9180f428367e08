// A workload whose name is no DNS label: Pods take it into their names and host names.
import { isAtLeast } from "../../../config/assumptions";
import {
  asDnsLabel,
  hasLabelCharacters,
  isDnsLabel,
  isDnsSubdomain,
  LONGEST_LABEL,
} from "../../../kubernetes/dns-label";
import { type Labels, matchesLabels } from "../../../kubernetes/labels";
import { described } from "../../../kubernetes/resource";
import { isPlaceholder } from "../../../kubernetes/template-markers";
import { podLabels, type Workload } from "../../../kubernetes/workload";
import type { ServiceFacts } from "../../../workspace/facts";
import { replace } from "../../../yaml/edit-script";
import { asScalar, child } from "../../../yaml/navigate";
import { quoted } from "../../../yaml/quoting";
import { defineRule, type Fix, type RuleContext } from "../../rule";
import { isServiceName } from "../../shared/new-headless-service";
import { nameBehind, renameFix } from "../../shared/rename-fix";
import { written } from "../../shared/written";

const use = "Use lower-case letters, digits and hyphens";

export const rule = defineRule({
  id: "workload-name-not-dns-label",
  group: "identity",
  severities: ["error", "information"],
  kinds: ["StatefulSet", "Pod", "Deployment", "ReplicaSet", "ReplicationController", "Job", "CronJob"],
  summary: "The name of a workload, or of a set's Service, is no DNS label.",
  fixes: [
    { title: "Rename to 'x' (recreates the object)", safe: false },
    { title: "Set serviceName to 'x' (recreates the object)", safe: false },
  ],
  check(context) {
    const { workload } = context;
    if (!workload) return;
    checkName(context, workload);
    if (workload.kind === "StatefulSet") checkServiceName(context, workload);
  },
});

function checkName(context: RuleContext, workload: Workload): void {
  const { own, report, lookups } = context;
  const { kind, resource } = workload;
  const { name } = resource;
  if (
    !own.nameNode ||
    typeof own.nameNode.value !== "string" ||
    isPlaceholder(name) ||
    /[<>]/.test(name) ||
    isDnsLabel(name)
  )
    return;
  // What is only too long is said elsewhere of these.
  if (hasLabelCharacters(name) && ["StatefulSet", "Job", "CronJob"].includes(kind)) return;
  const isSet = kind === "StatefulSet" && isAtLeast(lookups.assumptions.kubernetesVersion, 1, 27);
  report(own.nameNode, messageOf(workload, isSet), {
    severity: isSet ? "error" : "information",
    fixes: renameFix(context, asDnsLabel(own.name)),
  });
}

function messageOf({ kind, resource }: Workload, isChecked: boolean): string {
  const what = described({ kind, name: resource.name });
  if (isChecked) return `The name of ${what} is no DNS label: the API server rejects it. ${use}.`;
  if (resource.name.length > LONGEST_LABEL && hasLabelCharacters(resource.name))
    return `The name has ${resource.name.length} characters: Pods and their host names have 63, so it is cut. Shorten it.`;
  if (!isDnsSubdomain(resource.name)) return `The name of ${what} is no DNS name: the API server rejects it. ${use}.`;
  const names = kind === "Pod" ? "its host name" : "Pod names and host names";
  return `The name of ${what} is no DNS label, but gets into ${names}: the API server warns. Use hyphens for dots.`;
}

function checkServiceName(context: RuleContext, workload: Workload): void {
  const { report, lookups } = context;
  const token = asScalar(child(workload.spec, "serviceName"));
  if (typeof token?.value !== "string" || token.value === "" || isPlaceholder(token.value)) return;
  if (isDnsLabel(token.value) || !isAtLeast(lookups.assumptions.kubernetesVersion, 1, 33)) return;
  const { length } = token.value;
  const fault =
    length > LONGEST_LABEL ? `has ${length} characters, more than a DNS label` : `"${token.value}" is no DNS label`;
  const message = `serviceName ${fault}: the API server rejects the StatefulSet. ${use}${length > LONGEST_LABEL ? ", at most 63" : ""}.`;
  report(token, message, { severity: "error", fixes: serviceNameFix(context, token.text) });
}

/** Where a Service has the present name, or somebody asks for Pods by it, more than this would have to change. */
function serviceNameFix(context: RuleContext, name: string): Fix[] {
  const { workload, lookups, resource } = context;
  if (!workload) return [];
  const token = child(workload.spec, "serviceName");
  const place = token && written(context, token);
  const label = asDnsLabel(name);
  if (!place || label === undefined || place.by === "kustomization") return [];
  // A prefix that is added to a name makes it no other one; this one is to be found as it is written.
  if (nameBehind(context, label) !== label || lookups.object("", "Service", name).state === "found") return [];
  if (lookups.pods.mentionsOf(resource.name).length > 0 || !isServiceName(label, context)) return [];
  const there = lookups.object("", "Service", label);
  const labels = podLabels(workload) ?? {};
  if (there.state === "unknown" || there.candidates.some(({ facts }) => !selects(facts.service, labels))) return [];
  const { document, path } = place;
  return [
    {
      title: `Set serviceName to '${label}' (recreates the object)`,
      safe: false,
      changes: () => [{ document, script: [replace(path, quoted(label, "plain", false))] }],
    },
  ];
}

function selects(service: ServiceFacts | undefined, labels: Labels): boolean {
  return service !== undefined && matchesLabels(service.selector, labels);
}
