// The rule pdb-blocks-evictions: its conditions, its traps and its fix.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { documents, files } from "./deployment-rwo-claim";
import { budget, hpa, pod, scaled, scaledObject } from "./scaled";

const id = "pdb-blocks-evictions";
const title = "Set maxUnavailable to 1";

/** A budget whose limit is reported. */
function wrong(limit: string, label = `${id} warning`): string {
  const [key = "", value = ""] = limit.split(": ");
  return budget(`${limit}\n# ${" ".repeat(key.length + 2)}${"^".repeat(value.length)} ${label}`);
}
const web = (replicas: number | string) => scaled({ spec: `replicas: ${replicas}` });

describe("reports", () => {
  it("says what is here, what will happen and what to do", () =>
    checkRule(
      id,
      documents(
        web(3),
        wrong(
          "minAvailable: 3",
          `${id} warning: minAvailable 3 keeps all 3 Pods of Deployment "web": no node can be drained. Set maxUnavailable to 1.`,
        ),
      ),
    ));
  it("the only Pod, where no number is written", () =>
    checkRule(
      id,
      documents(
        scaled(),
        wrong(
          "minAvailable: 1",
          `${id} warning: minAvailable 1 keeps the only Pod of Deployment "web": no node can be drained. Set maxUnavailable to 1.`,
        ),
      ),
    ));
  it("maxUnavailable 0", () =>
    checkRule(
      id,
      documents(
        web(3),
        wrong(
          "maxUnavailable: 0",
          `${id} warning: maxUnavailable 0 lets no Pod of Deployment "web" go: no node can be drained. Set maxUnavailable to 1.`,
        ),
      ),
    ));
  it.each([
    [3, "maxUnavailable: 0%"],
    [3, "minAvailable: 100%"],
    [3, "minAvailable: 4"],
    [2, "minAvailable: 51%"],
    [1, "minAvailable: 1%"],
    [3, "minAvailable: 67%"],
  ] as const)("%i replicas, %s", (replicas, limit) => checkRule(id, documents(web(replicas), wrong(limit, id))));
  it("the least that an autoscaler may bring about (Polaris takes equal for fine)", () =>
    checkRule(
      id,
      documents(
        scaled(),
        hpa(),
        wrong(
          "minAvailable: 2",
          `${id} warning: minAvailable 2 lets none go while Deployment "web" has 2 Pods, the least: no node can be drained. Set maxUnavailable to 1.`,
        ),
      ),
    ));
  it("neither limit", () =>
    checkRule(
      id,
      documents(
        web(3),
        budget("")
          .replace("  selector", `  selector`)
          .replace(
            /( {2}selector: .*\n)/,
            `$1# ^^^^^^^^ ${id} warning: With neither minAvailable nor maxUnavailable no Pod of Deployment "web" may ever be evicted: no node can be drained. Set maxUnavailable to 1.\n`,
          ),
      ),
    ));
  it.each(["StatefulSet", "ReplicaSet"])("%s", (kind) =>
    checkRule(id, documents(scaled({ kind }), wrong("minAvailable: 1", id))),
  );
  it("a ReplicationController", () =>
    checkRule(
      id,
      documents(scaled({ kind: "ReplicationController", apiVersion: "v1" }), wrong("minAvailable: 1", id)),
    ));
  it("bare Pods, as many as there are", () =>
    checkRule(
      id,
      documents(
        pod("a"),
        pod("b"),
        wrong(
          "minAvailable: 2",
          `${id} warning: minAvailable 2 keeps all 2 Pods of Pod "a" and 1 more: no node can be drained. Set minAvailable to 1.`,
        ),
      ),
    ));
  it("Pods that nothing counts but a whole minAvailable", () =>
    checkRule(
      id,
      documents(
        scaled({ kind: "DaemonSet" }),
        budget("").replace(
          /( {2}selector: .*\n)/,
          `$1# ^^^^^^^^ ${id} warning: With neither minAvailable nor maxUnavailable no Pod of DaemonSet "web" may ever be evicted: no node can be drained. Set a whole minAvailable.\n`,
        ),
      ),
    ));
  it("by the labels of the template, whatever the workload selects by (kube-linter takes the selector)", () =>
    checkRule(
      id,
      documents(
        scaled({ labels: "{app: web, tier: front}" }).replace(
          "{matchLabels: {app: web, tier: front}}",
          "{matchLabels: {tier: front}}",
        ),
        wrong("minAvailable: 1", id),
      ),
    ));
  it("all workloads together", () =>
    checkRule(
      id,
      documents(
        web(2),
        scaled({ name: "worker", labels: "{app: web, role: worker}", spec: "replicas: 1" }),
        wrong(
          "minAvailable: 3",
          `${id} warning: minAvailable 3 keeps all 3 Pods of Deployment "web" and 1 more: no node can be drained. Set maxUnavailable to 1.`,
        ),
      ),
    ));
  it("the build of an overlay with fewer replicas", () =>
    checkRule(
      id,
      files({
        "base/kustomization.yaml": "resources: [web.yaml]\n",
        "base/web.yaml": documents(
          web(3),
          wrong(
            "minAvailable: 2",
            `${id} warning: In dev: minAvailable 2 keeps all 2 Pods of Deployment "web": no node can be drained. Set maxUnavailable to 1.`,
          ),
        ),
        "dev/kustomization.yaml": "resources: [../base]\nreplicas: [{name: web, count: 2}]\n",
        "prod/kustomization.yaml": "resources: [../base]\n",
      }),
    ));
  it("matchExpressions", () =>
    checkRule(
      id,
      documents(
        scaled(),
        wrong("minAvailable: 1", id).replace(
          "{matchLabels: {app: web}}",
          "{matchExpressions: [{key: app, operator: In, values: [web]}]}",
        ),
      ),
    ));
  it("names the workloads", () =>
    expect(relatedOf(id, documents(web(1), budget("minAvailable: 1")))).toEqual([
      'Deployment "web" has 1 Pod at least',
    ]));
});

