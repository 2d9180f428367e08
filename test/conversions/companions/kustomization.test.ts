// Kustomizations of a Deployment that becomes a StatefulSet: targets, references and lists of files, byte for byte.
import { describe, expect, it } from "vitest";
import { listedFile } from "../../../server/src/conversions/companions/kustomization";
import { changedFiles, companionCase } from "./companion-cases";
import { base, expectOverlay, kustomized, other } from "./kustomize-cases";

const replicas = `    patch: |-
      - op: replace
        path: /spec/replicas
        value: 3
`;

function patched(target: string, patch = replicas): string {
  return `resources:\n  - ../base\npatches:\n  - target:\n${target}${patch}`;
}

/** The base with another object in it. */
function beside(kind: string, name: string): string {
  return `${base().replace("- web.yaml\n", `- web.yaml\n  - ${name}.yaml\n`)}#- base/${name}.yaml\n${other(kind, name)}`;
}

describe("a target", () => {
  it("names the new kind, in the quotes of the old one", () =>
    expectOverlay(
      patched('      kind: "Deployment" # what is patched\n      name: web\n'),
      patched('      kind: "StatefulSet" # what is patched\n      name: web\n'),
    ));
  it("of the older list too", () =>
    expectOverlay(
      `resources: [../base]
patchesJson6902:
- target: {group: apps, version: v1, kind: Deployment, name: web}
  patch: '[{"op": "replace", "path": "/spec/replicas", "value": 3}]'
`,
      `resources: [../base]
patchesJson6902:
- target: {group: apps, version: v1, kind: StatefulSet, name: web}
  patch: '[{"op": "replace", "path": "/spec/replicas", "value": 3}]'
`,
    ));
  it("that means other Deployments too means both kinds", () =>
    expectOverlay(patched("      kind: Deployment\n"), patched("      kind: Deployment|StatefulSet\n"), [], {
      around: beside("Deployment", "api"),
    }));
  it("that is a pattern gets another alternative", () =>
    expectOverlay(
      patched("      kind: '(Deployment|DaemonSet)'\n"),
      patched("      kind: '(Deployment|DaemonSet)|StatefulSet'\n"),
    ));
  it("that would mean another StatefulSet gets the name", () =>
    expectOverlay(patched("      kind: Deployment\n"), patched("      kind: StatefulSet\n      name: web\n"), [], {
      around: beside("StatefulSet", "db"),
    }));
  it("has its own name in the place of a pattern that would mean another StatefulSet", () =>
    expectOverlay(
      patched("      name: .*\n      kind: Deployment\n"),
      patched("      name: web\n      kind: StatefulSet\n"),
      [],
      { around: beside("StatefulSet", "db") },
    ));
  it("stands beside one of its own where no single one can say it", () =>
    expectOverlay(
      patched("      kind: Deployment\n"),
      `${patched("      kind: Deployment\n")}  - target:
      kind: StatefulSet
      name: web
${replicas}`,
      [],
      {
        around: `${beside("StatefulSet", "db").replace("- web.yaml\n", "- web.yaml\n  - api.yaml\n")}#- base/api.yaml\n${other("Deployment", "api")}`,
      },
    ));
  it("that fits the new kind stays", () =>
    expectOverlay(patched("      kind: .*Set|Deployment\n"), patched("      kind: .*Set|Deployment\n")));
  it("without a kind stays", () => expectOverlay(patched("      name: web\n"), patched("      name: web\n")));
  it("of something else stays", () =>
    expectOverlay(
      patched("      kind: Deployment\n      name: api\n"),
      patched("      kind: Deployment\n      name: api\n"),
      [],
      {
        around: beside("Deployment", "api"),
      },
    ));
  it("of a component that the overlay uses", () =>
    expect(
      kustomized(`${base()}#- overlay/kustomization.yaml
resources: [../base]
components: [../component]
#- component/kustomization.yaml
apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
patches:
- target: {kind: Deployment}
  path: patch.yaml
#- component/patch.yaml
- {op: replace, path: /spec/replicas, value: 3}
`),
    ).toEqual({
      files: {
        "component/kustomization.yaml": `apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
patches:
- target: {kind: StatefulSet}
  path: patch.yaml
`,
      },
      codes: [],
    }));
  it("of a component in two overlays means what both of them have", () => {
    const overlay = (folder: string, resources: string) =>
      `#- ${folder}/kustomization.yaml\nresources: [../base${resources}]\ncomponents: [../component]\n`;
    const component = `apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
patches:
- target: {kind: Deployment}
  patch: '[{"op": "replace", "path": "/spec/replicas", "value": 3}]'
replacements:
- source: {kind: ConfigMap, name: tag, fieldPath: data.tag}
  targets:
  - select: {kind: Deployment}
    fieldPaths: [metadata.labels.tag]
`;
    expect(
      kustomized(
        `${base()}${overlay("a", "")}${overlay("b", ", api.yaml")}#- b/api.yaml\n${other("Deployment", "api")}#- component/kustomization.yaml\n${component}`,
      ),
    ).toEqual({
      files: {
        "component/kustomization.yaml": `${component.replace("- target: {kind: Deployment}", "- target: {kind: Deployment|StatefulSet}")}  - select:
      kind: StatefulSet
      name: web
    fieldPaths: [metadata.labels.tag]
`,
      },
      codes: [],
    });
  });
  it("keeps CRLF", () => {
    const crlf = (text: string) => text.replaceAll("\n", "\r\n");
    const overlay = patched("      kind: Deployment\n");
    expect(kustomized(`${base()}#- overlay/kustomization.yaml\n${overlay}`.replace(overlay, crlf(overlay)))).toEqual({
      files: { "overlay/kustomization.yaml": crlf(patched("      kind: StatefulSet\n")) },
      codes: [],
    });
  });
});

