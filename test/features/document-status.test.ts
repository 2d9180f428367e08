// What the status item says of a document.
import { describe, it } from "vitest";
import { checkStatus } from "../support/check-feature";

const pod = (name: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec: {containers: [{name: a, image: b}]}\n`;

describe("the status", () => {
  it("names the kinds and counts the documents", () =>
    checkStatus(
      `${pod("a")}---\n${pod("b")}---\napiVersion: v1\nkind: Service\nmetadata: {name: s}\n`,
      "ok: Pod, Service · 3 documents",
    ));
  it("counts one document as one", () => checkStatus(pod("a"), "ok: Pod · 1 document"));
  it("knows a Helm template by its chart", () =>
    checkStatus(
      `#- chart/templates/pod.yaml\n$0${pod("a")}#- chart/Chart.yaml\nname: chart\n`,
      "partial: Helm template: guidance off",
    ));
  it("knows a template by its expressions", () =>
    checkStatus(pod("{{ .Values.name }}"), "partial: Helm template: guidance off"));
  it("knows a patch by its kustomization", () =>
    checkStatus(
      `#- app/base/patch.yaml\n$0${pod("a")}#- app/base/kustomization.yaml\npatches: [{path: patch.yaml}]\n`,
      "partial: Kustomize patch of base/kustomization.yaml: partial checks",
    ));
  it("knows what a kustomization puts into a ConfigMap", () => {
    const data = (resources: string) =>
      `#- app/base/pod.yaml\n$0${pod("a")}#- app/base/kustomization.yaml\n${resources}configMapGenerator: [{name: a, files: [x=pod.yaml]}]\n`;
    checkStatus(data(""), "partial: Data for base/kustomization.yaml: guidance off");
    checkStatus(data("resources: [pod.yaml]\n"), "ok: Pod · 1 document");
  });
  it("knows a template with signs to be replaced", () =>
    checkStatus(
      pod("@NAME@").replaceAll("{name: @", "\n  name: @").replace("@}", "@"),
      "partial: Helm template: guidance off",
    ));
  it("knows a kustomization", () => checkStatus("#- kustomization.yaml\nresources: []\n", "partial: Kustomization"));
  it("says why a kustomization among several is not built", () => {
    const several = "#- app/kustomization.yml\nresources: []\n#- app/kustomization.yaml\n";
    const words = "several kustomizations in app: not built";
    checkStatus(`${several}$0resources: []\n`, `partial: Kustomization · ${words}`);
    checkStatus(
      `${several}resources: [pod.yaml]\n#- app/pod.yaml\n$0${pod("a")}`,
      `partial: Pod · 1 document · ${words}`,
    );
  });
  it("knows a definition", () =>
    checkStatus(
      "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: x}\n",
      "partial: CustomResourceDefinition: no guidance",
    ));
  it("knows a Compose file", () =>
    checkStatus("services:\n  web: {image: nginx}\n", "partial: Compose file: no guidance"));
  it("says that there is nothing", () => checkStatus("a: 1\n", "partial: No Kubernetes object"));
});
