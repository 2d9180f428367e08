// What other documents may see of one object: plain data without places, so that facts are equal when they mean the same.
import type { FreeReplicas } from "../kubernetes/argo-differences";
import type { RequestUpdates } from "../kubernetes/autoscaling";
import type { BuiltPodName } from "../kubernetes/built-pod-names";
import type { BudgetLimits } from "../kubernetes/disruption-budget";
import type { PodRunnerKind } from "../kubernetes/kinds";
import type { LabelSelector, Labels } from "../kubernetes/labels";
import type { Reference, ReferenceTarget } from "../kubernetes/references/reference";
import type { ContainerRequests, CountedResource } from "../kubernetes/requests";
import type { Count } from "../kubernetes/variables";
import type { VolumePlace } from "../kubernetes/volume-place";
import type { Placement } from "../kubernetes/workload";
import type { DeliveryFacts } from "./delivery-facts";
import type { PeerName } from "./peer-names";

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
  /** The labels of the Pods that another custom resource has a template for (a CloneSet). */
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
  readonly kind: PodRunnerKind;
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