describe("other fields", () => {
  it("that know no kind stay", () => {
    const overlay = `resources: [../base]
namePrefix: dev-
replicas: [{name: web, count: 3}]
images: [{name: nginx, newTag: "2"}]
labels: [{pairs: {a: b}, includeSelectors: true}]
`;
    expectOverlay(overlay, overlay);
  });
  it("replacements follow, as source, as target, and as what is left out", () =>
    expectOverlay(
      `resources: [../base]
replacements:
  - source: {kind: Deployment, name: web, fieldPath: metadata.name}
    targets:
      - select:
          kind: Deployment
          name: web
        fieldPaths: [metadata.labels.app]
        options: {create: true}
      - select: {name: web}
        reject: [{kind: Deployment, name: web}]
        fieldPaths: [metadata.labels.app]
      - select: {kind: Service, name: web}
        fieldPaths: [metadata.labels.app]
`,
      `resources: [../base]
replacements:
  - source: {kind: StatefulSet, name: web, fieldPath: metadata.name}
    targets:
      - select:
          kind: StatefulSet
          name: web
        fieldPaths: [metadata.labels.app]
        options: {create: true}
      - select: {name: web}
        reject: [{kind: StatefulSet, name: web}]
        fieldPaths: [metadata.labels.app]
      - select: {kind: Service, name: web}
        fieldPaths: [metadata.labels.app]
`,
    ));
  it("replacements of every Deployment get a target of their own for the StatefulSet", () =>
    expectOverlay(
      `resources: [../base]
replacements:
  - source: {kind: ConfigMap, name: tag, fieldPath: data.tag}
    targets:
      - select:
          kind: Deployment
        fieldPaths:
          - metadata.labels.tag # for all
        options:
          create: true
`,
      `resources: [../base]
replacements:
  - source: {kind: ConfigMap, name: tag, fieldPath: data.tag}
    targets:
      - select:
          kind: Deployment
        fieldPaths:
          - metadata.labels.tag # for all
        options:
          create: true
      - select:
          kind: StatefulSet
          name: web
        fieldPaths:
          - metadata.labels.tag # for all
        options:
          create: true
`,
      [],
      { around: beside("Deployment", "api") },
    ));
  it("replacements in a file of their own", () =>
    expect(
      kustomized(`${base()}#- overlay/kustomization.yaml
resources: [../base]
replacements: [{path: replacement.yaml}]
#- overlay/replacement.yaml
source: {kind: ConfigMap, name: tag, fieldPath: data.tag}
targets:
- select: {kind: Deployment, name: web}
  fieldPaths: [spec.template.metadata.labels.tag]
`),
    ).toEqual({
      files: {
        "overlay/replacement.yaml": `source: {kind: ConfigMap, name: tag, fieldPath: data.tag}
targets:
- select: {kind: StatefulSet, name: web}
  fieldPaths: [spec.template.metadata.labels.tag]
`,
      },
      codes: [],
    }));
  it("variables follow", () =>
    expectOverlay(
      `resources: [../base]
vars:
- name: WEB
  objref: {apiVersion: apps/v1, kind: Deployment, name: web}
- name: OTHER
  objref: {apiVersion: apps/v1, kind: Deployment, name: other}
`,
      `resources: [../base]
vars:
- name: WEB
  objref: {apiVersion: apps/v1, kind: StatefulSet, name: web}
- name: OTHER
  objref: {apiVersion: apps/v1, kind: Deployment, name: other}
`,
    ));
  it("a replacement in a field that goes is refused", () =>
    expect(
      kustomized(`${base()}#- overlay/kustomization.yaml
resources: [../base]
replacements:
  - source: {kind: ConfigMap, name: tag, fieldPath: data.type}
    targets:
      - select: {kind: Deployment, name: web}
        fieldPaths: [spec.strategy.type]
`),
    ).toEqual({
      refused: [
        'R-PATCH overlay/kustomization.yaml "spec.strategy.type": The conversion cannot carry over overlay/kustomization.yaml: the field spec.strategy.type will not be there any more.',
      ],
    }));
});

describe("a new file is listed", () => {
  const listed = (source: string, path: string): Record<string, string> => {
    const { subject, workspace } = companionCase(source);
    return changedFiles(listedFile(subject, path), workspace);
  };
  const web = other("Deployment", "web");

  it("behind the workload's own, in every kustomization that lists it", () =>
    expect(
      listed(
        `${base().replace("- web.yaml\n", "- ./web.yaml # the site\n  - service.yaml\n")}#- overlay/kustomization.yaml\nresources: [../base]\n`,
        "/w/base/web-headless.yaml",
      ),
    ).toEqual({
      "base/kustomization.yaml": "resources:\n  - ./web.yaml # the site\n  - ./web-headless.yaml\n  - service.yaml\n",
    }));
  it("in the style of the list", () =>
    expect(
      listed(
        `#- a/kustomization.yaml\nresources: ["../web.yaml", 'x.yaml']\n#- b/kustomization.yaml\nresources:\n- ../web.yaml\n#- web.yaml\n${web}`,
        "/w/web-headless.yaml",
      ),
    ).toEqual({
      "a/kustomization.yaml": `resources: ["../web.yaml", "../web-headless.yaml", 'x.yaml']\n`,
      "b/kustomization.yaml": "resources:\n- ../web.yaml\n- ../web-headless.yaml\n",
    }));
  it("not twice, and not where there is no kustomization", () => {
    expect(
      listed(base().replace("- web.yaml\n", "- web.yaml\n  - web-headless.yaml\n"), "/w/base/web-headless.yaml"),
    ).toEqual({});
    expect(listed(`#- web.yaml\n${web}`, "/w/web-headless.yaml")).toEqual({});
  });
});
