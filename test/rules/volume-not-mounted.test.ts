// The rule volume-not-mounted: its condition, its traps and its fix.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles } from "../support/check-rule";
import { claim, documents, files } from "./deployment-rwo-claim";
import { mounts, set, template } from "./storage-manifests";

const id = "volume-not-mounted";
const volume = (name: string, marker = "", source = "emptyDir: {}") =>
  `volumes:\n  - name: ${name}\n${marker === "" ? "" : `#               ${"^".repeat(name.length)} ${marker}\n`}    ${source}`;
const web = (pod: string, more = {}) => set({ kind: "Deployment", pod, ...more });

describe("hints", () => {
  it("says what is here, what will happen and what to do", () =>
    checkRule(
      id,
      web(
        volume(
          "cache",
          `${id} hint: No container mounts volume "cache": nothing in the Pods can use it. Mount it, or remove it.`,
        ),
      ),
    ));
  it.each(["StatefulSet", "DaemonSet", "ReplicaSet"])("%s", (kind) =>
    checkRule(id, web(volume("cache", id), { kind })),
  );
  it("a Pod and a CronJob", () => {
    checkRule(
      id,
      `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers: [{name: a, image: a}]\n  volumes:\n    - name: cache\n#           ^^^^^ ${id}\n      emptyDir: {}\n`,
    );
    checkRule(
      id,
      `apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: a}\nspec:\n  schedule: "0 3 * * *"\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          restartPolicy: Never\n          containers: [{name: a, image: a}]\n          volumes:\n            - name: cache\n#                   ^^^^^ ${id}\n              emptyDir: {}\n`,
    );
  });
  it("beside one that is mounted", () =>
    checkRule(id, web(`${volume("cache", id)}\n  - {name: data, emptyDir: {}}`, { container: mounts() })));

  it("beside a claim template with nearly its name", () => {
    const behind =
      "volumeClaimTemplates:\n  - metadata: {name: data}\n    spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}";
    checkRule(id, set({ pod: volume("date", id), container: mounts(), behind }));
  });
});

describe("is silent", () => {
  it("fp-misspelt-mount: a mount with nearly its name is told as unknown", () => {
    const config = (marker = "") => volume("config", marker);
    checkRule(id, web(config(), { container: mounts("confg") }));
    checkRule(id, web(config(id), { container: mounts("other") }));
  });
  it("fp-mounted", () => checkRule(id, web(volume("data"), { container: mounts() })));
  it("fp-mounted-by-an-init-container", () =>
    checkRule(
      id,
      web(`${volume("data")}\ninitContainers: [{name: i, image: i, volumeMounts: [{name: data, mountPath: /d}]}]`),
    ));
  it("fp-raw-device", () =>
    checkRule(id, web(volume("data"), { container: "volumeDevices: [{name: data, devicePath: /dev/x}]" })));
  it("fp-placeholders", () => {
    checkRule(id, web(volume("data"), { container: mounts("${V}") }));
    checkRule(id, web(volume("${V}")));
  });
  it("fp-shadowed-by-a-claim-template-is-another-rule", () =>
    checkRule(id, set({ pod: volume("data"), behind: template() })));
  it("fp-base-whose-overlay-mounts-it", () =>
    checkRule(
      id,
      files({
        "base/kustomization.yaml": "resources: [web.yaml]\n",
        "base/web.yaml": web(volume("data")),
        "prod/kustomization.yaml": "resources: [../base]\npatches: [{path: patch.yaml}]\n",
        "prod/patch.yaml":
          "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: db}\nspec: {template: {spec: {containers: [{name: db, volumeMounts: [{name: data, mountPath: /d}]}]}}}\n",
      }),
    ));
  it("fp-patch-is-no-object", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "resources: [web.yaml]\npatches: [{path: patch.yaml}]\n",
        "web.yaml": web("", { container: mounts() }),
        "patch.yaml":
          "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: db}\nspec: {template: {spec: {volumes: [{name: data, emptyDir: {}}]}}}\n",
      }),
    ));
});

describe("Remove volume 'x'", () => {
  const title = "Remove volume 'cache'";
  it("with the list, where it is the only one", () => checkFix(id, title, web(volume("cache")), web("")));
  it("beside others", () =>
    checkFix(
      id,
      title,
      web(`${volume("cache")}\n  - {name: data, emptyDir: {}}`, { container: mounts() }),
      web("volumes:\n  - {name: data, emptyDir: {}}", { container: mounts() }),
    ));
  it("is not offered where a patch brought it", () =>
    expect(
      fixTitles(
        id,
        files({
          "kustomization.yaml": "resources: [web.yaml]\npatches: [{path: patch.yaml}]\n",
          "web.yaml": web(""),
          "patch.yaml":
            "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: db}\nspec: {template: {spec: {volumes: [{name: cache, emptyDir: {}}]}}}\n",
        }),
      ),
    ).toEqual([]));
  it("is not offered for a claim that keeps the Pods on its node", () => {
    const own = web(volume("cache", "", "persistentVolumeClaim: {claimName: data}"));
    expect(fixTitles(id, documents(own, claim("ReadWriteOnce", "storageClassName: local-path")))).toEqual([]);
    expect(fixTitles(id, documents(own, claim()))).toEqual([title]);
  });
});
