// The rule duplicate-mount-path: its conditions, its traps and its fix.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { files } from "./deployment-rwo-claim";
import { set, template } from "./storage-manifests";

const id = "duplicate-mount-path";
const older = { settings: { kubernetesVersion: "1.33" } };
const mark = (label: string, column = 25) => `#${" ".repeat(column - 1)}^^^^^ ${label}`;
const volumes = "volumes: [{name: a, emptyDir: {}}, {name: b, emptyDir: {}}]";
const twice = (marker: string, second = "/data") =>
  `volumeMounts:\n  - name: a\n    mountPath: /data\n  - name: b\n    mountPath: ${second}${marker === "" ? "" : `\n${marker}`}`;
const web = (container: string, more = {}) => set({ kind: "Deployment", container, pod: volumes, ...more });
const whole = 'Container "db" mounts both "a" and "b" at /data: the API server rejects it. Remove one.';

describe("reports", () => {
  it("says what is here, what will happen and what to do", () =>
    checkRule(id, web(twice(mark(`${id} error: ${whole}`)))));
  it("a StatefulSet", () => checkRule(id, web(twice(mark(`${id} error: ${whole}`)), { kind: "StatefulSet" })));
  it("a StatefulSet below 1.34, which is accepted", () =>
    checkRule(
      id,
      web(
        twice(mark(`${id} error: Container "db" mounts both "a" and "b" at /data: no Pod can be created. Remove one.`)),
        { kind: "StatefulSet" },
      ),
      older,
    ));
  it("a Deployment below 1.34, which is not", () => checkRule(id, web(twice(mark(`${id} error: ${whole}`))), older));
  it.each(["", "restartPolicy: Always"])("an init container: %s", (line) =>
    checkRule(
      id,
      web("", {
        pod: `${volumes}\ninitContainers:\n  - name: init\n    image: init${line && `\n    ${line}`}\n    volumeMounts:\n      - {name: a, mountPath: /data}\n      - name: b\n        mountPath: /data\n${mark(id, 25)}`,
      }),
    ),
  );
  it("one volume twice at one path, in other quotes", () =>
    checkRule(
      id,
      web(
        `volumeMounts:\n  - {name: a, mountPath: "/data", subPath: x}\n  - name: a\n    mountPath: /data\n${mark(`${id} error: Container "db" mounts "a" twice at /data: the API server rejects it. Remove one.`)}`,
      ),
    ));
  it("each one that comes later", () =>
    checkRule(id, web(`${twice(mark(id))}\n  - name: a\n    mountPath: /data\n${mark(id)}`)));
  const built = (patches: string, marker: string, more = {}) =>
    files({
      "kustomization.yaml": `resources: [web.yaml]\npatches:\n${patches}`,
      "web.yaml": web(twice(marker)),
      "patch.yaml": "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: db}\nspec: {replicas: 2}\n",
      ...more,
    });
  it("what a build drops because a patch touches the object", () =>
    checkRule(
      id,
      built(
        "  - path: patch.yaml\n",
        mark(
          `${id} error: Container "db" mounts both "a" and "b" at /data: a patch makes the build keep "b" alone. Remove one.`,
        ),
      ),
    ));
  it("what a build keeps, for the API server to reject", () => {
    const label = mark(`${id} error: ${whole}`);
    checkRule(id, built("  - target: {kind: Service}\n    path: patch.yaml\n", label));
    const operation =
      "  - target: {kind: Deployment}\n    patch: |\n      - {op: add, path: /spec/replicas, value: 2}\n";
    checkRule(id, built(operation, label));
  });
  it("rests on the earlier one", () => expect(relatedOf(id, web(twice("")))).toEqual(['"a" is mounted there too']));
});

describe("is silent", () => {
  it("fp-other-containers", () =>
    checkRule(
      id,
      web("volumeMounts: [{name: a, mountPath: /data}]", {
        pod: `${volumes}\ninitContainers: [{name: i, image: i, volumeMounts: [{name: b, mountPath: /data}]}]`,
      }),
    ));
  it("fp-one-volume-at-two-paths", () =>
    checkRule(id, web("volumeMounts: [{name: a, mountPath: /data}, {name: a, mountPath: /log}]")));
  it("fp-trailing-slash", () => checkRule(id, web(twice("", "/data/"))));
  it("fp-path-below", () => checkRule(id, web(twice("", "/data/log"))));
  it("fp-no-path", () => checkRule(id, web("volumeMounts: [{name: a}, {name: b}]")));
  it("fp-patch-that-moves-one", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml":
          "resources: [web.yaml]\npatches:\n  - target: {kind: Deployment}\n    patch: |\n      - {op: replace, path: /spec/template/spec/containers/0/volumeMounts/1/mountPath, value: /log}\n",
        "web.yaml": web(twice("")),
      }),
    ));
});

describe("Remove the mount of 'x'", () => {
  it("of what a build drops", () => {
    const unit = (container: string) =>
      files({
        "kustomization.yaml": "resources: [web.yaml]\npatches: [{path: patch.yaml}]\n",
        "web.yaml": web(container),
        "patch.yaml": "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: db}\nspec: {replicas: 2}\n",
      });
    checkFix(id, "Remove the mount of 'b'", unit(twice("")), unit("volumeMounts:\n  - name: a\n    mountPath: /data"));
  });
  it("takes out the later one", () =>
    checkFix(
      id,
      "Remove the mount of 'b'",
      web(`${twice("")}\n    readOnly: true\n  - name: b\n    mountPath: /log`),
      web("volumeMounts:\n  - name: a\n    mountPath: /data\n  - name: b\n    mountPath: /log"),
    ));
  const db = (more: string) =>
    set({ container: `${twice("")}${more}`, pod: "volumes: [{name: a, emptyDir: {}}]", behind: template("b") });
  it("is not offered for the only mount of a claim template", () => {
    expect(fixTitles(id, db(""))).toEqual([]);
    expect(fixTitles(id, db("\n  - name: b\n    mountPath: /log"))).toEqual(["Remove the mount of 'b'"]);
  });
  it("is not offered where a patch brought it", () =>
    expect(
      fixTitles(
        id,
        files({
          "kustomization.yaml":
            "resources: [web.yaml]\npatches:\n  - target: {kind: Deployment}\n    patch: |\n      - {op: add, path: /spec/template/spec/containers/0/volumeMounts/-, value: {name: b, mountPath: /data}}\n",
          "web.yaml": web("volumeMounts: [{name: a, mountPath: /data}]"),
        }),
      ),
    ).toEqual([]));
});
