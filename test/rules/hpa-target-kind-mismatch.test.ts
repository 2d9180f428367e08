// The rule hpa-target-kind-mismatch: its conditions, its traps and its fix.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { claim, documents, files } from "./deployment-rwo-claim";
import { budget, type Hpa, hpa, type Scaled, scaled, scaledObject, under } from "./scaled";

const id = "hpa-target-kind-mismatch";
const set = (more: Scaled = {}) => scaled({ kind: "StatefulSet", ...more });
const targetOf = (kind: string, apiVersion = "apps/v1", name = "web") =>
  `{apiVersion: ${apiVersion}, kind: ${kind}, name: ${name}}`;

/** An autoscaler that is reported on its target's kind. */
function wrong(label = `${id} warning`, target = targetOf("Deployment"), more: Hpa = {}): string {
  const kind = /kind: (\w+)/.exec(target)?.[1] ?? "";
  return hpa({ target, marker: under(`  scaleTargetRef: ${target}`, kind, label), ...more });
}

/** An object of another sort that names a workload. */
function pointer(kind: string, apiVersion: string, field: string, target: string, label: string): string {
  const line = `  ${field}: ${target}`;
  const word = /kind: (\w+)/.exec(target)?.[1] ?? "";
  const marker = label === "" ? [] : [under(line, word, label)];
  return [`apiVersion: ${apiVersion}`, `kind: ${kind}`, "metadata: {name: web}", "spec:", line, ...marker, ""].join(
    "\n",
  );
}
const vpa = (target: string, label = id) =>
  pointer("VerticalPodAutoscaler", "autoscaling.k8s.io/v1", "targetRef", target, label);
const rollout = (target: string, label = id) =>
  pointer("Rollout", "argoproj.io/v1alpha1", "workloadRef", target, label);
const canary = (target: string, label = id) => pointer("Canary", "flagger.app/v1beta1", "targetRef", target, label);

describe("reports", () => {
  it("says what is here, what will happen and what to do", () =>
    checkRule(
      id,
      documents(
        set(),
        wrong(
          `${id} warning: There is no Deployment "web", but StatefulSet "web": the autoscaler does nothing. Set kind to StatefulSet.`,
        ),
      ),
    ));
  it.each([
    ["StatefulSet", "apps/v1", "Deployment", "apps/v1"],
    ["StatefulSet", "apps/v1", "ReplicaSet", "apps/v1"],
    ["Deployment", "apps/v1", "ReplicationController", "v1"],
    ["deployment", "apps/v1", "Deployment", "apps/v1"],
    ["DaemonSet", "apps/v1", "Deployment", "apps/v1"],
  ])("%s of %s where there is a %s", (kind, apiVersion, there, version) =>
    checkRule(id, documents(scaled({ kind: there, apiVersion: version }), wrong(id, targetOf(kind, apiVersion)))),
  );
  it("without an API version", () => checkRule(id, documents(set(), wrong(id, "{kind: Deployment, name: web}"))));
  it("a ScaledObject that writes the kind", () => {
    const target = "{name: web, kind: Deployment}";
    checkRule(
      id,
      documents(set(), scaledObject(target, "", "web", under(`  scaleTargetRef: ${target}`, "Deployment", id))),
    );
  });
  it("a ScaledObject that writes none, and means a Deployment", () =>
    checkRule(
      id,
      documents(
        set(),
        scaledObject(
          "{name: web}",
          "",
          "scaler",
          under(
            "  scaleTargetRef: {name: web}",
            "web",
            `${id} warning: Without kind it means Deployment "web", which is not there, but StatefulSet "web": the autoscaler does nothing. Set kind to StatefulSet.`,
          ).replace("^ ", "^ "),
        ),
      ),
    ));
  it.each(["StatefulSet", "DaemonSet"])("a VerticalPodAutoscaler where there is a %s", (kind) =>
    checkRule(id, documents(scaled({ kind }), vpa(targetOf("Deployment")))),
  );
  it("a Rollout, which drives no other kind", () =>
    checkRule(
      id,
      documents(
        set(),
        rollout(
          targetOf("Deployment"),
          `${id} warning: There is no Deployment "web", but StatefulSet "web", which a Rollout does not drive: it does nothing. Name a Deployment.`,
        ),
      ),
    ));
  it("a Canary", () => checkRule(id, documents(set(), canary(targetOf("Deployment")))));
  it("by the names of the build", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "namePrefix: dev-\nresources: [web.yaml, hpa.yaml]\n",
        "web.yaml": set(),
        "hpa.yaml": wrong(
          `${id} warning: There is no Deployment "dev-web", but StatefulSet "dev-web": the autoscaler does nothing. Set kind to StatefulSet.`,
        ),
      }),
    ));
  it("names the one that is there", () =>
    expect(relatedOf(id, documents(set(), hpa()))).toEqual(['This is StatefulSet "web"']));
});

