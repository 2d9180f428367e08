// What changed from release to release: APIs that go, fields that come.
import { describe, expect, it } from "vitest";
import { apiState, type GatedField, gatedState } from "../../server/src/kubernetes/versions";

const release = (minor: number) => ({ major: 1, minor });

describe("versions of APIs", () => {
  it.each([
    ["extensions/v1beta1", "Deployment", 8, 16, "apps/v1"],
    ["extensions/v1beta1", "NetworkPolicy", 9, 16, "networking.k8s.io/v1"],
    ["extensions/v1beta1", "Ingress", 14, 22, "networking.k8s.io/v1"],
    ["extensions/v1beta1", "PodSecurityPolicy", 11, 16, undefined],
    ["apps/v1beta1", "StatefulSet", 8, 16, "apps/v1"],
    ["apps/v1beta2", "DaemonSet", 9, 16, "apps/v1"],
    ["batch/v1beta1", "CronJob", 21, 25, "batch/v1"],
    ["batch/v2alpha1", "CronJob", 21, 21, "batch/v1"],
    ["policy/v1beta1", "PodDisruptionBudget", 21, 25, "policy/v1"],
    ["policy/v1beta1", "PodSecurityPolicy", 21, 25, undefined],
    ["autoscaling/v2beta1", "HorizontalPodAutoscaler", 22, 25, "autoscaling/v2"],
    ["autoscaling/v2beta2", "HorizontalPodAutoscaler", 23, 26, "autoscaling/v2"],
    ["networking.k8s.io/v1beta1", "Ingress", 19, 22, "networking.k8s.io/v1"],
    ["networking.k8s.io/v1beta1", "IngressClass", 19, 22, "networking.k8s.io/v1"],
  ])("%s %s", (apiVersion, kind, deprecated, removed, replacement) => {
    const at = (minor: number) => apiState(apiVersion, kind, release(minor));
    expect(at(deprecated - 1)).toBeUndefined();
    if (deprecated !== removed) expect(at(removed - 1)).toMatchObject({ state: "deprecated" });
    expect(at(deprecated)?.state).toBe(deprecated === removed ? "removed" : "deprecated");
    expect(at(removed)).toEqual({
      state: "removed",
      deprecated: `1.${deprecated}`,
      removed: `1.${removed}`,
      replacement,
    });
  });
  it("are silent about those of today, and of other kinds", () => {
    for (const [apiVersion, kind] of [
      ["apps/v1", "Deployment"],
      ["batch/v1", "Job"],
      ["autoscaling/v1", "HorizontalPodAutoscaler"],
      ["batch/v1beta1", "Job"],
      ["v1", "ReplicationController"],
    ] as const)
      expect(apiState(apiVersion, kind, release(36))).toBeUndefined();
  });
  it("name nothing that the release has not yet", () => {
    expect(apiState("extensions/v1beta1", "Ingress", release(18))?.replacement).toBeUndefined();
    expect(apiState("extensions/v1beta1", "Ingress", release(19))?.replacement).toBe("networking.k8s.io/v1");
    expect(apiState("extensions/v1beta1", "Deployment", release(8))?.replacement).toBeUndefined();
    expect(apiState("autoscaling/v2beta1", "HorizontalPodAutoscaler", release(22))?.replacement).toBeUndefined();
  });
  it("hold for the next major version, too", () =>
    expect(apiState("batch/v1beta1", "CronJob", { major: 2, minor: 0 })?.state).toBe("removed"));
});

describe("fields", () => {
  it.each<[GatedField, number, number]>([
    ["StatefulSet.minReadySeconds", 22, 23],
    ["StatefulSet.persistentVolumeClaimRetentionPolicy", 23, 27],
    ["StatefulSet.ordinals", 26, 27],
    ["DaemonSet.maxSurge", 21, 22],
    ["Job.podFailurePolicy", 25, 26],
    ["Job.backoffLimitPerIndex", 28, 29],
    ["Job.maxFailedIndexes", 28, 29],
    ["Job.podReplacementPolicy", 28, 29],
    ["Job.successPolicy", 30, 31],
    ["Job.managedBy", 30, 32],
    ["CronJob.timeZone", 24, 25],
    ["initContainer.restartPolicy", 28, 29],
    ["container.restartPolicy", 34, 35],
    ["PersistentVolumeClaim.ReadWriteOncePod", 22, 27],
    ["PersistentVolumeClaim.volumeAttributesClassName", 29, 34],
    ["PodDisruptionBudget.unhealthyPodEvictionPolicy", 26, 27],
  ])("%s", (field, known, on) => {
    const at = (minor: number) => gatedState(field, release(minor))?.state;
    expect([at(known - 1), at(known), at(on - 1), at(on), at(36)]).toEqual([
      "unknown",
      "off",
      "off",
      undefined,
      undefined,
    ]);
  });
});
