// Entries of Flux and Argo CD that name a workload by a kind that it no longer has.
import { workloadGroup, workloadKinds } from "../../../kubernetes/kinds";
import { described } from "../../../kubernetes/resource";
import { isPlaceholder } from "../../../kubernetes/template-markers";
import { asScalar, at } from "../../../yaml/navigate";
import type { RuleContext } from "../../rule";
import { valueFix } from "../../shared/value-fix";

/** Health checks of a Kustomization of Flux, ignored differences of an Application of Argo CD. */
export function checkDeliveries(context: RuleContext): void {
  const { lookups, resource, report } = context;
  const then =
    resource.kind === "Kustomization" ? "the health check waits until it times out" : "the difference is not ignored";
  for (const reference of lookups.subject.facts.references) {
    const { role, target, path } = reference;
    const isWorkload = workloadKinds.some((kind) => kind === target.kind && workloadGroup(kind) === target.group);
    const token = asScalar(at(resource.root, ...path.slice(0, -1), "kind"));
    if (role !== "health" || !isWorkload || !token || isPlaceholder(target.name)) continue;
    const named = lookups.referrers.missedBy(reference);
    const [object] = named;
    const { facts } = object ?? {};
    if (!object || !facts?.workload || named.length > 1) continue;
    const message = `There is no ${described(target)}, but ${described(facts)}: ${then}. Set kind to ${facts.kind}.`;
    report(token, message, {
      severity: "hint",
      related: [{ message: `This is ${described(facts)}`, place: { object, path: ["kind"], part: "value" } }],
      // The group beside the kind would have to follow.
      fixes: facts.group === target.group ? valueFix(context, `Set kind to '${facts.kind}'`, token, facts.kind) : [],
    });
  }
}
