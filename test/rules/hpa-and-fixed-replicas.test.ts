// The rule hpa-and-fixed-replicas: its conditions, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { documents, files } from "./deployment-rwo-claim";
import { hpa, type Scaled, scaled, scaledObject } from "./scaled";

const id = "hpa-and-fixed-replicas";
const remove = "Remove replicas";
const note = "Remove replicas and note the first apply in a comment";
const replicas = (value: number | string = 3, label = "") =>
  `replicas: ${value}${label === "" ? "" : `\n#           ^ ${label}`}`;
const web = (label = `${id} warning`, more: Scaled = {}) => scaled({ spec: replicas(3, label), ...more });
const targetOf = (kind: string, apiVersion = "apps/v1") => `{apiVersion: ${apiVersion}, kind: ${kind}, name: web}`;

describe("reports", () => {
  it("says what is here, what will happen and what to do", () =>
    checkRule(
      id,
      documents(
        web(
          `${id} warning: HorizontalPodAutoscaler "web" sets the number of replicas, and each apply sets it back to 3. Remove replicas.`,
        ),
        hpa(),
      ),
    ));
  it("a StatefulSet (kube-score and KICS look at Deployments only)", () =>
    checkRule(id, documents(web(id, { kind: "StatefulSet" }), hpa({ target: targetOf("StatefulSet") }))));
  it("a Rollout", () =>
    checkRule(
      id,
      documents(
        web(id, { kind: "Rollout", apiVersion: "argoproj.io/v1alpha1" }),
        hpa({ target: targetOf("Rollout", "argoproj.io/v1alpha1") }),
      ),
    ));
  it("with a ScaledObject", () => checkRule(id, documents(web(), scaledObject())));
  it.each(["autoscaling/v1", "autoscaling/v2beta2"])("with %s", (apiVersion) =>
    checkRule(id, documents(web(), hpa({ apiVersion }))),
  );
  it("whatever version of the target's API is written (kube-score and kube-linter compare it as text)", () =>
    checkRule(id, documents(web(), hpa({ target: targetOf("Deployment", "apps/v1beta1") }))));
  it("one more than the least of the autoscaler, and one less", () => {
    checkRule(id, documents(web(id), hpa()));
    checkRule(id, documents(web(id), hpa({ spec: "minReplicas: 4\nmaxReplicas: 5" })));
  });
  it("the least of one of two autoscalers", () =>
    checkRule(id, documents(web(id), hpa({ spec: "minReplicas: 3\nmaxReplicas: 5" }), scaledObject())));
  it("beside a least number that is a variable", () =>
    checkRule(id, documents(web(id), hpa({ spec: "minReplicas: ${MIN:=3}\nmaxReplicas: 5" }))));
  it("one", () => checkRule(id, documents(scaled({ spec: replicas(1, id) }), hpa())));
  it("with an autoscaler in another file", () =>
    checkRule(id, files({ "web.yaml": web(), "scaling/hpa.yaml": hpa() })));
  it("in the build that has an autoscaler", () =>
    checkRule(
      id,
      files({
        "base/kustomization.yaml": "resources: [web.yaml]\n",
        "base/web.yaml": web(
          `${id} warning: In prod: HorizontalPodAutoscaler "web" sets the number of replicas, and each apply sets it back to 3. Remove replicas.`,
        ),
        "dev/kustomization.yaml": "resources: [../base]\n",
        "prod/kustomization.yaml": "resources: [../base, hpa.yaml]\n",
        "prod/hpa.yaml": hpa(),
      }),
    ));
  it("a number that a kustomization sets", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "resources: [web.yaml, hpa.yaml]\nreplicas: [{name: web, count: 4}]\n",
        "web.yaml": scaled({ marker: id }),
        "hpa.yaml": hpa(),
      }),
    ));
  it("names all autoscalers", () =>
    expect(relatedOf(id, documents(web(), hpa(), scaledObject()))).toEqual([
      'HorizontalPodAutoscaler "web" scales it from 2 to 5',
      'ScaledObject "web" scales it from 0 to 100',
    ]));
});

