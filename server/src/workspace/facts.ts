// All that other documents may see of one object: plain data without places, so that facts are equal when they mean the same.
import { type FreeReplicas, freeReplicas } from "../kubernetes/argo-differences";
import { type RequestUpdates, requestUpdates, utilizationMetrics } from "../kubernetes/autoscaling";
import { type BuiltPodName, builtPodNames } from "../kubernetes/built-pod-names";
import { accessModes, storageClassName } from "../kubernetes/claim";
import { type BudgetLimits, budgetSelector } from "../kubernetes/disruption-budget";
import { firstPodTest } from "../kubernetes/first-pod";
import { containerPorts } from "../kubernetes/headless-service";
import { canonicalGroup, type WorkloadKind } from "../kubernetes/kinds";
import { type LabelSelector, type Labels, labelSelector, labels } from "../kubernetes/labels";
import type { Reference, ReferenceTarget } from "../kubernetes/references/reference";
import { referencesOf } from "../kubernetes/references/references";
import { targetIn } from "../kubernetes/references/target";
import {
  type ContainerRequests,
  type CountedResource,
  containerRequests,
  defaultRequests,
} from "../kubernetes/requests";
import type { Resource } from "../kubernetes/resource";
import { type Count, countAt } from "../kubernetes/variables";
import {
  isDefaultClass,
  makesVolumes,
  placeOfClass,
  placeOfVolume,
  type VolumePlace,
} from "../kubernetes/volume-place";
import {
  claimTemplates,
  claimVolumes,
  firstOrdinal,
  type Placement,
  placement,
  podLabels,
  probesReadiness,
  type Workload,
  workload,
  workloadSelector,
} from "../kubernetes/workload";
import { asMapping, asScalar, at, booleanAt, child, entriesOf, integerAt, itemsOf, stringAt } from "../yaml/navigate";
import { sharedPath } from "../yaml/shared-path";
import type { Node, Path } from "../yaml/tree";
import { type DeliveryFacts, deliveryFacts } from "./delivery-facts";
import { type PeerName, peerNames } from "./peer-names";

export interface ObjectFacts {
  readonly apiVersion: string;
  /** The API group under which the kind lives today. */
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  /** All names of other objects that it writes. */
  readonly references: readonly Reference[];
  readonly workload?: WorkloadFacts;
  readonly claim?: ClaimFacts;
  readonly volume?: VolumeFacts;
  readonly storageClass?: StorageClassFacts;
  readonly service?: ServiceFacts;
  readonly scaler?: ScalerFacts;
  readonly budget?: BudgetFacts;
  readonly pointer?: PointerFacts;
  /** The resources that a LimitRange gives to containers that request none. */
  readonly defaultRequests?: readonly CountedResource[];
  /** Workloads whose `replicas` an Application of Argo CD leaves alone; those without a name are all of the kind. */
  readonly freeReplicas?: readonly FreeReplicas[];
  /** The labels that a ServiceMonitor or a VMServiceScrape wants of Services. */
  readonly monitors?: LabelSelector;
  /** Keys of a ConfigMap or a Secret. */
  readonly dataKeys?: readonly string[];
  /** The labels of the Pods that a custom resource has a template for (a Rollout, a CloneSet). */
  readonly customPods?: Labels;
  /** The text of a ConfigMap that asks whether a Pod is the first of its set. */
  readonly firstPodTest?: FirstPodTest;
  /** The names of single Pods that texts of a ConfigMap put together at run time. */
  readonly builtPodNames?: readonly BuiltPodNameAt[];
  /** What an object of Argo CD or Flux applies. */
  readonly delivery?: DeliveryFacts;
  /** Names of single Pods that the object writes. */
  readonly peers?: readonly PeerName[];
}