describe("is silent", () => {
  it("fp-right-kind", () => checkRule(id, documents(set(), hpa({ target: targetOf("StatefulSet") }))));
  it("fp-right-kind-elsewhere-in-the-workspace", () =>
    checkRule(id, files({ "set/web.yaml": documents(set(), hpa()), "web/web.yaml": scaled() })));
  it("fp-both-kinds", () => checkRule(id, documents(set(), scaled(), hpa())));
  it("fp-two-others", () => checkRule(id, documents(set(), scaled({ kind: "ReplicaSet" }), hpa())));
  it("fp-nothing-of-that-name", () => checkRule(id, documents(set({ name: "api" }), hpa())));
  it("fp-other-unit", () => checkRule(id, files({ "a/web.yaml": set(), "b/hpa.yaml": hpa() })));
  it("fp-other-namespace", () =>
    checkRule(
      id,
      documents(
        set().replace("{name: web}", "{name: web, namespace: a}"),
        hpa().replace("{name: web}\n", "{name: web, namespace: b}\n"),
      ),
    ));
  it.each([
    ["fp-custom-resource (kube-linter#24, #932)", targetOf("WebApp", "example.com/v1")],
    ["fp-rollout", targetOf("Rollout", "argoproj.io/v1alpha1")],
    ["fp-kruise", targetOf("Deployment", "apps.kruise.io/v1alpha1")],
    ["fp-custom-kind-without-a-version", "{kind: WebApp, name: web}"],
    ["fp-variable", "{apiVersion: apps/v1, kind: '${KIND}', name: web}"],
    ["fp-no-kind, which is rejected", "{apiVersion: apps/v1, name: web}"],
    ["fp-variable-name", "{apiVersion: apps/v1, kind: Deployment, name: '${NAME}'}"],
  ])("%s", (_, target) => checkRule(id, documents(set(), hpa({ target }))));
  it.each(["DaemonSet", "Job", "Pod"])("fp-nothing-to-scale: a %s", (kind) =>
    checkRule(
      id,
      documents(scaled({ kind, apiVersion: kind === "Job" ? "batch/v1" : kind === "Pod" ? "v1" : "apps/v1" }), hpa()),
    ),
  );
  it("while it reads", () => checkRule(id, documents(set(), hpa()), { ready: false }));
  it("fp-a-file-that-was-not-read", () => checkRule(id, documents(set(), hpa()), { unread: ["web.yaml"] }));
  it("fp-a-document-that-does-not-parse (kube-linter#249, #591)", () =>
    checkRule(
      id,
      files({
        "set.yaml": documents(set(), hpa()),
        "web.yaml": "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web\n",
      }),
    ));
});

