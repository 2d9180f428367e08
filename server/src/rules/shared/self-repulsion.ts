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

/** Anti-affinity before spreads; what cannot be told is left out. */
export function selfRepulsions(workload: Workload): SelfRepulsion[] {
  const { podSpec, resource } = workload;
  const own = podLabels(workload) ?? {};
  const terms = itemsOf(at(podSpec, "affinity", "podAntiAffinity", "requiredDuringSchedulingIgnoredDuringExecution"));
  const spreads = itemsOf(child(podSpec, "topologySpreadConstraints"));
  const found = [
    ...terms.filter((item) => isAtHome(item, resource.namespace)).map((item) => ["anti-affinity", item] as const),
    ...spreads.filter(isStrict).map((item) => ["spread", item] as const),
  ];
  return found
    .filter(([, item]) => selects(item, own))
    .flatMap(([by, item]) => {
      const topologyKey = asScalar(child(item, "topologyKey"));
      return topologyKey && topologyKey.text !== "" ? [{ by, topologyKey }] : [];
    });
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

/** One Pod on each host before any host gets a second one, where hosts that take no Pods count as empty ones. */
function isStrict(constraint: Node): boolean {
  const unsatisfiable = child(constraint, "whenUnsatisfiable");
  return (
    stringAt(constraint, "topologyKey") === HOSTNAME &&
    asScalar(child(constraint, "maxSkew"))?.value === 1 &&
    stringAt(constraint, "nodeTaintsPolicy") !== "Honor" &&
    (unsatisfiable === undefined || stringAt(unsatisfiable) === "DoNotSchedule")
  );
}
