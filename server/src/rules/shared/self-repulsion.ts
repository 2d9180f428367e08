// What keeps two Pods of one workload from one node or zone: required anti-affinity to themselves, or an even spread.
import { type Labels, labelSelector, matches } from "../../kubernetes/labels";
import { podLabels, type Workload } from "../../kubernetes/workload";
import { asScalar, at, child, itemsOf, stringAt } from "../../yaml/navigate";
import type { Node, Scalar } from "../../yaml/tree";

export interface SelfRepulsion {
  readonly by: "anti-affinity" | "spread";
  /** The value of `topologyKey`. */
  readonly topologyKey: Scalar;
}

/** Labels by which old and new Pods are told apart: with them an update begins anew. */
const PER_REVISION = "pod-template-hash";
const HOSTNAME = "kubernetes.io/hostname";

/** @returns the first, anti-affinity before spreads; undefined where there is none, or where it cannot be told */
export function selfRepulsion(workload: Workload): SelfRepulsion | undefined {
  const { podSpec, resource } = workload;
  const own = podLabels(workload) ?? {};
  const terms = itemsOf(at(podSpec, "affinity", "podAntiAffinity", "requiredDuringSchedulingIgnoredDuringExecution"));
  const term = terms.find((item) => selects(item, own) && isAtHome(item, resource.namespace));
  const termKey = asScalar(child(term, "topologyKey"));
  if (termKey && termKey.text !== "") return { by: "anti-affinity", topologyKey: termKey };
  const spread = itemsOf(child(podSpec, "topologySpreadConstraints")).find(
    (item) => isStrict(item) && selects(item, own),
  );
  const spreadKey = asScalar(child(spread, "topologyKey"));
  return spreadKey && { by: "spread", topologyKey: spreadKey };
}

function selects(item: Node, own: Labels): boolean {
  const selector = labelSelector(child(item, "labelSelector"));
  const isPerRevision = itemsOf(child(item, "matchLabelKeys")).some((key) => stringAt(key) === PER_REVISION);
  return selector !== undefined && !isPerRevision && matches(selector, own);
}

/** Does the term look at the Pods' own namespace? Without a list of namespaces it does. */
function isAtHome(term: Node, namespace: string | undefined): boolean {
  const others = labelSelector(child(term, "namespaceSelector"));
  const names = itemsOf(child(term, "namespaces")).map((name) => stringAt(name));
  if (!others && names.length === 0) return true;
  if (others && Object.keys(others.matchLabels).length === 0 && others.matchExpressions.length === 0) return true;
  return namespace !== undefined && names.includes(namespace);
}

/** One Pod on each host before any host gets a second one; what is not said of `whenUnsatisfiable` is DoNotSchedule. */
function isStrict(constraint: Node): boolean {
  const unsatisfiable = child(constraint, "whenUnsatisfiable");
  return (
    stringAt(constraint, "topologyKey") === HOSTNAME &&
    asScalar(child(constraint, "maxSkew"))?.value === 1 &&
    (unsatisfiable === undefined || stringAt(unsatisfiable) === "DoNotSchedule")
  );
}