export interface WorkloadFacts {
  readonly kind: WorkloadKind;
  readonly podLabels: Labels;
  readonly selector: LabelSelector | undefined;
  readonly replicas: Count;
  readonly claims: readonly ClaimUse[];
  /** Those of a StatefulSet that have a name; absent where it has none. */
  readonly claimTemplates?: readonly ClaimTemplateFacts[];
  /** Where its Pods must run; absent where they may run anywhere. */
  readonly placement?: Placement;
  /** When Helm runs it, where it is a hook: `pre-install`, `test`. */
  readonly hooks?: readonly string[];
  /** Of the containers that run as long as the Pod. */
  readonly requests: readonly ContainerRequests[];
  /** Present where a StatefulSet deletes the claims of Pods that go when it is scaled down. */
  readonly deletesWhenScaled?: true;
  /** What containers that run beside each other declare. */
  readonly ports: readonly PodPort[];
  /** Does a main container say when it is ready? */
  readonly probesReadiness: boolean;
  /** The number of the first Pod of a StatefulSet. */
  readonly firstOrdinal: Count;
}

/** What a claim template asks for. */
export interface ClaimTemplateFacts {
  readonly name: string;
  readonly accessModes: readonly string[];
  readonly storageClass: string | undefined;
}

export interface PodPort {
  readonly name: string | undefined;
  readonly number: number;
  /** Absent where it is TCP. */
  readonly protocol?: string;
}

export interface ClaimUse {
  readonly claim: string;
  readonly volume: string;
  readonly mounted: boolean;
  readonly writable: boolean;
}

export interface ClaimFacts {
  readonly accessModes: readonly string[];
  readonly storageClass: string | undefined;
  readonly storage: string | undefined;
  /** The volume that it is bound to by hand. */
  readonly volumeName: string | undefined;
  /** The field that names what the volume is made from, where there is one. */
  readonly dataSource: "dataSource" | "dataSourceRef" | undefined;
  /** Does it select volumes by label? */
  readonly selector: boolean;
}

/** A PersistentVolume. */
export interface VolumeFacts {
  readonly accessModes: readonly string[];
  /** `""` where it names none. */
  readonly storageClass: string;
  readonly place: VolumePlace;
}

export interface StorageClassFacts {
  readonly place: VolumePlace;
  readonly makesVolumes: boolean;
  readonly isDefault: boolean;
}

/** Something that names a workload without scaling its replicas: it must follow a change of kind, or forbids it. */
export interface PointerFacts {
  readonly type: "VerticalPodAutoscaler" | "Rollout" | "Canary";
  readonly target: ReferenceTarget;
  /** What a VerticalPodAutoscaler does. */
  readonly updates?: RequestUpdates;
}

export interface ServiceFacts {
  readonly selector: Labels;
  readonly headless: boolean;
  /** Does DNS know its Pods before they are Ready? */
  readonly notReady: boolean;
  /** Its own ports, with the protocols: `80/TCP`. */
  readonly ports: readonly string[];
}

/** A HorizontalPodAutoscaler, or a ScaledObject of KEDA. */
export interface ScalerFacts {
  readonly type: "HorizontalPodAutoscaler" | "ScaledObject";
  readonly target: ReferenceTarget;
  readonly min: Count;
  readonly max: Count;
  /** The resources whose utilization it goes by. */
  readonly utilization: readonly CountedResource[];
  /** Present where a ScaledObject takes over a HorizontalPodAutoscaler that is there. */
  readonly takesOver?: true;
  /** Present where a ScaledObject leaves the number alone for now. */
  readonly paused?: true;
}

/** A script in a ConfigMap asks whether it runs in Pod 0. */
export interface FirstPodTest {
  /** Of `data`. */
  readonly key: string;
  /** The test as it is written: `[[ $ordinal -eq 0`. */
  readonly test: string;
}

export interface BuiltPodNameAt extends BuiltPodName {
  /** Of `data`. */
  readonly key: string;
}

export interface BudgetFacts extends BudgetLimits {
  /** Undefined where it selects nothing. */
  readonly selector: LabelSelector | undefined;
}

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

/** Most objects write their names at the same paths as others. */
function withSharedPath<T extends { readonly path: Path }>(fact: T): T {
  return { ...fact, path: sharedPath(fact.path) };
}

