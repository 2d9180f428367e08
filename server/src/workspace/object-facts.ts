// Reads the facts of one object.
import { freeReplicas } from "../kubernetes/argo-differences";
import { type RequestUpdates, requestUpdates } from "../kubernetes/autoscaling";
import { builtPodNames } from "../kubernetes/built-pod-names";
import { accessModes, storageClassName } from "../kubernetes/claim";
import { budgetSelector } from "../kubernetes/disruption-budget";
import { firstPodTest } from "../kubernetes/first-pod";
import { canonicalGroup } from "../kubernetes/kinds";
import { labelSelector, labels } from "../kubernetes/labels";
import { referencesOf } from "../kubernetes/references/references";
import { targetIn } from "../kubernetes/references/target";
import { defaultRequests } from "../kubernetes/requests";
import type { Resource } from "../kubernetes/resource";
import { isDefaultClass, makesVolumes, placeOfClass, placeOfVolume } from "../kubernetes/volume-place";
import { podRunner } from "../kubernetes/workload";
import { asMapping, asScalar, at, booleanAt, child, entriesOf, integerAt, itemsOf, stringAt } from "../yaml/navigate";
import { withSharedPath } from "../yaml/shared-path";
import type { Node } from "../yaml/tree";
import { deliveryFacts } from "./delivery-facts";
import type { ObjectFacts, PointerFacts, ServiceFacts } from "./facts";
import { peerNames } from "./peer-names";
import { horizontalPodAutoscaler, scaledObject } from "./scaler-facts";
import { workloadFacts } from "./workload-facts";

/** The facts of one whole object. */
export function objectFacts(resource: Resource): ObjectFacts {
  const { root, apiVersion, kind, name, namespace } = resource;
  const group = canonicalGroup(resource.group, kind);
  const delivery = deliveryFacts(`${group}/${kind}`, root);
  const peers = peerNames(resource);
  return {
    apiVersion,
    group,
    kind,
    name,
    namespace,
    references: referencesOf(resource).map(withSharedPath),
    ...special(resource, root, group),
    ...(delivery ? { delivery } : {}),
    ...(peers.length > 0 ? { peers: peers.map(withSharedPath) } : {}),
  };
}

function special(resource: Resource, root: Node, group: string): Partial<ObjectFacts> {
  const view = podRunner(resource);
  const reference = view?.kind === "Rollout" ? at(root, "spec", "workloadRef") : undefined;
  // It has no template of its own, then.
  if (asMapping(reference)) return pointer("Rollout", reference);
  if (view) return { workload: workloadFacts(view, root) };
  switch (`${group}/${resource.kind}`) {
    case "/PersistentVolumeClaim":
      return {
        claim: {
          accessModes: accessModes(root),
          storageClass: storageClassName(root),
          storage: stringAt(root, "spec", "resources", "requests", "storage"),
          volumeName: stringAt(root, "spec", "volumeName") || undefined,
          dataSource: (["dataSource", "dataSourceRef"] as const).find((key) => asMapping(at(root, "spec", key))),
          selector: asMapping(at(root, "spec", "selector")) !== undefined,
        },
      };
    case "/PersistentVolume":
      return {
        volume: {
          accessModes: accessModes(root),
          storageClass: storageClassName(root) ?? "",
          place: placeOfVolume(root),
        },
      };
    case "storage.k8s.io/StorageClass":
      return {
        storageClass: {
          place: placeOfClass(root),
          makesVolumes: makesVolumes(root),
          isDefault: isDefaultClass(root),
        },
      };
    case "/Service":
      return { service: service(root) };
    case "/ConfigMap":
      return { dataKeys: keysIn(child(root, "data")), ...scriptFacts(child(root, "data")) };
    case "/Secret":
      return { dataKeys: ["data", "stringData"].flatMap((field) => keysIn(child(root, field))) };
    case "autoscaling/HorizontalPodAutoscaler":
      return { scaler: horizontalPodAutoscaler(root) };
    case "keda.sh/ScaledObject":
      return { scaler: scaledObject(root) };
    case "policy/PodDisruptionBudget":
      return {
        budget: {
          selector: budgetSelector(resource.apiVersion, root),
          minAvailable: limitAt(root, "minAvailable"),
          maxUnavailable: limitAt(root, "maxUnavailable"),
        },
      };
    case "autoscaling.k8s.io/VerticalPodAutoscaler":
      return pointer("VerticalPodAutoscaler", at(root, "spec", "targetRef"), requestUpdates(root));
    case "/LimitRange":
      return { defaultRequests: defaultRequests(root) };
    case "argoproj.io/Application":
      return freed(at(root, "spec", "ignoreDifferences"));
    case "argoproj.io/ApplicationSet":
      return freed(at(root, "spec", "template", "spec", "ignoreDifferences"));
    case "flagger.app/Canary":
      return pointer("Canary", at(root, "spec", "targetRef"));
    case "monitoring.coreos.com/ServiceMonitor":
    case "operator.victoriametrics.com/VMServiceScrape":
      return { monitors: labelSelector(at(root, "spec", "selector")) ?? { matchLabels: {}, matchExpressions: [] } };
    default:
      return customPods(root);
  }
}