describe("Set kind to 'X'", () => {
  const title = "Set kind to 'X'";
  it("changes the one word", () =>
    checkFix(id, title, documents(set(), hpa()), documents(set(), hpa({ target: targetOf("StatefulSet") }))));
  it("adds the kind where there is none", () =>
    checkFix(
      id,
      title,
      documents(set(), scaledObject()),
      documents(set(), scaledObject("{name: web, kind: StatefulSet}")),
    ));
  it("with the version of the other kind", () => {
    const old = hpa({ target: targetOf("Deployment", "extensions/v1beta1") });
    checkFix(id, title, documents(set(), old), documents(set(), hpa({ target: targetOf("StatefulSet") })));
    const controller = scaled({ kind: "ReplicationController", apiVersion: "v1" });
    checkFix(
      id,
      title,
      documents(controller, hpa()),
      documents(controller, hpa({ target: targetOf("ReplicationController", "v1") })),
    );
  });
  it("of a VerticalPodAutoscaler", () =>
    checkFix(
      id,
      title,
      documents(scaled({ kind: "DaemonSet" }), vpa(targetOf("Deployment"), "")),
      documents(scaled({ kind: "DaemonSet" }), vpa(targetOf("DaemonSet"), "")),
    ));
  it("leaves the number of replicas to the autoscaler", () =>
    checkFix(
      id,
      title,
      documents(set({ spec: "replicas: 3" }), hpa()),
      documents(set(), hpa({ target: targetOf("StatefulSet") })),
    ));
  it("but the least of the autoscaler may stay", () =>
    checkFix(
      id,
      title,
      documents(set({ spec: "replicas: 2" }), hpa()),
      documents(set({ spec: "replicas: 2" }), hpa({ target: targetOf("StatefulSet") })),
    ));
  it("but a VerticalPodAutoscaler sets no number", () =>
    checkFix(
      id,
      title,
      documents(set({ spec: "replicas: 3" }), vpa(targetOf("Deployment"), "")),
      documents(set({ spec: "replicas: 3" }), vpa(targetOf("StatefulSet"), "")),
    ));
  const unit = (kind: string) =>
    files({
      "kustomization.yaml": "resources: [set.yaml, hpa.yaml]\npatches: [{path: patch.yaml}]\n",
      "set.yaml": set(),
      "hpa.yaml": hpa({ target: targetOf("StatefulSet") }),
      "patch.yaml": `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: web}\nspec: {scaleTargetRef: {kind: ${kind}}}\n`,
    });
  it("in the patch that says it", () => checkFix(id, title, unit("Deployment"), unit("StatefulSet")));

  const claimed: Scaled = {
    kind: "Deployment",
    container: "volumeMounts: [{name: data, mountPath: /data}]",
    pod: "volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]",
  };
  const share =
    "maxReplicas: 5\nmetrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 70}}}]";
  const requests = "resources: {requests: {cpu: 1}}";
  const auto = `${vpa(targetOf("StatefulSet"), "")}`;
  it.each([
    ["a claim of one node would be shared", [scaled(claimed), claim(), hpa({ target: targetOf("StatefulSet") })]],
    ["a claim that is not known", [scaled(claimed), hpa({ target: targetOf("StatefulSet") })]],
    [
      "claims would go with the Pods",
      [set({ spec: "persistentVolumeClaimRetentionPolicy: {whenScaled: Delete}" }), hpa()],
    ],
    ["there is another autoscaler", [set(), hpa(), hpa({ name: "set", target: targetOf("StatefulSet") })]],
    ["a budget would let none of the least number go", [set(), budget("minAvailable: 2"), hpa()]],
    ["there would be no utilization", [set(), hpa({ spec: share })]],
    ["another autoscaler changes the requests", [set({ container: requests }), auto, hpa({ spec: share })]],
    ["the least number is a variable", [set(), hpa({ spec: "minReplicas: ${MIN}\nmaxReplicas: 5" })]],
    ["the number of replicas is a variable", [set({ spec: "replicas: ${N:=3}" }), hpa()]],
    [
      "it would change the requests that another one goes by",
      [
        set({ container: requests }),
        hpa({ spec: share, target: targetOf("StatefulSet") }),
        vpa(targetOf("Deployment"), ""),
      ],
    ],
    ["a Rollout drives nothing else", [set(), rollout(targetOf("Deployment"), "")]],
    ["a Canary drives nothing else", [set(), canary(targetOf("Deployment"), "")]],
  ])("is not offered where %s", (_, texts) => {
    const source = documents(...texts);
    expect(relatedOf(id, source)).not.toEqual([]);
    expect(fixTitles(id, source)).toEqual([]);
  });
  it.each([
    [
      "all nodes may mount the claim",
      [scaled(claimed), claim("ReadWriteMany"), hpa({ target: targetOf("StatefulSet") })],
    ],
    [
      "there is one Pod at most",
      [scaled(claimed), claim(), hpa({ target: targetOf("StatefulSet"), spec: "maxReplicas: 1" })],
    ],
    ["a budget leaves one", [set(), budget("minAvailable: 1"), hpa()]],
    ["there are requests", [set({ container: requests }), hpa({ spec: share })]],
    [
      "the other autoscaler only recommends",
      [
        set({ container: requests }),
        auto.replace("spec:\n", 'spec:\n  updatePolicy: {updateMode: "Off"}\n'),
        hpa({ spec: share }),
      ],
    ],
    ["there may be no Pods at all", [set(), budget("minAvailable: 1"), scaledObject()]],
  ])("is offered where %s", (_, texts) =>
    expect(fixTitles(id, documents(...texts))).toEqual([
      expect.stringMatching(/^Set kind to '(?:StatefulSet|Deployment)'$/),
    ]),
  );
});

