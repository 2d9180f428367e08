// A name that one object writes and that means another one, with the place where it is written.
import type { Path } from "../../yaml/tree";

/**
 * What the name is there for. Look-ups in the other direction ask by it: who mounts a claim, what scales a workload.
 * - `claim`: Pods mount it; `claim-volume`: a claim is bound to a volume; `claim-of-volume`: a volume is kept for a claim
 * - `storage-class`, `priority-class`, `service-account`, `config-map`, `secret`, `image-pull-secret`
 * - `governing-service`: a StatefulSet's `serviceName`; `backend`: where an Ingress or a route leads
 * - `scaled`: an autoscaler changes the number of Pods; `driven`: something else acts on the workload
 * - `made`: a custom resource out of which a controller makes the object
 * - `backup`: it saves or restores a claim; `health`: it waits for an object or ignores differences in it
 * - `granted`: a role allows something with it; `patched`: a patch of Flux means it, in whatever namespace it is
 */
export type ReferenceRole =
  | "claim"
  | "claim-volume"
  | "claim-of-volume"
  | "storage-class"
  | "priority-class"
  | "service-account"
  | "config-map"
  | "secret"
  | "image-pull-secret"
  | "governing-service"
  | "backend"
  | "scaled"
  | "driven"
  | "backup"
  | "health"
  | "granted"
  | "made"
  | "patched";

export interface ReferenceTarget {
  /** The group under which the kind lives today. */
  readonly group: string;
  readonly kind: string;
  readonly name: string;
}

export interface Reference {
  readonly role: ReferenceRole;
  readonly target: ReferenceTarget;
  /** The namespace that is written beside the name; absent where the object's own holds. */
  readonly namespace?: string;
  /** The way to the name from the root of the object. */
  readonly path: Path;
  /** The key of a ConfigMap or a Secret that is asked for. */
  readonly key?: string;
  /** Present where the object may be missing. */
  readonly optional?: true;
}
