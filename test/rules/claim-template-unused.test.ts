// The rule claim-template-unused: its condition, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles } from "../support/check-rule";
import { files } from "./deployment-rwo-claim";
import { mounts, set, template } from "./storage-manifests";

const id = "claim-template-unused";
const remove = "Remove claim template 'data' (recreates the object)";
const mount = "Mount 'data' in 'db'";
const marked = (label: string, behind = template()) =>
  behind.replace("name: data\n", `name: data\n#             ^^^^ ${label}\n`);
const mysql = "mysql:8.4";

describe("reports", () => {
  it("says what is here, what will happen and what to do", () =>
    checkRule(
      id,
      set({
        behind: marked(
          `${id} warning: No container mounts claim template "data": each Pod gets a volume, and what it writes goes elsewhere. Mount it, or remove it.`,
        ),
      }),
    ));
  it("where another one is mounted", () => checkRule(id, set({ container: mounts("log"), behind: marked(id) })));
  it("where a container of a build no longer mounts it", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml":
          "resources: [db.yaml]\npatches:\n  - target: {kind: StatefulSet}\n    patch: |\n      - {op: remove, path: /spec/template/spec/containers/0/volumeMounts}\n",
        "db.yaml": set({ container: mounts(), behind: marked(id) }),
      }),
    ));
});

describe("is silent", () => {
  it("fp-mounted", () => checkRule(id, set({ container: mounts(), behind: template() })));
  it("fp-mounted-by-an-init-container", () =>
    checkRule(
      id,
      set({
        pod: "initContainers: [{name: i, image: i, volumeMounts: [{name: data, mountPath: /d}]}]",
        behind: template(),
      }),
    ));
  it("fp-raw-device", () =>
    checkRule(
      id,
      set({
        container: "volumeDevices: [{name: data, devicePath: /dev/x}]",
        behind: template("data", { more: "volumeMode: Block" }),
      }),
    ));
  it("fp-mount-with-a-placeholder", () => checkRule(id, set({ container: mounts("${V}"), behind: template() })));
  it("fp-template-with-a-placeholder", () => checkRule(id, set({ behind: template("${V}") })));
  it("fp-no-name-is-another-rule", () =>
    checkRule(id, set({ behind: template().replace("name: data", "labels: {}") })));
  it("fp-deployment-with-a-field-of-another-kind", () =>
    checkRule(id, set({ kind: "Deployment", behind: template() })));
});

describe("Mount 'x' in 'y'", () => {
  it("where the image keeps its data", () =>
    checkFix(
      id,
      mount,
      set({ image: mysql, behind: template() }),
      set({ image: mysql, container: mounts("data", "/var/lib/mysql"), behind: template() }),
    ));
  it("beside other mounts", () => {
    const conf = "volumeMounts:\n  - name: conf\n    mountPath: /etc/mysql";
    const pod = "volumes: [{name: conf, configMap: {name: conf}}]";
    checkFix(
      id,
      mount,
      set({ image: mysql, container: conf, pod, behind: template() }),
      set({
        image: mysql,
        container: `${conf}\n  - name: data\n    mountPath: /var/lib/mysql`,
        pod,
        behind: template(),
      }),
    );
  });
  it.each([
    ["postgres:16", "", "/var/lib/postgresql/data\n    subPath: pgdata"],
    ["postgres:18", "", "/var/lib/postgresql"],
    ["postgres:16", "env: [{name: PGDATA, value: /var/lib/postgresql/data/db}]", "/var/lib/postgresql/data"],
  ])("where PostgreSQL keeps its data: %s, %s", (image, env, folder) => {
    const mounted = `volumeMounts:\n  - name: data\n    mountPath: ${folder}`;
    checkFix(
      id,
      mount,
      set({ image, container: env, behind: template() }),
      set({ image, container: env === "" ? mounted : `${env}\n${mounted}`, behind: template() }),
    );
  });
  const offered = (image: string, container = "", behind = template()) =>
    fixTitles(id, set({ image, container, behind, pod: "volumes: [{name: a, emptyDir: {}}]" })).includes(mount);
  it("is not offered where nobody knows the directory", () => {
    expect(offered(mysql)).toBe(true);
    expect(offered("registry.example/app:1")).toBe(false);
    expect(offered("postgres")).toBe(false);
    expect(offered("postgres:16", "env: [{name: PGDATA, value: /srv/db}]")).toBe(false);
    expect(offered("bitnami/mysql:8.4")).toBe(false);
  });
  it.each([
    ["/var/lib/mysql", false],
    ["/var/lib/mysql/", false],
    ["/var/lib", false],
    ["/var/lib/mysql/log", false],
    ["/var/lib/mysql-files", true],
  ])("with a mount at %s: %s", (path, expected) => expect(offered(mysql, mounts("a", path))).toBe(expected));
  it("is not offered for a raw device", () =>
    expect(offered(mysql, "", template("data", { more: "volumeMode: Block" }))).toBe(false));
});

describe(remove, () => {
  it("with the list, where it is the only one", () => checkFix(id, remove, set({ behind: template() }), set({})));
  it("beside others", () => {
    const both = `${template()}\n  - metadata: {name: log}\n    spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}`;
    checkFix(
      id,
      remove,
      set({ container: mounts("log"), behind: both }),
      set({
        container: mounts("log"),
        behind:
          "volumeClaimTemplates:\n  - metadata: {name: log}\n    spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}",
      }),
    );
  });
  it("is not offered where two have one name, or a patch has the list", () => {
    const twice = `${template()}\n${template().split("\n").slice(1).join("\n")}`;
    expect(fixTitles(id, set({ behind: twice }))).toEqual([]);
    const patched = files({
      "kustomization.yaml": "resources: [db.yaml]\npatches: [{path: patch.yaml}]\n",
      "db.yaml": set({}),
      "patch.yaml":
        "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec: {volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}]}\n",
    });
    expect(fixTitles(id, patched)).toEqual([]);
  });
});