/** A Kustomization of Flux with one health check. @param words further words of the entry */
function flux(kind: string, words = "", label = ""): string {
  const line = `    - {apiVersion: apps/v1, kind: ${kind}, name: web${words}}`;
  const marker = label === "" ? "" : `${under(line, kind, label)}\n`;
  return `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: apps, namespace: flux-system}\nspec:\n  healthChecks:\n${line}\n${marker}`;
}
function argo(kind: string, label = ""): string {
  const line = `    - {group: apps, kind: ${kind}, name: web, jsonPointers: [/spec/template]}`;
  const marker = label === "" ? "" : `${under(line, kind, label)}\n`;
  return `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: apps}\nspec:\n  ignoreDifferences:\n${line}\n${marker}`;
}

describe("hints at entries of Flux and Argo CD", () => {
  const inShop = set().replace("{name: web}", "{name: web, namespace: shop}");
  it("a health check: what is here, what will happen and what to do", () =>
    checkRule(
      id,
      documents(
        inShop,
        flux(
          "Deployment",
          ", namespace: shop",
          `${id} hint: There is no Deployment "web", but StatefulSet "web": the health check waits until it times out. Set kind to StatefulSet.`,
        ),
      ),
    ));
  it("a difference that is to be ignored", () =>
    checkRule(
      id,
      documents(
        set(),
        argo(
          "Deployment",
          `${id} hint: There is no Deployment "web", but StatefulSet "web": the difference is not ignored. Set kind to StatefulSet.`,
        ),
      ),
    ));
  it.each([
    ["fp-right-kind", documents(inShop, flux("StatefulSet", ", namespace: shop"))],
    ["fp-another-namespace", documents(inShop, flux("Deployment", ", namespace: other"))],
    ["fp-of-the-namespace-of-flux", documents(inShop, flux("Deployment"))],
    ["fp-not-here", flux("Deployment", ", namespace: shop")],
    ["fp-both-kinds", documents(inShop, scaled(), flux("Deployment", ", namespace: shop"))],
    ["fp-two-others", documents(set(), scaled({ kind: "ReplicaSet" }), argo("Deployment"))],
    ["fp-another-directory", files({ "a/web.yaml": set(), "b/argo.yaml": argo("Deployment") })],
    ["fp-another-group", documents(set(), argo("Deployment").replace("group: apps", "group: apps.kruise.io"))],
  ])("%s", (_, source) => checkRule(id, source));
  it("and sets the kind", () => {
    checkFix(
      id,
      "Set kind to 'X'",
      documents(inShop, flux("Deployment", ", namespace: shop")),
      documents(inShop, flux("StatefulSet", ", namespace: shop")),
    );
    const job = documents(scaled({ kind: "Job", apiVersion: "batch/v1" }), argo("Deployment"));
    expect(relatedOf(id, job)).toEqual(['This is Job "web"']);
    expect(fixTitles(id, job)).toEqual([]);
  });
});

