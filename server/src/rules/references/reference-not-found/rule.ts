// An object is named that is nowhere.
import { isDnsSubdomain } from "../../../kubernetes/dns-label";
import { deploymentLikeNames, workloadKinds } from "../../../kubernetes/kinds";
import type { Reference } from "../../../kubernetes/references/reference";
import { nameKey } from "../../../workspace/graph/names";
import type { Lookups } from "../../../workspace/lookups/lookups";
import { asScalar, at } from "../../../yaml/navigate";
import { defineRule, type RuleContext, type Severity } from "../../rule";
import { kustomizationKinds } from "../../shared/kustomization-targets";
import { consequences, type MissingRole } from "./consequences";
import { createFix } from "./create-fix";
import { isMadeElsewhere, isThereAnyway } from "./implicit-objects";
import { checkTargets } from "./kustomize-targets";
import { type NearObject, nearObject } from "./near-object";
import { isSaidOfClaim } from "./said-of-claim";
import { useFix } from "./use-fix";

export const rule = defineRule({
  id: "reference-not-found",
  group: "references",
  severities: ["warning", "information", "hint"],
  kinds: [
    ...kustomizationKinds,
    ...workloadKinds,
    ...deploymentLikeNames,
    "networking.k8s.io/Ingress",
    "extensions/Ingress",
    ...["HTTPRoute", "GRPCRoute", "TCPRoute", "TLSRoute", "UDPRoute"].map(
      (kind) => `gateway.networking.k8s.io/${kind}`,
    ),
    "autoscaling/HorizontalPodAutoscaler",
    "keda.sh/ScaledObject",
  ],
  summary: "A claim, ConfigMap, Secret, Service or scale target is named that does not exist.",
  fixes: [
    { title: "Use 'x'", safe: false },
    { title: "Create PersistentVolumeClaim 'x'", safe: false },
    { title: "Create ConfigMap 'x'", safe: false },
  ],
  check(context) {
    const { resource, lookups, report } = context;
    if (lookups.subject.document.kustomization) {
      checkTargets(context);
      return;
    }
    if (isMadeElsewhere(resource.root)) return;
    const told = new Set<string>();
    for (const reference of lookups.subject.facts.references) {
      const key = nameKey(reference.target);
      const token = asScalar(at(resource.root, ...reference.path));
      // Many variables take a key of one ConfigMap: once is enough.
      if (!token || told.has(key) || !isMissing(context, reference)) continue;
      told.add(key);
      const near = nearObject(context, reference.target);
      // Nothing can be called so: it waits to be filled in. Or it comes with what is fetched for the build.
      if (!near && (!isDnsSubdomain(reference.target.name) || isFetched(lookups))) continue;
      const severity = severityOf(context, reference, near);
      if (severity === "hint" && (isSaidOfClaim(context, reference) || isSaidBefore(context, reference))) continue;
      report(token, message(context, reference, near), {
        severity,
        related: near
          ? [{ message: near.text, place: { object: near.object, path: ["metadata", "name"], part: "value" } }]
          : [],
        fixes: fixes(context, reference, token, near, severity),
      });
    }
  },
});

/** Roles of what people or operators often make by hand. */
const byHand: readonly string[] = ["secret", "image-pull-secret", "service-account"];

function isMissing(context: RuleContext, { role, target, namespace, optional }: Reference): boolean {
  const { lookups } = context;
  if (!(role in consequences) || optional) return false;
  // Another namespace is another team's as often as not.
  if (namespace !== undefined && namespace !== lookups.subject.namespace) return false;
  return (
    lookups.object(target.group, target.kind, target.name).state === "missing" && !isThereAnyway(context, role, target)
  );
}

/** Does the build take in charts or files of other places, which are not here? */
function isFetched({ appliedIn, unit }: Lookups): boolean {
  return appliedIn.kind === "kustomization" && !unit.wasRead;
}

/** What nobody here makes is one fact, however many name it: said of the first in the unit. */
function isSaidBefore({ lookups }: RuleContext, { target }: Reference): boolean {
  const first = lookups.unit.firstMissing(target);
  return first !== undefined && first !== lookups.subject;
}

function severityOf({ lookups }: RuleContext, { role }: Reference, near: NearObject | undefined): Severity {
  if (!lookups.unit.closed) return "hint";
  if (near?.isApplied) return "warning";
  return byHand.includes(role) ? "hint" : "information";
}

function fixes(
  context: RuleContext,
  reference: Reference,
  token: Parameters<typeof useFix>[1],
  near: NearObject | undefined,
  severity: Severity,
) {
  if (near)
    return byHand.includes(reference.role) && severity === "hint" ? [] : useFix(context, token, reference, near);
  return severity === "information" ? createFix(context, token, reference) : [];
}

function message({ lookups }: RuleContext, { role, target }: Reference, near: NearObject | undefined): string {
  const then = consequences[role as MissingRole];
  const what = `${target.kind} "${target.name}"`;
  const mend = near?.mend ?? "Add it, or correct the name.";
  if (lookups.unit.closed && !(byHand.includes(role) && !near))
    return `${what} is not among what is applied: ${then}. ${mend}`;
  return `${what} is in no file here: unless it comes from elsewhere, ${then}. ${near?.mend ?? "Check the name."}`;
}
