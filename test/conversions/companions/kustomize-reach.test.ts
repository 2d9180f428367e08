// Selectors see objects as the build has them: with the labels, annotations and kinds that inner kustomizations give.
import { describe, it } from "vitest";
import { base, expectOverlay, other } from "./kustomize-cases";

/** The base with a Deployment `api` beside `web`, and more in its kustomization. */
function labelled(more: string): string {
  const listed = base().replace("- web.yaml\n", `- web.yaml\n  - api.yaml\n${more}`);
  return `${listed}#- base/api.yaml\n${other("Deployment", "api")}`;
}

function patched(kind: string, selector: string): string {
  return `resources:
  - ../base
patches:
  - target:
      kind: ${kind}
      ${selector}
    patch: |-
      - op: replace
        path: /spec/replicas
        value: 3
`;
}

const labels = "labelSelector: team=shop";
const both = "Deployment|StatefulSet";

describe("a target that means another Deployment, too, means both kinds", () => {
  it.each(["commonLabels: {team: shop}\n", "labels:\n  - pairs: {team: shop}\n"])("by a label of %j", (more) =>
    expectOverlay(patched("Deployment", labels), patched(both, labels), [], { around: labelled(more) }),
  );

  it("by an annotation that the base gives", () => {
    const selector = "annotationSelector: team=shop";
    const around = labelled("commonAnnotations: {team: shop}\n");
    expectOverlay(patched("Deployment", selector), patched(both, selector), [], { around });
  });

  it("by a label that a patch of the base gives", () => {
    const patch = (name: string) =>
      `  - target: {name: ${name}}\n    patch: '[{"op": "add", "path": "/metadata/labels", "value": {"team": "shop"}}]'\n`;
    const around = labelled(`patches:\n${patch("web")}${patch("api")}`);
    expectOverlay(patched("Deployment", labels), patched(both, labels), [], { around });
  });

  it("but not one from which the base takes the label", () => {
    const own = `  - target: {name: web}\n    patch: '[{"op": "add", "path": "/metadata/labels", "value": {"app": "api"}}]'\n`;
    const others = `  - target: {name: api}\n    patch: '[{"op": "remove", "path": "/metadata/labels"}]'\n`;
    const selector = "labelSelector: app=api";
    expectOverlay(patched("Deployment", selector), patched("StatefulSet", selector), [], {
      around: labelled(`patches:\n${own}${others}`),
    });
  });
});