describe("targets of a kustomization", () => {
  const unit = (kustomization: string, more: Readonly<Record<string, string>> = {}) =>
    files({ "kustomization.yaml": `resources: [web.yaml]\n${kustomization}`, "web.yaml": set(), ...more });
  const add = "- {op: add, path: /metadata/annotations, value: {a: b}}";
  const patch = (target: string, operation = add) =>
    `patches:\n  - patch: |-\n      ${operation}\n    target:\n${target}`;
  const named = (label = "", kind = "Deployment", name = "web") =>
    `      kind: ${kind}\n${label && `#           ${"^".repeat(kind.length)} ${label}\n`}      name: ${name}\n`;
  const message = `${id} warning: There is no Deployment "web" in this build, but StatefulSet "web": Kustomize skips the patch without a word. Set kind to StatefulSet.`;

  it("says what is here, what will happen and what to do", () => checkRule(id, unit(patch(named(message)))));
  it("reports patchesJson6902", () =>
    checkRule(
      id,
      unit(
        `patchesJson6902:\n  - patch: '[${add.slice(2)}]'\n    target:\n      group: apps\n      version: v1\n${named(id)}`,
      ),
    ));
  it("reports the target of a replacement", () =>
    checkRule(
      id,
      unit(
        `replacements:\n  - source: {kind: StatefulSet, name: web, fieldPath: metadata.name}\n    targets:\n      - fieldPaths: [metadata.annotations.a]\n        select:\n          kind: Deployment\n#               ^^^^^^^^^^ ${id}\n          name: web\n`,
      ),
    ));
  it("reports an overlay of a base", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": `resources: [base]\n${patch(named(id))}`,
        "base/kustomization.yaml": "resources: [web.yaml]\n",
        "base/web.yaml": set(),
      }),
    ));
  it("names the one that is there", () =>
    expect(relatedOf(id, unit(patch(named())))).toEqual(['This is StatefulSet "web"']));

  it("sets the kind", () =>
    checkFix(
      id,
      "Set kind to 'X'",
      unit(patch(named().replace("Deployment", "Deployment # it"))),
      unit(patch(named().replace("Deployment", "StatefulSet # it"))),
    ));
  it("sets it where the patch is a file", () => {
    const filed = (kind: string) =>
      unit(`patches:\n  - path: patch.yaml\n    target:\n${named("", kind)}`, { "patch.yaml": `${add}\n` });
    checkFix(id, "Set kind to 'X'", filed("Deployment"), filed("StatefulSet"));
  });
  it.each(["- {op: remove, path: /spec/strategy}", "- {op: replace, path: /spec/replicas, value: 3}"])(
    "sets no kind for a patch that another kind may not take: %s",
    (operation) => expect(fixTitles(id, unit(patch(named(), operation)))).toEqual([]),
  );
  it("sets no kind beside a group that it has not", () =>
    expect(fixTitles(id, unit(patch(`      group: batch\n${named("", "CronJob")}`)))).toEqual([]));

  it("fp-right-kind", () => checkRule(id, unit(patch(named("", "StatefulSet")))));
  it("fp-nothing-of-that-name", () => checkRule(id, unit(patch(named("", "Deployment", "shop")))));
  it("fp-no-workload-of-that-name", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": `resources: [web.yaml, shop.yaml]\n${patch(named("", "Deployment", "shop"))}`,
        "web.yaml": set(),
        "shop.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: shop}\n",
      }),
    ));
  it("fp-both-kinds", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": `resources: [web.yaml, other.yaml]\n${patch(named())}`,
        "web.yaml": set(),
        "other.yaml": scaled(),
      }),
    ));
  it("fp-pattern", () => checkRule(id, unit(patch(named("", '"Deployment|StatefulSet"')))));
  it("fp-other-resource-of-the-name", () => checkRule(id, unit(patch(named("", "Service")))));
  it("fp-remote-base", () =>
    checkRule(id, unit(patch(named())).replace("[web.yaml]", '[web.yaml, "https://example.com/x.yaml"]')));
  it("fp-while-reading", () => checkRule(id, unit(patch(named())), { ready: false }));
});
