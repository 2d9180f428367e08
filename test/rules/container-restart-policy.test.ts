// The rule container-restart-policy: its conditions, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles } from "../support/check-rule";
import { files } from "./deployment-rwo-claim";
import { container, cronJob, job, marked } from "./job-manifests";

const id = "container-restart-policy";
const target = (kubernetesVersion: string) => ({ settings: { kubernetesVersion } });
const old = target("1.33");
const work = container("work", "registry.example/work:1");
const rejected = `Container "side" has a restartPolicy, which only init containers may have up to Kubernetes 1.33: the API server rejects it. Move or remove it.`;

/** A container `side` with a policy. */
function side(policy = "Always", label = ""): string {
  const line = `restartPolicy: ${policy}`;
  return container(
    "side",
    "registry.example/side:1",
    ...(label ? marked(line, policy, label).split("\n") : [line]),
  ).replace(/^ {2}#/m, "#  ");
}

function withSide(policy?: string, label?: string): string {
  return job({ containers: `${work}\n${side(policy, label)}` });
}

function other(kind: string, apiVersion: string, label: string): string {
  return withSide("Always", label)
    .replace("batch/v1", apiVersion)
    .replace("kind: Job", `kind: ${kind}`)
    .replace("  template:\n", "  selector: {matchLabels: {a: b}}\n  template:\n    metadata: {labels: {a: b}}\n");
}

describe("reports", () => {
  it("says what is here, what will happen and what to do", () =>
    checkRule(id, withSide("Always", `${id} error: ${rejected}`), old));
  it.each(["1.28", "1.30", "1.33.13"])("for %s", (version) => checkRule(id, withSide("Always", id), target(version)));
  it.each(["Never", "OnFailure"])("%s", (policy) => checkRule(id, withSide(policy, id), old));
  it("a CronJob", () => checkRule(id, cronJob({ containers: `${work}\n${side("Always", id)}` }), old));
  it.each([
    ["Deployment", "apps/v1"],
    ["DaemonSet", "apps/v1"],
    ["ReplicaSet", "apps/v1"],
    ["ReplicationController", "v1"],
  ])("a %s", (kind, apiVersion) => checkRule(id, other(kind, apiVersion, id), old));
  it("a StatefulSet, which is accepted below 1.34", () =>
    checkRule(
      id,
      other(
        "StatefulSet",
        "apps/v1",
        `${id} error: ${rejected.replace("the API server rejects it", "no Pod can be created")}`,
      ),
      old,
    ));
  it("a Pod", () =>
    checkRule(
      id,
      `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n    - name: side\n      image: registry.example/side:1\n      restartPolicy: Never\n#                    ^^^^^ ${id}\n`,
      old,
    ));
});

describe("is silent", () => {
  it.each(["1.27", "1.34", "1.36"])("for %s, which rejects nothing", (version) =>
    checkRule(id, withSide(), target(version)),
  );
  it("for the default target", () => checkRule(id, withSide()));
  it("fp-init-container", () =>
    checkRule(id, job({ pod: `restartPolicy: Never\ninitContainers:\n${side().replace(/^/gm, "  ")}` }), old));
  it("fp-policy-of-the-pod", () => checkRule(id, job(), old));
  it("fp-null", () => checkRule(id, withSide("null"), old));
});

describe("Move 'x' to initContainers", () => {
  const title = "Move 'x' to initContainers";
  it("keeps what it says", () =>
    checkFix(
      id,
      title,
      withSide("Always # beside it"),
      job({
        pod: `restartPolicy: Never\ninitContainers:\n${side("Always # beside it").replace(/^/gm, "  ")}`,
        containers: work,
      }),
      old,
    ));
  it("is none for another policy, for the only container, and below 1.29", () => {
    const remove = ["Remove restartPolicy"];
    expect(fixTitles(id, withSide("Never"), old)).toEqual(remove);
    expect(fixTitles(id, job({ containers: side() }), old)).toEqual(remove);
    expect(fixTitles(id, withSide(), target("1.28"))).toEqual(remove);
    expect(fixTitles(id, withSide(), target("1.29"))).toEqual(["Move 'side' to initContainers", ...remove]);
  });
});

describe("Remove restartPolicy", () => {
  it("takes it out", () =>
    checkFix(
      id,
      "Remove restartPolicy",
      withSide("Never"),
      job({ containers: `${work}\n${container("side", "registry.example/side:1")}` }),
      old,
    ));
  it("is none in a patch, where that of the base would count", () => {
    const unit = files({
      "kustomization.yaml": "resources: [job.yaml]\npatches: [{path: patch.yaml}]\n",
      "job.yaml": job({ containers: `${work}\n${container("side", "registry.example/side:1")}` }),
      "patch.yaml":
        "apiVersion: batch/v1\nkind: Job\nmetadata: {name: work}\nspec: {template: {spec: {containers: [{name: side, restartPolicy: Always}]}}}\n",
    });
    expect(fixTitles(id, unit, old)).toEqual([]);
  });
});
