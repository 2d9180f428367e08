// The rule restart-policy-needs-job: its conditions, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles } from "../support/check-rule";
import { files } from "./deployment-rwo-claim";

const id = "restart-policy-needs-job";

const kinds = [
  ["Deployment", "apps/v1"],
  ["StatefulSet", "apps/v1"],
  ["DaemonSet", "apps/v1"],
  ["ReplicaSet", "apps/v1"],
  ["ReplicationController", "v1"],
] as const;

/** @param pod lines of the Pod's spec */
function workload(kind: string, apiVersion: string, pod: string): string {
  const selector = kind === "ReplicationController" ? "{app: a}" : "{matchLabels: {app: a}}";
  return `apiVersion: ${apiVersion}
kind: ${kind}
metadata: {name: a}
spec:
  selector: ${selector}
  template:
    metadata: {labels: {app: a}}
    spec:
${pod.replace(/^(?!#)/gm, "      ")}
      containers: [{name: a, image: a}]
`;
}

describe("says that the API server rejects", () => {
  it.each(kinds)("a restartPolicy in a %s", (kind, apiVersion) => {
    const marker = `#                    ^^^^^^^^^ ${id} error: restartPolicy OnFailure in a ${kind}: the API server rejects it, only Always is allowed. Set Always, or make it a Job.`;
    checkRule(id, workload(kind, apiVersion, `restartPolicy: OnFailure\n${marker}`));
  });
  it.each(kinds)("activeDeadlineSeconds in a %s", (kind, apiVersion) => {
    const marker = `#     ^^^^^^^^^^^^^^^^^^^^^ ${id} error: activeDeadlineSeconds in a ${kind}: the API server rejects it, only a Job's Pods may end. Remove it, or make it a Job.`;
    checkRule(id, workload(kind, apiVersion, `activeDeadlineSeconds: 0\n${marker}`));
  });
  it("Never, and what is none", () => {
    checkRule(id, workload("Deployment", "apps/v1", `restartPolicy: Never\n#                    ^^^^^ ${id} error`));
    checkRule(id, workload("Deployment", "apps/v1", `restartPolicy: always\n#                    ^^^^^^ ${id} error`));
  });
  it("what a patch brings, on the kind", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "resources: [a.yaml]\npatches: [{path: patch.yaml}]\n",
        "a.yaml": workload("Deployment", "apps/v1", "enableServiceLinks: false").replace(
          "kind: Deployment\n",
          `kind: Deployment\n#     ^^^^^^^^^^ ${id}\n`,
        ),
        "patch.yaml":
          "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {template: {spec: {restartPolicy: Never}}}\n",
      }),
    ));
});

describe("is silent", () => {
  it("fp-always", () => checkRule(id, workload("Deployment", "apps/v1", "restartPolicy: Always")));
  it("fp-absent-is-always", () => checkRule(id, workload("Deployment", "apps/v1", "enableServiceLinks: false")));
  it("fp-null-is-always", () =>
    checkRule(id, workload("Deployment", "apps/v1", "restartPolicy: null\nactiveDeadlineSeconds: null")));
  it("fp-job-that-ends", () => {
    checkRule(id, workload("Job", "batch/v1", "restartPolicy: Never\nactiveDeadlineSeconds: 60"));
    checkRule(id, workload("Job", "batch/v1", "restartPolicy: OnFailure"));
  });
  it("fp-bare-pod", () =>
    checkRule(
      id,
      "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  restartPolicy: Never\n  activeDeadlineSeconds: 5\n  containers: [{name: a, image: a}]\n",
    ));
  it("fp-native-sidecar", () =>
    checkRule(id, workload("Deployment", "apps/v1", "initContainers: [{name: s, image: s, restartPolicy: Always}]")));
  it("fp-variable", () => checkRule(id, workload("Deployment", "apps/v1", 'restartPolicy: "${POLICY}"')));
  it("fp-custom-resource", () => checkRule(id, workload("Deployment", "example.com/v1", "restartPolicy: Never")));
  it("fp-patch-that-mends-it", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "resources: [a.yaml]\npatches: [{path: patch.yaml}]\n",
        "a.yaml": workload("Deployment", "apps/v1", "restartPolicy: Never"),
        "patch.yaml":
          "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {template: {spec: {restartPolicy: Always}}}\n",
      }),
    ));
});

describe("mends", () => {
  const always = "Set restartPolicy to Always";
  it("the policy, and keeps what stands beside it", () =>
    checkFix(
      id,
      always,
      workload("Deployment", "apps/v1", 'restartPolicy: "Never" # once'),
      workload("Deployment", "apps/v1", 'restartPolicy: "Always" # once'),
    ));
  it("the policy in the patch that sets it", () => {
    const unit = (policy: string) =>
      files({
        "kustomization.yaml": "resources: [a.yaml]\npatches: [{path: patch.yaml}]\n",
        "a.yaml": workload("Deployment", "apps/v1", "enableServiceLinks: false"),
        "patch.yaml": `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec:\n  template:\n    spec:\n      restartPolicy: ${policy}\n`,
      });
    checkFix(id, always, unit("Never"), unit("Always"));
  });
  it("the deadline", () =>
    checkFix(
      id,
      "Remove activeDeadlineSeconds",
      workload("StatefulSet", "apps/v1", "activeDeadlineSeconds: 60\nenableServiceLinks: false"),
      workload("StatefulSet", "apps/v1", "enableServiceLinks: false"),
    ));
  it("nothing where a list of operations brings it", () =>
    expect(
      fixTitles(
        id,
        files({
          "kustomization.yaml":
            "resources: [a.yaml]\npatches:\n  - target: {kind: Deployment}\n    patch: |-\n      - {op: add, path: /spec/template/spec/restartPolicy, value: Never}\n",
          "a.yaml": workload("Deployment", "apps/v1", "enableServiceLinks: false"),
        }),
      ),
    ).not.toContain(always));
});