describe("is silent", () => {
  it.each([
    ["without a number", ""],
    ["fp-nothing-written", "replicas: null"],
    ["fp-paused-with-0", "replicas: 0"],
    ["fp-variable", "replicas: ${REPLICAS}"],
    ["fp-variable-with-default", "replicas: ${REPLICAS:=3}"],
  ])("%s", (_, spec) => checkRule(id, documents(scaled({ spec }), hpa())));
  it("fp-first-number: the least of the autoscaler, for the first create", () => {
    checkRule(id, documents(scaled({ spec: replicas(2) }), hpa()));
    checkRule(id, documents(scaled({ spec: replicas(1) }), hpa({ spec: "maxReplicas: 5" })));
  });
  it("fp-paused-by-an-annotation", () => {
    const paused = (value: string) =>
      scaledObject().replace(
        "metadata: {name: web}",
        `metadata: {name: web, annotations: {autoscaling.keda.sh/paused: "${value}"}}`,
      );
    checkRule(id, documents(scaled({ spec: replicas() }), paused("true")));
    checkRule(id, documents(scaled({ spec: replicas() }), paused("")));
    checkRule(id, documents(web(id), paused("false")));
    checkRule(id, documents(web(id), paused("true"), hpa()));
  });
  it("without an autoscaler", () => checkRule(id, scaled({ spec: replicas() })));
  it("fp-autoscaler-of-another-kind", () =>
    checkRule(id, documents(scaled({ spec: replicas() }), hpa({ target: targetOf("StatefulSet") }))));
  it("fp-autoscaler-of-another-namespace (kube-linter ignores the namespace)", () =>
    checkRule(
      id,
      documents(
        scaled({ spec: replicas() }).replace("{name: web}", "{name: web, namespace: a}"),
        hpa().replace("{name: web}\n", "{name: web, namespace: b}\n"),
      ),
    ));
  it("fp-autoscaler-in-a-far-folder-that-may-mean-several", () =>
    checkRule(
      id,
      files({
        "one/web.yaml": scaled({ spec: replicas() }),
        "two/web.yaml": scaled({ spec: replicas() }),
        "testdata/hpa.yaml": hpa(),
      }),
    ));
  it("fp-autoscaler-of-the-next-episode", () =>
    checkRule(
      id,
      files({
        "episode-1/web.yaml": scaled({ spec: replicas() }),
        "episode-2/web.yaml": documents(scaled(), hpa()),
      }),
    ));
  it("fp-what-a-patch-takes-out", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "resources: [web.yaml, hpa.yaml]\npatches: [{path: patch.yaml}]\n",
        "web.yaml": scaled({ spec: replicas() }),
        "hpa.yaml": hpa(),
        "patch.yaml": "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: null}\n",
      }),
    ));
  const application = (entry: string, kind = "Application") =>
    kind === "Application"
      ? `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: web, namespace: argocd}\nspec: {ignoreDifferences: [${entry}]}\n`
      : `apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {name: web, namespace: argocd}\nspec: {template: {spec: {ignoreDifferences: [${entry}]}}}\n`;
  it.each([
    ["fp-argo-ignores-it", "{group: apps, kind: Deployment, name: web, jsonPointers: [/spec/replicas]}", "Application"],
    ["fp-argo-ignores-all", "{group: apps, kind: Deployment, jsonPointers: [/spec/replicas]}", "Application"],
    ["fp-argo-ignores-by-jq", "{group: apps, kind: Deployment, jqPathExpressions: [.spec.replicas]}", "ApplicationSet"],
  ])("%s", (_, entry, kind) => checkRule(id, documents(scaled({ spec: replicas() }), hpa(), application(entry, kind))));
  it.each([
    ["another field", "{group: apps, kind: Deployment, name: web, jsonPointers: [/spec/template]}"],
    ["another name", "{group: apps, kind: Deployment, name: api, jsonPointers: [/spec/replicas]}"],
    ["another kind", "{group: apps, kind: StatefulSet, jsonPointers: [/spec/replicas]}"],
  ])("but not where Argo CD ignores %s", (_, entry) => checkRule(id, documents(web(), hpa(), application(entry))));
});

