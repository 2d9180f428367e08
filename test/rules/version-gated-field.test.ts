// The rule version-gated-field: its conditions and its traps.
import { describe, it } from "vitest";
import { checkRule } from "../support/check-rule";
import { container, cronJob, indent, job, markedKey } from "./job-manifests";

const id = "version-gated-field";
const target = (kubernetesVersion: string) => ({ settings: { kubernetesVersion } });
const off = (version: string, name: string, on: string) =>
  `${id} information: Kubernetes ${version} has ${name} behind a feature gate that is off: it is dropped without a word. Remove it, or use ${on} or newer.`;
const unknown = (version: string, name: string, on: string) =>
  `${id} information: Kubernetes ${version} does not know ${name}: kubectl rejects it, other clients drop it. Remove it, or use ${on} or newer.`;
const jobFields = {
  podFailurePolicy: "{rules: []}",
  successPolicy: "{rules: []}",
  backoffLimitPerIndex: "1",
  maxFailedIndexes: "1",
  podReplacementPolicy: "Failed",
  managedBy: "example.com/a",
};

/** @param spec lines of `spec`; the marker of their first key stands below it */
function workload(kind: string, spec: string): string {
  return [
    "apiVersion: apps/v1",
    `kind: ${kind}`,
    "metadata: {name: db}",
    "spec:",
    "  selector: {matchLabels: {app: db}}",
    indent(spec, 2),
    "  template:",
    "    metadata: {labels: {app: db}}",
    "    spec: {containers: [{name: db, image: registry.example/db:1}]}",
    "",
  ].join("\n");
}

describe("reports", () => {
  it("a field behind a gate that is off", () =>
    checkRule(
      id,
      cronJob({
        cron: `schedule: "0 3 * * *"\n${markedKey("timeZone: UTC", off("1.24", "timeZone", "1.25"))}`,
      }),
      target("1.24"),
    ));
  it("a field that the release does not know", () =>
    checkRule(
      id,
      cronJob({
        cron: `schedule: "0 3 * * *"\n${markedKey("timeZone: UTC", unknown("1.23", "timeZone", "1.25"))}`,
      }),
      target("1.23.4"),
    ));
  it.each(Object.entries(jobFields))("%s", (field, value) => {
    checkRule(id, job({ spec: markedKey(`${field}: ${value}`, id) }), target("1.25"));
    checkRule(id, cronJob({ spec: markedKey(`${field}: ${value}`, id) }), target("1.25"));
  });
  it.each([
    ["minReadySeconds: 3", "1.22"],
    ["persistentVolumeClaimRetentionPolicy: {whenDeleted: Delete}", "1.26"],
    ["ordinals: {start: 1}", "1.26"],
  ])("of a StatefulSet: %s", (line, version) =>
    checkRule(id, workload("StatefulSet", markedKey(line, id)), target(version)),
  );
  it("maxSurge of a DaemonSet", () =>
    checkRule(
      id,
      workload("DaemonSet", `updateStrategy:\n  rollingUpdate:\n    maxSurge: 1\n#   ^^^^^^^^ ${id}`),
      target("1.21"),
    ));
  it("the policy of an init container", () =>
    checkRule(
      id,
      job({
        pod: `restartPolicy: Never\ninitContainers:\n  - name: a\n    image: registry.example/a:1\n    restartPolicy: Always\n#   ^^^^^^^^^^^^^ ${off("1.28", "restartPolicy of init containers", "1.29")}`,
      }),
      target("1.28"),
    ));
  it.each([
    ["1.27", "unknown"],
    ["1.34", "off"],
  ])("the policy of a container in %s", (version, state) => {
    const name = "restartPolicy of containers";
    const label = state === "off" ? off(version, name, "1.35") : unknown(version, name, "1.35");
    const lines = container("a", "registry.example/a:1", "restartPolicy: Always");
    checkRule(id, job({ containers: `${lines}\n# ^^^^^^^^^^^^^ ${label}` }), target(version));
  });
  it("ReadWriteOncePod of a claim and of a claim template", () => {
    const label = `${id} information: Kubernetes 1.26 has the access mode ReadWriteOncePod behind a feature gate that is off. Use ReadWriteOnce, or 1.27 or newer.`;
    checkRule(
      id,
      `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: a}\nspec:\n  accessModes: [ReadWriteOncePod]\n# ^^^^^^^^^^^ ${label}\n`,
      target("1.26"),
    );
    checkRule(
      id,
      workload(
        "StatefulSet",
        `volumeClaimTemplates:\n  - metadata: {name: a}\n    spec:\n      accessModes: [ReadWriteOncePod]\n#     ^^^^^^^^^^^ ${label}`,
      ),
      target("1.26"),
    );
  });
  it("ReadWriteOncePod where it is not known", () =>
    checkRule(
      id,
      `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: a}\nspec:\n  accessModes: [ReadWriteOncePod]\n# ^^^^^^^^^^^ ${id} information: Kubernetes 1.21 does not know the access mode ReadWriteOncePod. Use ReadWriteOnce, or 1.27 or newer.\n`,
      target("1.21"),
    ));
  it("volumeAttributesClassName of a claim, which was off for long", () =>
    checkRule(
      id,
      `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: a}\nspec:\n  volumeAttributesClassName: a\n# ^^^^^^^^^^^^^^^^^^^^^^^^^ ${id}\n`,
      target("1.33"),
    ));
  it("unhealthyPodEvictionPolicy of a budget", () =>
    checkRule(
      id,
      `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: a}\nspec:\n  unhealthyPodEvictionPolicy: AlwaysAllow\n# ^^^^^^^^^^^^^^^^^^^^^^^^^^ ${id}\n`,
      target("1.26"),
    ));
});

describe("is silent", () => {
  const all = Object.entries(jobFields)
    .map(([field, value]) => `${field}: ${value}`)
    .join("\n");
  it("fp-target-that-keeps-them", () => {
    checkRule(id, cronJob({ cron: 'schedule: "0 3 * * *"\ntimeZone: UTC', spec: all }));
    checkRule(id, workload("StatefulSet", "ordinals: {start: 1}\nminReadySeconds: 3"));
  });
  it("fp-null", () => checkRule(id, cronJob({ cron: 'schedule: "0 3 * * *"\ntimeZone:' }), target("1.24")));
  it("fp-same-name-of-another-kind", () => checkRule(id, workload("Deployment", "minReadySeconds: 3"), target("1.22")));
  it.each(["1.28", "1.33"])("fp-rejected-and-not-dropped: the policy of a container in %s", (version) =>
    checkRule(
      id,
      job({ containers: container("a", "registry.example/a:1", "restartPolicy: Always") }),
      target(version),
    ),
  );
  it("fp-other-modes", () =>
    checkRule(
      id,
      "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: a}\nspec: {accessModes: [ReadWriteOnce]}\n",
      target("1.21"),
    ));
});