function freed(differences: Node | undefined): Pick<ObjectFacts, "freeReplicas"> {
  const found = freeReplicas(differences);
  return found.length > 0 ? { freeReplicas: found } : {};
}

function customPods(root: Node): Pick<ObjectFacts, "customPods"> {
  const template = at(root, "spec", "template");
  return asMapping(at(template, "spec")) && asMapping(at(template, "metadata", "labels"))
    ? { customPods: labels(at(template, "metadata", "labels")) }
    : {};
}

/** A number, or a percentage. */
function limitAt(root: Node, key: string): string | number | undefined {
  return integerAt(root, "spec", key) ?? stringAt(root, "spec", key);
}

function scriptFacts(data: Node | undefined): Pick<ObjectFacts, "firstPodTest" | "builtPodNames"> {
  const built = entriesOf(data).flatMap(({ key, value }) =>
    key.type === "scalar" ? builtPodNames(asScalar(value)?.text ?? "").map((name) => ({ ...name, key: key.text })) : [],
  );
  return { ...firstPodTestIn(data), ...(built.length > 0 ? { builtPodNames: built } : {}) };
}

function firstPodTestIn(data: Node | undefined): Pick<ObjectFacts, "firstPodTest"> {
  for (const { key, value } of entriesOf(data)) {
    const test = firstPodTest(asScalar(value)?.text ?? "");
    if (test !== undefined && key.type === "scalar") return { firstPodTest: { key: key.text, test } };
  }
  return {};
}

function keysIn(node: Node | undefined): string[] {
  return entriesOf(node).flatMap(({ key }) => (key.type === "scalar" ? key.text : []));
}

function service(root: Node): ServiceFacts {
  const clusterIPs = itemsOf(at(root, "spec", "clusterIPs"));
  return {
    // Of a name for something outside the selector is not looked at.
    selector: stringAt(root, "spec", "type") === "ExternalName" ? {} : labels(at(root, "spec", "selector")),
    headless: stringAt(root, "spec", "clusterIP") === "None" || stringAt(clusterIPs[0]) === "None",
    notReady: booleanAt(root, "spec", "publishNotReadyAddresses") === true,
    ports: itemsOf(at(root, "spec", "ports")).map(
      (port) => `${asScalar(child(port, "port"))?.text}/${stringAt(port, "protocol") ?? "TCP"}`,
    ),
  };
}

function pointer(
  type: PointerFacts["type"],
  reference: Node | undefined,
  updates?: RequestUpdates,
): Partial<ObjectFacts> {
  if (!asMapping(reference)) return {};
  return { pointer: { type, target: targetIn(reference, undefined), ...(updates ? { updates } : {}) } };
}
