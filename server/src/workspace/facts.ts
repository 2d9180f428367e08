// All that other documents may see of one object: plain data without places, so that facts are equal when they mean the same.
import { accessModes, storageClassName } from "../kubernetes/claim";
import { canonicalGroup, type WorkloadKind } from "../kubernetes/kinds";
import { type LabelSelector, type Labels, labelSelector, labels } from "../kubernetes/labels";
import type { Reference, ReferenceTarget } from "../kubernetes/references/reference";
import { referencesOf } from "../kubernetes/references/references";
import { targetIn } from "../kubernetes/references/target";
import type { Resource } from "../kubernetes/resource";
import { type Count, countAt } from "../kubernetes/variables";
import {
  isDefaultClass,
  makesVolumes,
  placeOfClass,
  placeOfVolume,
  type VolumePlace,
} from "../kubernetes/volume-place";
import { claimVolumes, podLabels, type Workload, workload, workloadSelector } from "../kubernetes/workload";
import { asMapping, at, child, entriesOf, integerAt, itemsOf, stringAt } from "../yaml/navigate";
import type { Node } from "../yaml/tree";
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
  /** The labels that a ServiceMonitor wants of Services. */
  readonly monitors?: LabelSelector;
  /** Keys of a ConfigMap or a Secret. */
  readonly dataKeys?: readonly string[];
  /** The labels of the Pods that a custom resource has a template for (a Rollout, a CloneSet). */
  readonly customPods?: Labels;
  /** Names of single Pods that the object writes. */
  readonly peers?: readonly PeerName[];
}

export interface WorkloadFacts {
  readonly kind: WorkloadKind;
  readonly podLabels: Labels;
  readonly selector: LabelSelector | undefined;
  readonly replicas: Count;
  readonly claims: readonly ClaimUse[];
  /** The names of a StatefulSet's claim templates; absent where it has none. */
  readonly claimTemplates?: readonly string[];
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
}

export interface ServiceFacts {
  readonly selector: Labels;
  readonly headless: boolean;
}

/** A HorizontalPodAutoscaler, or a ScaledObject of KEDA. */
export interface ScalerFacts {
  readonly type: "HorizontalPodAutoscaler" | "ScaledObject";
  readonly target: ReferenceTarget;
  readonly min: Count;
  readonly max: Count;
}

export interface BudgetFacts {
  readonly selector: LabelSelector | undefined;
  /** Numbers, or percentages as text. */
  readonly minAvailable: string | number | undefined;
  readonly maxUnavailable: string | number | undefined;
}

/** The facts of one whole object. */
export function objectFacts(resource: Resource): ObjectFacts {
  const { root, apiVersion, kind, name, namespace } = resource;
  const group = canonicalGroup(resource.group, kind);
  const peers = peerNames(resource);
  return {
    apiVersion,
    group,
    kind,
    name,
    namespace,
    references: referencesOf(resource),
    ...special(resource, root, group),
    ...(peers.length > 0 ? { peers } : {}),
  };
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
    case "/Secret":
      return { dataKeys: ["data", "stringData"].flatMap((field) => keysIn(child(root, field))) };
    case "autoscaling/HorizontalPodAutoscaler":
      return { scaler: horizontalPodAutoscaler(root) };
    case "keda.sh/ScaledObject":
      return { scaler: scaledObject(root) };
    case "policy/PodDisruptionBudget":
      return {
        budget: {
          selector: labelSelector(at(root, "spec", "selector")),
          minAvailable: limitAt(root, "minAvailable"),
          maxUnavailable: limitAt(root, "maxUnavailable"),
        },
      };
    case "autoscaling.k8s.io/VerticalPodAutoscaler":
      return pointer("VerticalPodAutoscaler", at(root, "spec", "targetRef"));
    case "argoproj.io/Rollout":
      return { ...pointer("Rollout", at(root, "spec", "workloadRef")), ...customPods(root) };
    case "flagger.app/Canary":
      return pointer("Canary", at(root, "spec", "targetRef"));
    case "monitoring.coreos.com/ServiceMonitor":
      return { monitors: labelSelector(at(root, "spec", "selector")) ?? { matchLabels: {}, matchExpressions: [] } };
    default:
      return customPods(root);
  }
}

function customPods(root: Node): Pick<ObjectFacts, "customPods"> {
  const template = at(root, "spec", "template");
  return asMapping(at(template, "spec")) && asMapping(at(template, "metadata", "labels"))
    ? { customPods: labels(at(template, "metadata", "labels")) }
    : {};
}

function templates({ kind, spec }: Workload): Pick<WorkloadFacts, "claimTemplates"> {
  if (kind !== "StatefulSet") return {};
  const names = itemsOf(child(spec, "volumeClaimTemplates")).flatMap(
    (item) => stringAt(item, "metadata", "name") ?? [],
  );
  return names.length > 0 ? { claimTemplates: names } : {};
}

/** A number, or a percentage. */
function limitAt(root: Node, key: string): string | number | undefined {
  return integerAt(root, "spec", key) ?? stringAt(root, "spec", key);
}

function keysIn(node: Node | undefined): string[] {
  return entriesOf(node).flatMap(({ key }) => (key.type === "scalar" ? key.text : []));
}

function service(root: Node): ServiceFacts {
  const clusterIPs = itemsOf(at(root, "spec", "clusterIPs"));
  return {
    selector: labels(at(root, "spec", "selector")),
    headless: stringAt(root, "spec", "clusterIP") === "None" || stringAt(clusterIPs[0]) === "None",
  };
}

function horizontalPodAutoscaler(root: Node): ScalerFacts {
  return {
    type: "HorizontalPodAutoscaler",
    target: targetIn(at(root, "spec", "scaleTargetRef"), undefined),
    min: defaulted(countAt(root, "spec", "minReplicas"), 1),
    max: defaulted(countAt(root, "spec", "maxReplicas"), 1),
  };
}

/** Defaults of KEDA: 0 to 100 replicas of a Deployment. Source: keda.sh, ScaledObject specification. */
function scaledObject(root: Node): ScalerFacts {
  return {
    type: "ScaledObject",
    target: targetIn(at(root, "spec", "scaleTargetRef"), { group: "apps", kind: "Deployment" }),
    min: defaulted(countAt(root, "spec", "minReplicaCount"), 0),
    max: defaulted(countAt(root, "spec", "maxReplicaCount"), 100),
  };
}

/** A variable without a default of its own stays unknown. */
function defaulted(count: Count, value: number): Count {
  return count.value === undefined && !count.variable ? { value, variable: false } : count;
}

function pointer(type: PointerFacts["type"], reference: Node | undefined): Partial<ObjectFacts> {
  return asMapping(reference) ? { pointer: { type, target: targetIn(reference, undefined) } } : {};
}