function special(resource: Resource, root: Node, group: string): Partial<ObjectFacts> {
  const view = workload(resource);
  if (view) {
    return {
      workload: {
        kind: view.kind,
        podLabels: podLabels(view) ?? {},
        selector: workloadSelector(view),
        replicas: countAt(view.spec, "replicas"),
        claims: claimVolumes(view).map(({ claim, volume, mounted, writable }) => ({
          claim,
          volume,
          mounted,
          writable,
        })),
        ...templates(view),
        ...placed(view),
        ...hooked(root),
        requests: containerRequests(view).map(withSharedPath),
        ...(stringAt(view.spec, "persistentVolumeClaimRetentionPolicy", "whenScaled") === "Delete"
          ? { deletesWhenScaled: true }
          : {}),
        ports: containerPorts(view).map(({ name, number, protocol }) => ({
          name,
          number,
          ...(protocol === "TCP" ? {} : { protocol }),
        })),
        probesReadiness: probesReadiness(view),
        firstOrdinal: firstOrdinal(view),
      },
    };
  }
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
    case "argoproj.io/Rollout":
      return { ...pointer("Rollout", at(root, "spec", "workloadRef")), ...customPods(root) };
    case "flagger.app/Canary":
      return pointer("Canary", at(root, "spec", "targetRef"));
    case "monitoring.coreos.com/ServiceMonitor":
    case "operator.victoriametrics.com/VMServiceScrape":
      return { monitors: labelSelector(at(root, "spec", "selector")) ?? { matchLabels: {}, matchExpressions: [] } };
    default:
      return customPods(root);
  }
}

function placed(view: Workload): Pick<WorkloadFacts, "placement"> {
  const where = placement(view);
  return where.host !== undefined || where.beside.length > 0 ? { placement: where } : {};
}

function hooked(root: Node): Pick<WorkloadFacts, "hooks"> {
  const hooks = stringAt(root, "metadata", "annotations", "helm.sh/hook");
  return hooks === undefined ? {} : { hooks: hooks.split(",").map((hook) => hook.trim()) };
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

function templates(view: Workload): Pick<WorkloadFacts, "claimTemplates"> {
  const named = claimTemplates(view).filter(({ name }) => name !== "");
  if (named.length === 0) return {};
  return {
    claimTemplates: named.map(({ node, name }) => ({
      name,
      accessModes: accessModes(node),
      storageClass: storageClassName(node),
    })),
  };
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

function horizontalPodAutoscaler(root: Node): ScalerFacts {
  return {
    type: "HorizontalPodAutoscaler",
    target: targetIn(at(root, "spec", "scaleTargetRef"), undefined),
    min: defaulted(countAt(root, "spec", "minReplicas"), 1),
    max: defaulted(countAt(root, "spec", "maxReplicas"), 1),
    utilization: [...new Set(utilizationMetrics(root).map(({ resource }) => resource))],
  };
}

/** Defaults of KEDA: 0 to 100 replicas of a Deployment. Source: keda.sh, ScaledObject specification. */
function scaledObject(root: Node): ScalerFacts {
  return {
    type: "ScaledObject",
    target: targetIn(at(root, "spec", "scaleTargetRef"), { group: "apps", kind: "Deployment" }),
    min: defaulted(countAt(root, "spec", "minReplicaCount"), 0),
    max: defaulted(countAt(root, "spec", "maxReplicaCount"), 100),
    utilization: [],
    ...(stringAt(root, "metadata", "annotations", "scaledobject.keda.sh/transfer-hpa-ownership") === "true"
      ? { takesOver: true }
      : {}),
    ...(isPaused(root) ? { paused: true } : {}),
  };
}

/** By any value but those that Go reads as false. Source: kedacore/keda, apis/keda/v1alpha1/scaledobject_types.go. */
function isPaused(root: Node): boolean {
  const value = stringAt(root, "metadata", "annotations", "autoscaling.keda.sh/paused");
  return value !== undefined && !/^(?:0|f|F|false|False|FALSE)$/.test(value);
}

/** A variable without a default of its own stays unknown. */
function defaulted(count: Count, value: number): Count {
  return count.value === undefined && !count.variable ? { value, variable: false } : count;
}

function pointer(
  type: PointerFacts["type"],
  reference: Node | undefined,
  updates?: RequestUpdates,
): Partial<ObjectFacts> {
  if (!asMapping(reference)) return {};
  return { pointer: { type, target: targetIn(reference, undefined), ...(updates ? { updates } : {}) } };
}