describe(remove, () => {
  it("takes out the line", () =>
    checkFix(id, remove, documents(scaled({ spec: replicas() }), hpa()), documents(scaled(), hpa())));
  it("in an item of a List", () => {
    const list = (more: string) =>
      documents(
        `apiVersion: v1\nkind: List\nitems:\n- apiVersion: apps/v1\n  kind: Deployment\n  metadata: {name: web}\n  spec: {${more}selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: a, image: a}]}}}\n`,
        hpa(),
      );
    checkFix(id, remove, list("replicas: 3, "), list(""));
  });
  const patched = (own: string, patch: string) =>
    files({
      "base/kustomization.yaml": "resources: [web.yaml]\n",
      "base/web.yaml": scaled({ spec: own }),
      "dev/kustomization.yaml": "resources: [../base]\n",
      "prod/kustomization.yaml": "resources: [../base, hpa.yaml]\npatches: [{path: patch.yaml}]\n",
      "prod/hpa.yaml": hpa(),
      "prod/patch.yaml": `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  paused: false\n${patch}`,
    });
  it("in the patch that says it", () => checkFix(id, remove, patched("", "  replicas: 3\n"), patched("", "")));
  it("in a patch, by null where the base says a number too", () =>
    checkFix(id, remove, patched("replicas: 1", "  replicas: 3\n"), patched("replicas: 1", "  replicas: null\n")));
  const counted = (entry: string, own = "") =>
    files({
      "kustomization.yaml": `resources: [web.yaml, hpa.yaml]\nreplicas:\n  - name: api\n    count: 2\n${entry}`,
      "web.yaml": scaled({ spec: own }),
      "hpa.yaml": hpa(),
    });
  const entry = "  - name: web\n    count: 3\n";
  it("in the kustomization that sets it", () => checkFix(id, remove, counted(entry), counted("")));
  it("is not offered where the object would say a number again", () =>
    expect(fixTitles(id, counted(entry, "replicas: 1"))).toEqual([]));
  it("is not offered where another build has no autoscaler and would be left with one Pod", () =>
    expect(
      fixTitles(
        id,
        files({
          "base/kustomization.yaml": "resources: [web.yaml]\n",
          "base/web.yaml": scaled({ spec: replicas() }),
          "dev/kustomization.yaml": "resources: [../base]\n",
          "prod/kustomization.yaml": "resources: [../base, hpa.yaml]\n",
          "prod/hpa.yaml": hpa(),
        }),
      ),
    ).toEqual([]));
  it("is not offered where a list of operations says it", () =>
    expect(
      fixTitles(
        id,
        files({
          "kustomization.yaml":
            "resources: [web.yaml, hpa.yaml]\npatches:\n  - target: {kind: Deployment}\n    patch: |\n      - op: add\n        path: /spec/replicas\n        value: 3\n",
          "web.yaml": scaled(),
          "hpa.yaml": hpa(),
        }),
      ),
    ).toEqual([]));
});

describe(note, () => {
  const comment =
    '# HorizontalPodAutoscaler "web" sets replicas. Before the first apply without them, so that it keeps its Pods:\n  # kubectl apply edit-last-applied deployment/web, and remove replicas there.';
  it("in the place of the line, whose own comment stays", () =>
    checkFix(
      id,
      note,
      documents(scaled({ spec: "replicas: 3 # at night" }), hpa()),
      documents(scaled({ spec: "@" }).replace("@", `${comment} # at night`), hpa()),
    ));
  it("with the line ends of the file", () => {
    const crlf = (text: string) => text.replaceAll("\n", "\r\n");
    checkFix(
      id,
      note,
      crlf(documents(scaled({ spec: replicas() }), hpa())),
      crlf(documents(scaled({ spec: "@" }).replace("@", comment), hpa())),
    );
  });
  it("stands second, and is not offered in flow style", () => {
    expect(fixTitles(id, documents(scaled({ spec: replicas() }), hpa()))).toEqual([remove, note]);
    const flow = scaled({ spec: replicas() }).replace(
      /spec:\n {2}replicas: 3\n[\s\S]*/,
      "spec: {replicas: 3, selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: a, image: a}]}}}\n",
    );
    expect(fixTitles(id, documents(flow, hpa()))).toEqual([remove]);
  });
});
