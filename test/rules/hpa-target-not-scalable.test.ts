// The rule hpa-target-not-scalable: its conditions and its traps.
import { describe, it } from "vitest";
import { checkRule } from "../support/check-rule";
import { documents } from "./deployment-rwo-claim";
import { hpa, scaled, scaledObject, under } from "./scaled";

const id = "hpa-target-not-scalable";

function targeted(kind: string, apiVersion: string, label = `${id} error`): string {
  const target = `{apiVersion: ${apiVersion}, kind: ${kind}, name: web}`;
  return hpa({ target, marker: under(`  scaleTargetRef: ${target}`, kind, label) });
}

describe("reports", () => {
  it("says what is here, what will happen and what to do", () =>
    checkRule(
      id,
      targeted(
        "DaemonSet",
        "apps/v1",
        `${id} error: DaemonSet "web" has no scale: the autoscaler is accepted and never scales anything. Remove it: there is one Pod on each node.`,
      ),
    ));
  it("a Pod, which is rejected", () =>
    checkRule(
      id,
      targeted(
        "Pod",
        "v1",
        `${id} error: Pod "web" has no scale: the API server rejects it. Name the workload that makes the Pods.`,
      ),
    ));
  it("a Job", () =>
    checkRule(
      id,
      targeted(
        "Job",
        "batch/v1",
        `${id} error: Job "web" has no scale: the autoscaler is accepted and never scales anything. Remove it, or scale a Deployment.`,
      ),
    ));
  it.each([
    ["CronJob", "batch/v1"],
    ["CronJob", "batch/v1beta1"],
    ["DaemonSet", "extensions/v1beta1"],
  ])("%s of %s", (kind, apiVersion) => checkRule(id, targeted(kind, apiVersion)));
  it("a DaemonSet that is there (Kubescape C-0300 takes it)", () =>
    checkRule(id, documents(targeted("DaemonSet", "apps/v1"), scaled({ kind: "DaemonSet" }))));
  it("a ScaledObject without an API version", () => {
    const target = "{kind: DaemonSet, name: web}";
    checkRule(id, scaledObject(target, "", "web", under(`  scaleTargetRef: ${target}`, "DaemonSet", id)));
  });
  it("a ScaledObject of a Pod", () => {
    const target = "{apiVersion: v1, kind: Pod, name: web}";
    const label = `${id} error: Pod "web" has no scale: the autoscaler is accepted and never scales anything. Name the workload that makes the Pods.`;
    checkRule(id, scaledObject(target, "", "web", under(`  scaleTargetRef: ${target}`, "Pod", label)));
  });
});

describe("is silent", () => {
  it.each([
    ["Deployment", "apps/v1"],
    ["StatefulSet", "apps/v1"],
    ["ReplicaSet", "apps/v1"],
    ["ReplicationController", "v1"],
    ["Rollout", "argoproj.io/v1alpha1"],
    ["DaemonSet", "apps.kruise.io/v1alpha1"],
    ["Job", "batch.volcano.sh/v1alpha1"],
  ])("fp-%s of %s", (kind, apiVersion) =>
    checkRule(id, hpa({ target: `{apiVersion: ${apiVersion}, kind: ${kind}, name: web}` })),
  );
  it("fp-scaled-object-without-kind", () => checkRule(id, scaledObject()));
  it("fp-vertical-autoscaler-of-a-daemonset", () =>
    checkRule(
      id,
      "apiVersion: autoscaling.k8s.io/v1\nkind: VerticalPodAutoscaler\nmetadata: {name: web}\nspec: {targetRef: {apiVersion: apps/v1, kind: DaemonSet, name: web}}\n",
    ));
  it("fp-scaled-job", () =>
    checkRule(
      id,
      "apiVersion: keda.sh/v1alpha1\nkind: ScaledJob\nmetadata: {name: web}\nspec: {jobTargetRef: {template: {spec: {containers: []}}}}\n",
    ));
});
