// What rules may assume about the cluster: the part of the configuration that look-ups hand out.

export interface Assumptions {
  readonly kubernetesVersion: KubernetesVersion;
  /** Number of nodes, where the configuration says it. */
  readonly nodes: number | undefined;
  readonly zones: number | undefined;
  /** What people know of storage classes that manifests do not show. */
  readonly storageClasses: ReadonlyMap<string, KnownStorageClass>;
  /** The storage class of claims that name none. */
  readonly defaultStorageClass: string | undefined;
  readonly defaultNamespace: string | undefined;
  readonly statefulImages: readonly string[];
  readonly statelessImages: readonly string[];
  readonly singletons: readonly string[];
  /** Does the file lie where losing data is fine (`developmentPaths`)? */
  readonly development: boolean;
  /** Does the file lie in a folder in which nothing else will be applied (`closed`)? */
  readonly closed: boolean;
}

export interface KnownStorageClass {
  /** Can only one node have a volume whose claim says ReadWriteOnce? */
  readonly enforcesReadWriteOnce: boolean | undefined;
  /** Is each volume bound to one machine? */
  readonly nodeLocal: boolean | undefined;
}

/** A release of Kubernetes; a version without a patch number means the last patch release of its minor. */
export interface KubernetesVersion {
  readonly major: number;
  readonly minor: number;
  readonly patch: number | undefined;
}

/** The release that is assumed where nothing says another. */
export const defaultKubernetesVersion: KubernetesVersion = { major: 1, minor: 36, patch: undefined };

/** Reads `1.36`, `v1.36` and `1.36.3`; undefined for anything else. */
export function kubernetesVersion(text: string): KubernetesVersion | undefined {
  const match = /^v?(\d+)\.(\d+)(?:\.(\d+))?$/.exec(text.trim());
  if (!match) return undefined;
  return {
    major: Number(match[1]),
    minor: Number(match[2]),
    patch: match[3] === undefined ? undefined : Number(match[3]),
  };
}

/** Is the version the given release or a later one? */
export function isAtLeast(version: KubernetesVersion, major: number, minor: number): boolean {
  return version.major > major || (version.major === major && version.minor >= minor);
}

export const defaultAssumptions: Assumptions = {
  kubernetesVersion: defaultKubernetesVersion,
  nodes: undefined,
  zones: undefined,
  storageClasses: new Map(),
  defaultStorageClass: undefined,
  defaultNamespace: undefined,
  statefulImages: [],
  statelessImages: [],
  singletons: [],
  development: false,
  closed: false,
};

/**
 * Does the API server of this release keep `maxUnavailable` of a StatefulSet? The gate MaxUnavailableStatefulSet is on in 1.35.0
 * to 1.35.3 and from 1.37; elsewhere the field is dropped without a word. A version without a patch number means its last
 * patch release. Source: kubernetes/website, feature-gates/MaxUnavailableStatefulSet.md.
 */
export function keepsSetMaxUnavailable(version: KubernetesVersion): boolean {
  if (isAtLeast(version, 1, 37)) return true;
  return version.major === 1 && version.minor === 35 && version.patch !== undefined && version.patch <= 3;
}
