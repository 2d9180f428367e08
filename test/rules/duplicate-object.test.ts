// The rule duplicate-object: its condition and its traps.
import { describe, expect, it } from "vitest";
import { checkRule, relatedOf } from "../support/check-rule";
import { documents, files } from "./deployment-rwo-claim";

const id = "duplicate-object";

function object(name: string, { kind = "ConfigMap", apiVersion = "v1", namespace = "", marker = "" } = {}): string {
  return [
    `apiVersion: ${apiVersion}`,
    `kind: ${kind}`,
    "metadata:",
    `  name: ${name}`,
    ...(marker ? [`#       ${"^".repeat(name.length)} ${marker}`] : []),
    ...(namespace ? [`  namespace: ${namespace}`] : []),
    "",
  ].join("\n");
}

describe("warns", () => {
  it("of the second in a file", () =>
    checkRule(
      id,
      documents(
        object("a"),
        object("a", {
          marker: `${id} warning: ConfigMap "a" is here a second time: of both, only what is applied last remains. Rename or remove one.`,
        }),
      ),
    ));
  it("of the second by path, and of the third", () =>
    checkRule(
      id,
      files({
        "k8s/a.yaml": object("same"),
        "k8s/b.yaml": object("same", { marker: `${id} warning` }),
        "k8s/c.yaml": object("same", { marker: `${id} warning` }),
      }),
    ));
  it("in one namespace", () =>
    checkRule(
      id,
      documents(object("a", { namespace: "x" }), object("a", { namespace: "x", marker: `${id} warning` })),
    ));
  it("of kinds without a namespace whatever is written", () =>
    checkRule(
      id,
      documents(
        object("a", { kind: "PersistentVolume", namespace: "x" }),
        object("a", { kind: "PersistentVolume", marker: `${id} warning` }),
      ),
    ));
  it("of one kind in two groups of its history", () =>
    checkRule(
      id,
      documents(
        object("a", { kind: "Ingress", apiVersion: "extensions/v1beta1" }),
        object("a", { kind: "Ingress", apiVersion: "networking.k8s.io/v1", marker: `${id} warning` }),
      ),
    ));
  it("of custom resources", () =>
    checkRule(
      id,
      documents(
        object("a", { kind: "Widget", apiVersion: "example.com/v1" }),
        object("a", { kind: "Widget", apiVersion: "example.com/v1", marker: `${id} warning` }),
      ),
    ));
  it("of items of a List", () =>
    checkRule(
      id,
      `apiVersion: v1\nkind: List\nitems:\n  - {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}\n  - apiVersion: v1\n    kind: ConfigMap\n    metadata:\n      name: abc\n  - apiVersion: v1\n    kind: ConfigMap\n    metadata:\n      name: abc\n#           ^^^ ${id} warning\n`,
    ));
  it("of what one build holds twice", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "resources: [a.yaml, sub/b.yaml]\n",
        "a.yaml": object("a"),
        "sub/b.yaml": object("a", {
          marker: `${id} warning: ConfigMap "a" stands in this build a second time: Kustomize fails ("may not add resource with an already registered id"). Remove one.`,
        }),
      }),
    ));
  it("rests on the first", () =>
    expect(relatedOf(id, documents(object("a"), object("a")))).toEqual(['ConfigMap "a" stands here first']));
});

