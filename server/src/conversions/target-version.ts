// The release of Kubernetes that the manifests are for.
import type { KubernetesVersion } from "../config/assumptions";
import type { Subject } from "./conversion";

/** The same in all units, but for configurations of their folders; that of the first counts. */
export function targetVersion({ situations }: Subject): KubernetesVersion {
  return situations[0]?.lookups.assumptions.kubernetesVersion ?? { major: 1, minor: 36, patch: undefined };
}
