// What exists although no manifest holds it: made by Kubernetes, by a controller, or with another object.
import { workloadGroup } from "../../../kubernetes/kinds";
import type { ReferenceRole, ReferenceTarget } from "../../../kubernetes/references/reference";
import { setClaims } from "../../../kubernetes/set-claims";
import type { Lookups } from "../../../workspace/lookups/lookups";
import { child, entriesOf, itemsOf } from "../../../yaml/navigate";
import type { Node } from "../../../yaml/tree";
import type { RuleContext } from "../../rule";
import { isCalledAfterMaker } from "../../shared/makers";
import { scalableKinds } from "../../shared/scale-target";

/** In each namespace, or in `default`: made by Kubernetes, by OpenShift and by Istio. */
const always = new Set([
  "ServiceAccount/default",
  "ConfigMap/kube-root-ca.crt",
  "ConfigMap/openshift-service-ca.crt",
  "ConfigMap/istio-ca-root-cert",
  "Service/kubernetes",
]);

/** Custom resources whose controller makes a Secret of the same name. */
const secretMakers = [
  ["bitnami.com", "SealedSecret"],
  ["external-secrets.io", "ExternalSecret"],
  ["onepassword.com", "OnePasswordItem"],
  ["isindir.github.com", "SopsSecret"],
] as const;

export function isThereAnyway(
  { resource, lookups }: RuleContext,
  role: ReferenceRole,
  target: ReferenceTarget,
): boolean {
  const { kind, name } = target;
  if (always.has(`${kind}/${name}`)) return true;
  if (role !== "claim" && isCalledAfterMaker(lookups, name)) return true;
  if (kind === "Secret") {
    return (
      lookups.unit.makes(target) ||
      secretMakers.some(([group, maker]) => lookups.object(group, maker, name).state === "found")
    );
  }
  if (role === "claim") return isOfTemplate(name, lookups);
  if (role === "backend") return isAction(resource.root, name);
  // Of kinds that others have brought or that have no scale, and of those whose name another kind has, other rules know more.
  return role === "scaled" && (!isScalable(target) || lookups.unit.workloadsNamed(name).length > 0);
}

function isScalable({ group, kind }: ReferenceTarget): boolean {
  return scalableKinds.some((known) => known === kind && workloadGroup(known) === group);
}

/** `data-db-0`: the claim that a StatefulSet `db` makes from its template `data`. */
function isOfTemplate(name: string, lookups: Lookups): boolean {
  for (const { template, set } of setClaims(name)) {
    const { candidates } = lookups.object("apps", "StatefulSet", set);
    if (candidates.some(({ facts }) => facts.workload?.claimTemplates?.some(({ name }) => name === template)))
      return true;
  }
  return false;
}

/** The AWS load balancer controller takes a backend with the port `use-annotation` as the name of an action. */
function isAction(root: Node, name: string): boolean {
  return entriesOf(child(child(root, "metadata"), "annotations")).some(
    ({ key }) => key.type === "scalar" && key.text === `alb.ingress.kubernetes.io/actions.${name}`,
  );
}

/** Whoever owns an object makes what it names too, and an export from a cluster is rarely all that is there. */
export function isMadeElsewhere(root: Node): boolean {
  const metadata = child(root, "metadata");
  return itemsOf(child(metadata, "ownerReferences")).length > 0 || child(metadata, "uid") !== undefined;
}
