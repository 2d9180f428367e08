// A StatefulSet names a Service that does not exist: its Pods get no names in DNS.
import { probesReadiness, type Workload } from "../../../kubernetes/workload";
import { asScalar, child } from "../../../yaml/navigate";
import { defineRule, type Severity } from "../../rule";
import { newHeadlessService } from "../../shared/new-headless-service";
import { type PodDnsEvidence, podDnsEvidence } from "../../shared/pod-dns-evidence";

export const rule = defineRule({
  id: "governing-service-missing",
  group: "network",
  severities: ["warning", "information", "hint"],
  heuristic: true,
  kinds: ["StatefulSet"],
  summary: "A StatefulSet names a Service that does not exist.",
  fixes: [{ title: "Create headless Service 'x'", safe: false }],
  check(context) {
    const { workload, lookups, origin, report } = context;
    const token = asScalar(child(workload?.spec, "serviceName"));
    if (!workload || typeof token?.value !== "string" || token.value === "") return;
    if (isMadeElsewhere(workload)) return;
    if (lookups.object("", "Service", token.value).state !== "missing") return;
    const evidence = podDnsEvidence(workload, token.value, lookups);
    const severity = lookups.unit.closed ? (evidence ? "warning" : "information") : "hint";
    // Peers that ask for each other must be found before they are Ready, where readiness is checked at all.
    const notReady = evidence !== undefined && probesReadiness(workload);
    const changes = origin(token) ? undefined : newHeadlessService(context, token.value, { notReady });
    report(token, message(token.value, workload.resource.name, severity, evidence), {
      severity,
      related: evidence ? [evidence.related] : [],
      fixes: changes ? [{ title: `Create headless Service '${token.value}'`, safe: false, changes }] : [],
    });
  },
});

/** Whoever owns the set makes its Service too, and an export from a cluster is rarely all that is there. */
function isMadeElsewhere({ resource }: Workload): boolean {
  const metadata = child(resource.root, "metadata");
  return child(metadata, "ownerReferences") !== undefined || child(metadata, "uid") !== undefined;
}

function message(service: string, set: string, severity: Severity, evidence: PodDnsEvidence | undefined): string {
  const here = `serviceName "${service}" names no Service`;
  const name = `${set}-0.${service}`;
  if (severity === "hint")
    return `${here} here: unless one comes from elsewhere, ${name} never resolves. Add a headless Service.`;
  if (evidence) return `${here}, but ${evidence.text}: that name never resolves. Add a headless Service.`;
  return `${here}: names like ${name} never resolve. Add a headless Service, or remove serviceName.`;
}