describe("is silent", () => {
  it.each([
    [3, "minAvailable: 2"],
    [3, "maxUnavailable: 1"],
    [3, "maxUnavailable: 1%"],
    [2, "minAvailable: 50%"],
    [3, "minAvailable: 66%"],
    [1, "minAvailable: 0"],
    [1, "maxUnavailable: 100%"],
  ] as const)("%i replicas, %s", (replicas, limit) => checkRule(id, documents(web(replicas), budget(limit))));
  it("fp-autoscaler-with-more-at-least (kube-linter asks it only where there is one replica)", () =>
    checkRule(id, documents(web(1), hpa(), budget("minAvailable: 1"))));
  it("fp-none-by-design", () => checkRule(id, documents(web(0), budget("minAvailable: 1"))));
  it("fp-scaled-to-zero (platform#1880)", () =>
    checkRule(id, documents(scaled(), scaledObject(), budget("minAvailable: 1"))));
  it("fp-one-of-two-workloads-is-enough", () =>
    checkRule(
      id,
      documents(
        web(1),
        scaled({ name: "b", labels: "{app: web, b: b}", spec: "replicas: 1" }),
        budget("minAvailable: 1"),
      ),
    ));
  it("fp-one-label-equal (Polaris matches any pair)", () =>
    checkRule(id, documents(scaled(), budget("minAvailable: 1", { selector: "{matchLabels: {app: web, tier: x}}" }))));
  it("fp-selector-of-the-workload-alone", () =>
    checkRule(id, documents(scaled(), budget("minAvailable: 1", { selector: "{matchLabels: {app: other}}" }))));
  it.each([
    ["fp-variable-number", web("${N}"), "minAvailable: 1"],
    ["fp-variable-number-with-default", web("${N:=1}"), "minAvailable: 1"],
    ["fp-variable-number-maxUnavailable", web("${N}"), "maxUnavailable: 0"],
    ["fp-variable-limit", web(1), "minAvailable: ${MIN}"],
  ])("%s", (_, workload, limit) => checkRule(id, documents(workload, budget(limit))));
  it("fp-unknown-number-of-a-daemonset", () =>
    checkRule(id, documents(scaled({ kind: "DaemonSet" }), budget("minAvailable: 1"))));
  it("fp-both-limits-are-another-rule", () =>
    checkRule(id, documents(web(1), budget("minAvailable: 1\nmaxUnavailable: 0"))));
  it("fp-v1beta1-empty-selector-is-nothing", () =>
    checkRule(id, documents(web(1), budget("minAvailable: 1", { selector: "{}", apiVersion: "policy/v1beta1" }))));
  it("fp-no-selector", () => checkRule(id, documents(web(1), budget("minAvailable: 1", { selector: "" }))));
  it("fp-pods-of-an-operator", () => checkRule(id, budget("minAvailable: 1")));
  it("fp-other-namespace", () =>
    checkRule(
      id,
      documents(
        web(1).replace("{name: web}", "{name: web, namespace: a}"),
        budget("minAvailable: 1").replace("{name: web}", "{name: web, namespace: b}"),
      ),
    ));
  it("fp-other-directory", () =>
    checkRule(id, files({ "a/web.yaml": web(1), "b/pdb.yaml": budget("minAvailable: 1") })));
});

describe(title, () => {
  it("in the place of the other limit", () =>
    checkFix(
      id,
      title,
      documents(web(1), budget("minAvailable: 1 # keep it")),
      documents(web(1), budget("maxUnavailable: 1 # keep it")),
    ));
  it("as another number", () =>
    checkFix(
      id,
      title,
      documents(web(3), budget("maxUnavailable: 0%")),
      documents(web(3), budget("maxUnavailable: 1")),
    ));
  it("where there is none", () =>
    checkFix(id, title, documents(web(3), budget("")), documents(web(3), budget("maxUnavailable: 1"))));
  it("where null stands", () =>
    checkFix(id, title, documents(web(3), budget("maxUnavailable:")), documents(web(3), budget("maxUnavailable: 1"))));
  const unit = (own: string, patch: string) =>
    files({
      "kustomization.yaml": "resources: [web.yaml, pdb.yaml]\npatches: [{path: patch.yaml}]\n",
      "web.yaml": web(2),
      "pdb.yaml": budget(own),
      "patch.yaml": `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: web}\nspec: {${patch}}\n`,
    });
  it("in the patch that says it", () => {
    checkFix(id, title, unit("", "minAvailable: 2"), unit("", "maxUnavailable: 1"));
    checkFix(id, title, unit("maxUnavailable: 2", "maxUnavailable: 0"), unit("maxUnavailable: 2", "maxUnavailable: 1"));
  });
  it("is not offered where the base would have the other limit still", () =>
    expect(fixTitles(id, unit("minAvailable: 1", "minAvailable: 2"))).toEqual([]));
  it("is not offered for Pods without a scale", () =>
    expect(fixTitles(id, documents(pod(), budget("minAvailable: 1")))).toEqual([]));
});
