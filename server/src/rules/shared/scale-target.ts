// What an autoscaler, or something else that names a workload by its kind, is written to act on.
import {
  deploymentLikeKinds,
  type PodRunnerKind,
  type WorkloadKind,
  workloadKind,
  workloadKinds,
} from "../../kubernetes/kinds";
import type { ReferenceTarget } from "../../kubernetes/references/reference";
import { asScalar, at, child, stringAt } from "../../yaml/navigate";
import type { Path, Scalar } from "../../yaml/tree";
import type { RuleContext } from "../rule";

/** Those of Kubernetes' own kinds with a scale subresource. */
export const scalableKinds: readonly WorkloadKind[] = [
  "Deployment",
  "StatefulSet",
  "ReplicaSet",
  "ReplicationController",
];

/** Has a kind a scale subresource, of Kubernetes' own kinds and of those that are read like a Deployment? */
export function hasScale(kind: PodRunnerKind): boolean {
  return [...scalableKinds, ...deploymentLikeKinds].includes(kind);
}

export interface WrittenTarget {
  readonly target: ReferenceTarget;
  /** Of Kubernetes' own kinds; undefined for any other. */
  readonly kind: WorkloadKind | undefined;
  /** The way to the reference from the root of the object. */
  readonly path: Path;
  readonly kindNode: Scalar | undefined;
  readonly nameNode: Scalar | undefined;
  readonly apiVersion: string | undefined;
}

const fields: Readonly<Record<string, string>> = {
  HorizontalPodAutoscaler: "scaleTargetRef",
  ScaledObject: "scaleTargetRef",
  VerticalPodAutoscaler: "targetRef",
  Rollout: "workloadRef",
  Canary: "targetRef",
};

/** @returns undefined where the object names nothing */
export function writtenTarget({ resource, lookups }: RuleContext): WrittenTarget | undefined {
  const { scaler, pointer } = lookups.subject.facts;
  const target = (scaler ?? pointer)?.target;
  const field = fields[resource.kind];
  if (!target || field === undefined) return undefined;
  const path = ["spec", field];
  const reference = at(resource.root, ...path);
  const apiVersion = stringAt(reference, "apiVersion");
  return {
    target,
    // Without an API version the kind alone says what is meant.
    kind:
      apiVersion === undefined
        ? workloadKinds.find((kind) => kind === target.kind)
        : workloadKind(apiVersion, target.kind),
    path,
    kindNode: asScalar(child(reference, "kind")),
    nameNode: asScalar(child(reference, "name")),
    apiVersion,
  };
}
