// All that other documents may see of one object: plain data without places, so that facts are equal when they mean the same.
import { accessModes, storageClassName } from "../kubernetes/claim";
import { canonicalGroup, groupOf, type WorkloadKind } from "../kubernetes/kinds";
import { type LabelSelector, type Labels, labelSelector, labels } from "../kubernetes/labels";
import type { Resource } from "../kubernetes/resource";
import { claimVolumes, podLabels, workload, workloadSelector, writtenReplicas } from "../kubernetes/workload";
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
  readonly workload?: WorkloadFacts;
  readonly claim?: ClaimFacts;
  readonly service?: ServiceFacts;
  readonly scaler?: ScalerFacts;
  readonly budget?: BudgetFacts;
  readonly pointer?: PointerFacts;
  /** The claim for which a PersistentVolume is reserved. */
  readonly reservedFor?: { readonly name: string; readonly namespace: string | undefined };
  /** The labels that a ServiceMonitor wants of Services. */
  readonly monitors?: LabelSelector;
  readonly backends?: readonly string[];
  /** Keys of a ConfigMap or a Secret. */
  readonly dataKeys?: readonly string[];
  /** Names of single Pods that the object writes. */
  readonly peers?: readonly PeerName[];
}

export interface WorkloadFacts {
  readonly kind: WorkloadKind;
  readonly podLabels: Labels;
  readonly selector: LabelSelector | undefined;
  readonly replicas: number | undefined;
  readonly claims: readonly ClaimUse[];
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

/** Something that names a workload without scaling its replicas: it must follow a change of kind, or forbids it. */
export interface PointerFacts {
  readonly type: "VerticalPodAutoscaler" | "Rollout" | "Canary";
  readonly target: TargetFacts;
}

export interface ServiceFacts {
  readonly selector: Labels;
  readonly headless: boolean;
}

/** A HorizontalPodAutoscaler, or a ScaledObject of KEDA. */
export interface ScalerFacts {
  readonly type: "HorizontalPodAutoscaler" | "ScaledObject";
  readonly target: TargetFacts;
  readonly min: number;
  readonly max: number;
}

export interface TargetFacts {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
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
        replicas: writtenReplicas(view),
        claims: claimVolumes(view).map(({ claim, volume, mounted, writable }) => ({
          claim,
          volume,
          mounted,
          writable,
        })),
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
          minAvailable: countAt(root, "minAvailable"),
          maxUnavailable: countAt(root, "maxUnavailable"),
        },
      };
    case "autoscaling.k8s.io/VerticalPodAutoscaler":
      return pointer("VerticalPodAutoscaler", at(root, "spec", "targetRef"));
    case "argoproj.io/Rollout":
      return pointer("Rollout", at(root, "spec", "workloadRef"));
    case "flagger.app/Canary":
      return pointer("Canary", at(root, "spec", "targetRef"));
    case "/PersistentVolume": {
      const name = stringAt(root, "spec", "claimRef", "name");
      const namespace = stringAt(root, "spec", "claimRef", "namespace");
      return name === undefined ? {} : { reservedFor: { name, namespace } };
    }
    case "monitoring.coreos.com/ServiceMonitor":
      return { monitors: labelSelector(at(root, "spec", "selector")) ?? { matchLabels: {}, matchExpressions: [] } };
    case "networking.k8s.io/Ingress":
      return { backends: ingressBackends(root) };
    default:
      return {};
  }
}

/** A number, or a percentage. */
function countAt(root: Node, key: string): string | number | undefined {
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
    target: target(at(root, "spec", "scaleTargetRef"), undefined),
    min: integerAt(root, "spec", "minReplicas") ?? 1,
    max: integerAt(root, "spec", "maxReplicas") ?? 1,
  };
}

/** Defaults of KEDA: 0 to 100 replicas of a Deployment. Source: keda.sh, ScaledObject specification. */
function scaledObject(root: Node): ScalerFacts {
  return {
    type: "ScaledObject",
    target: target(at(root, "spec", "scaleTargetRef"), { group: "apps", kind: "Deployment" }),
    min: integerAt(root, "spec", "minReplicaCount") ?? 0,
    max: integerAt(root, "spec", "maxReplicaCount") ?? 100,
  };
}

function pointer(type: PointerFacts["type"], reference: Node | undefined): Partial<ObjectFacts> {
  return asMapping(reference) ? { pointer: { type, target: target(reference, undefined) } } : {};
}

function target(reference: Node | undefined, absent: { group: string; kind: string } | undefined): TargetFacts {
  const kind = stringAt(reference, "kind") ?? absent?.kind ?? "";
  const apiVersion = stringAt(reference, "apiVersion");
  // Autoscalers are often written without an API version, or with one of the kind's older groups.
  const group =
    apiVersion === undefined ? (absent?.group ?? usualGroup(kind)) : canonicalGroup(groupOf(apiVersion), kind);
  return {
    group: group === "" && kind !== "ReplicationController" ? usualGroup(kind) : group,
    kind,
    name: stringAt(reference, "name") ?? "",
  };
}

function usualGroup(kind: string): string {
  return kind === "ReplicationController" || kind === "Pod" ? "" : "apps";
}

/** The Services that an Ingress names, in today's and in older versions of the API. */
function ingressBackends(root: Node): string[] {
  const spec = child(root, "spec");
  const rules = itemsOf(child(spec, "rules")).flatMap((rule) =>
    itemsOf(at(rule, "http", "paths")).map((path) => child(path, "backend")),
  );
  return [child(spec, "defaultBackend"), child(spec, "backend"), ...rules]
    .filter((backend) => asMapping(backend) !== undefined)
    .flatMap((backend) => stringAt(backend, "service", "name") ?? stringAt(backend, "serviceName") ?? []);
}
