// Fields of kustomizations that change objects without a patch; what is expected was measured with Kustomize 5.5.0.
import { describe, it } from "vitest";
import { deployment, expectBuilt, object } from "./build-files";

describe("fields of a kustomization", () => {
  it("namespace, names, replicas", () =>
    expectBuilt(
      {
        "web.yaml": deployment,
        "kustomization.yaml":
          "resources: [web.yaml]\nnamespace: prod\nnamePrefix: a-\nnameSuffix: -z\nreplicas: [{name: web, count: 4}]\n",
      },
      {
        ...object,
        metadata: { ...object.metadata, name: "a-web-z", namespace: "prod" },
        spec: { ...object.spec, replicas: 4 },
      },
    ));
  it("leave objects without a namespace, and names of namespaces and definitions", () => {
    const fields = "resources: [web.yaml]\nnamespace: prod\nnamePrefix: a-\n";
    const files = (apiVersion: string, kind: string) => ({
      "web.yaml": `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: x}\n`,
      "kustomization.yaml": fields,
    });
    const named = (apiVersion: string, kind: string, metadata: object) => ({ apiVersion, kind, metadata });
    expectBuilt(files("v1", "PersistentVolume"), named("v1", "PersistentVolume", { name: "a-x" }));
    expectBuilt(files("v1", "Namespace"), named("v1", "Namespace", { name: "prod" }));
    expectBuilt(
      files("apiextensions.k8s.io/v1", "CustomResourceDefinition"),
      named("apiextensions.k8s.io/v1", "CustomResourceDefinition", { name: "x" }),
    );
    expectBuilt(files("example.com/v1", "Node"), named("example.com/v1", "Node", { name: "a-x", namespace: "prod" }));
  });
  it("replicas reach four kinds, by any name that the object had", () => {
    const files = (kind: string) => ({
      "base/web.yaml": `apiVersion: apps/v1\nkind: ${kind}\nmetadata: {name: web}\n`,
      "base/kustomization.yaml": "resources: [web.yaml]\nnamePrefix: a-\n",
      "kustomization.yaml": "resources: [base]\nreplicas: [{name: web, count: 4}, {name: other, count: 5}]\n",
    });
    for (const kind of ["Deployment", "ReplicaSet", "StatefulSet", "ReplicationController"]) {
      expectBuilt(files(kind), { apiVersion: "apps/v1", kind, metadata: { name: "a-web" }, spec: { replicas: 4 } });
    }
    expectBuilt(files("DaemonSet"), { apiVersion: "apps/v1", kind: "DaemonSet", metadata: { name: "a-web" } });
  });
  it("labels reach the object, and templates and selectors where they say so", () => {
    const set =
      "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: web}\nspec: {volumeClaimTemplates: [{metadata: {name: d}}]}\n";
    const labelled = (labels: object, template: object, selector: object) => ({
      apiVersion: "apps/v1",
      kind: "StatefulSet",
      metadata: { name: "web", labels },
      spec: {
        volumeClaimTemplates: [
          { metadata: { name: "d", ...(Object.keys(template).length > 0 ? { labels: template } : {}) } },
        ],
        ...(Object.keys(template).length > 0 ? { template: { metadata: { labels: template } } } : {}),
        ...(Object.keys(selector).length > 0 ? { selector: { matchLabels: selector } } : {}),
      },
    });
    const expectLabels = (fields: string, value: unknown) =>
      expectBuilt({ "web.yaml": set, "kustomization.yaml": `resources: [web.yaml]\n${fields}` }, value);
    const a = { a: "1" };
    expectLabels("labels: [{pairs: {a: '1'}}]\n", labelled(a, {}, {}));
    expectLabels("labels: [{pairs: {a: '1'}, includeTemplates: true}]\n", labelled(a, a, {}));
    expectLabels("labels: [{pairs: {a: '1'}, includeSelectors: true}]\n", labelled(a, a, a));
    expectLabels("commonLabels: {a: '1'}\n", labelled(a, a, a));
    const both = { b: "2", a: "1" };
    expectLabels("commonLabels: {a: '1'}\nlabels: [{pairs: {b: '2', a: '0'}}]\n", labelled(both, a, a));
  });
  it("labels reach the selector of a Service", () =>
    expectBuilt(
      {
        "web.yaml": "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: web}}\n",
        "kustomization.yaml": "resources: [web.yaml]\ncommonLabels: {a: '1'}\n",
      },
      {
        apiVersion: "v1",
        kind: "Service",
        metadata: { name: "web", labels: { a: "1" } },
        spec: { selector: { app: "web", a: "1" } },
      },
    ));
  it("labels reach every level of a CronJob, and pod affinity that is there", () => {
    const a = { a: "1" };
    const expectLabels = (text: string, value: unknown) =>
      expectBuilt({ "web.yaml": text, "kustomization.yaml": "resources: [web.yaml]\ncommonLabels: {a: '1'}\n" }, value);
    expectLabels("apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: web}\n", {
      apiVersion: "batch/v1",
      kind: "CronJob",
      metadata: { name: "web", labels: a },
      spec: { jobTemplate: { metadata: { labels: a }, spec: { template: { metadata: { labels: a } } } } },
    });
    const spread = "{topologySpreadConstraints: [{labelSelector: {matchLabels: {b: '2'}}}, {topologyKey: k}]}";
    expectLabels(
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: ${spread}}}\n`,
      {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: { name: "web", labels: a },
        spec: {
          template: {
            metadata: { labels: a },
            spec: {
              topologySpreadConstraints: [{ labelSelector: { matchLabels: { b: "2", a: "1" } } }, { topologyKey: "k" }],
            },
          },
          selector: { matchLabels: a },
        },
      },
    );
  });
});