describe("is silent", () => {
  it("fp-another-namespace", () =>
    checkRule(id, documents(object("a", { namespace: "x" }), object("a", { namespace: "y" }))));
  it("fp-one-namespace-is-not-written", () => checkRule(id, documents(object("a", { namespace: "x" }), object("a"))));
  it("fp-another-kind", () => checkRule(id, documents(object("a"), object("a", { kind: "Secret" }))));
  it("fp-another-group", () =>
    checkRule(
      id,
      documents(
        object("a", { kind: "Service" }),
        object("a", { kind: "Service", apiVersion: "serving.knative.dev/v1" }),
      ),
    ));
  it("fp-bare-namespace: files that can be applied alone bring it along", () => {
    const space = object("a", { kind: "Namespace" });
    checkRule(id, files({ "one.yaml": space, "two.yaml": space }));
    const labelled = object("a", { kind: "Namespace", marker: `${id} warning` }).concat("  labels: {team: a}\n");
    checkRule(id, files({ "one.yaml": space, "two.yaml": labelled }));
    const again = object("a", { kind: "Namespace", marker: `${id} warning` });
    checkRule(
      id,
      files({ "kustomization.yaml": "resources: [one.yaml, two.yaml]\n", "one.yaml": space, "two.yaml": again }),
    );
  });
  it("fp-another-directory", () => checkRule(id, files({ "one/a.yaml": object("a"), "two/a.yaml": object("a") })));
  it("fp-overlay", () =>
    checkRule(
      id,
      files({
        "base/kustomization.yaml": "resources: [a.yaml]\n",
        "base/a.yaml": object("a"),
        "dev/kustomization.yaml": "resources: [../base]\npatches: [{path: a.yaml}]\n",
        "dev/a.yaml": `${object("a")}data: {x: y}\n`,
        "prod/kustomization.yaml": "resources: [../base]\n",
      }),
    ));
  it("fp-all-in-one", () => {
    checkRule(
      id,
      files({
        "k8s/all.yaml": documents(object("a"), object("b")),
        "k8s/a.yaml": object("a"),
        "k8s/b.yaml": object("b"),
      }),
    );
    checkRule(
      id,
      files({
        "k8s/a.yaml": documents(object("a"), object("b")),
        "k8s/b.yaml": documents(object("a", { marker: id }), object("c")),
      }),
    );
  });
  it("fp-cases-of-tests", () => {
    checkRule(id, files({ "a/testdata/one.yaml": object("a"), "a/testdata/two.yaml": object("a") }));
    checkRule(id, files({ "examples/one.yaml": object("a"), "examples/two.yaml": object("a") }));
    checkRule(id, files({ "examples/one.yaml": documents(object("a"), object("a", { marker: id })) }));
  });
  it.each([
    ["ingress.yaml", "ingress-tls.yaml"],
    ["pods01.yaml", "pods02.yaml"],
    ["job-2b.yaml", "job-7b.yaml"],
    ["nfs-server-azure.yaml", "nfs-server-gce.yaml"],
    ["iscsi.yml", "iscsi-chap.yml"],
    ["route-step-1-single.yaml", "route-step-2-mirroring.yaml"],
    ["1-add-prefix.yaml", "2-strip-prefix.yaml"],
    ["canary-0-100.yaml", "canary-50-50.yaml"],
    ["valid.yaml", "invalid-providers.yaml"],
  ])("fp-variants: %s and %s", (first, second) =>
    checkRule(id, files({ [`k8s/${first}`]: object("settings"), [`k8s/${second}`]: object("settings") })),
  );
  it("fp-variants: two of three say so", () =>
    checkRule(
      id,
      files({ "k8s/first.yaml": object("a"), "k8s/big.yaml": object("a"), "k8s/big-gpu.yaml": object("a") }),
    ));
  it.each([
    ["web-copy.yaml", "web.yaml"],
    ["web-old.yaml", "web.yaml"],
    ["backend-service.yaml", "frontend-service.yaml"],
    ["shop-backend.yaml", "shop-frontend.yaml"],
    ["settings-a.yaml", "settings-settings.yaml"],
    ["one.yaml", "two.yaml"],
  ])("no variants: %s and %s", (first, second) =>
    checkRule(
      id,
      files({ [`k8s/${first}`]: object("settings"), [`k8s/${second}`]: object("settings", { marker: id }) }),
    ),
  );
  it("fp-files-that-hold-several-objects-both", () => {
    const own = (name: string) => documents(object("settings"), object("more"), object(name));
    checkRule(id, files({ "k8s/beats.yaml": own("beats"), "k8s/fleet.yaml": own("fleet") }));
  });
  it("no variants of one file", () =>
    checkRule(
      id,
      files({
        "k8s/ingress.yaml": documents(object("a"), object("a", { marker: id })),
        "k8s/ingress-tls.yaml": object("b"),
      }),
    ));
  it("fp-generate-name", () => {
    const one =
      "apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: a-}\nspec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: a}]}}}\n";
    checkRule(id, documents(one, one));
  });
  it("fp-variable", () => checkRule(id, documents(object('"${NAME}"'), object('"${NAME}"'))));
  it("fp-helm-template", () =>
    checkRule(
      id,
      files({
        "c/Chart.yaml": "apiVersion: v2\nname: c\nversion: 1.0.0\n",
        "c/templates/a.yaml": `{{- if .Values.x }}\n${object("a")}{{- else }}\n---\n${object("a")}{{- end }}\n`,
      }),
    ));
});
