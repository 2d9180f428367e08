// The rule volume-mount-unknown: its conditions, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles } from "../support/check-rule";
import { claim, documents, files } from "./deployment-rwo-claim";

const id = "volume-mount-unknown";
const older = { settings: { kubernetesVersion: "1.33" } };

interface Mounting {
  readonly kind?: string;
  readonly apiVersion?: string;
  /** Lines of `spec` above the template. */
  readonly spec?: string;
  /** Lines of the container. */
  readonly container?: string;
  /** Lines of the Pod's `spec` behind the containers. */
  readonly pod?: string;
}

/** A workload `web` with one container. */
function workload({ kind = "Deployment", apiVersion = "apps/v1", spec, container, pod }: Mounting): string {
  const indented = (text: string | undefined, by: number) =>
    text === undefined ? [] : text.split("\n").map((line) => (line.startsWith("#") ? line : " ".repeat(by) + line));
  return [
    `apiVersion: ${apiVersion}`,
    `kind: ${kind}`,
    "metadata: {name: web}",
    "spec:",
    ...(/Job|Pod/.test(kind)
      ? []
      : [`  selector: ${kind.endsWith("ler") ? "{app: web}" : "{matchLabels: {app: web}}"}`]),
    ...indented(spec, 2),
    "  template:",
    "    metadata: {labels: {app: web}}",
    "    spec:",
    "      containers:",
    "        - name: app",
    "          image: registry.example/app:1",
    ...indented(container, 10),
    ...indented(pod, 6),
    "",
  ].join("\n");
}

const mounts = (name: string, marker = "", more = "") =>
  [
    "volumeMounts:",
    `  - name: ${name}`,
    ...(marker === "" ? [] : [`#                   ${"^".repeat(name.length)} ${marker}`]),
    "    mountPath: /data",
    ...(more === "" ? [] : [`    ${more}`]),
  ].join("\n");
const volume = (name: string, source = "emptyDir: {}") => `volumes:\n  - name: ${name}\n    ${source}`;
const template = (name: string) =>
  `volumeClaimTemplates:\n  - metadata:\n      name: ${name}\n    spec:\n      accessModes: [ReadWriteOnce]\n      resources:\n        requests:\n          storage: 1Gi`;

describe("reports", () => {
  it("says what is here, what will happen and what to do", () =>
    checkRule(
      id,
      workload({
        container: mounts(
          "uploads",
          `${id} error: Container "app" mounts "uploads", no volume of the Pod: the API server rejects it. Add it, or mount another one.`,
        ),
      }),
    ));
  it("names the volume that is probably meant", () =>
    checkRule(
      id,
      workload({
        container: mounts(
          "dta",
          `${id} error: Container "app" mounts "dta", no volume of the Pod: the API server rejects it. Did you mean "data"?`,
        ),
        pod: volume("data"),
      }),
    ));
  it("a StatefulSet", () =>
    checkRule(
      id,
      workload({
        kind: "StatefulSet",
        spec: template("data"),
        container: mounts(
          "uploads",
          `${id} error: Container "app" mounts "uploads", neither a volume nor a claim template: the API server rejects it. Add it, or mount another one.`,
        ),
      }),
    ));
  it("a StatefulSet below 1.34, which is accepted", () =>
    checkRule(
      id,
      workload({
        kind: "StatefulSet",
        spec: template("data"),
        container: mounts(
          "dat",
          `${id} error: Container "app" mounts "dat", neither a volume nor a claim template: the API server accepts it, but no Pod can be created. Did you mean "data"?`,
        ),
      }),
      older,
    ));
  it("a Deployment below 1.34, which is not", () =>
    checkRule(
      id,
      workload({
        container: mounts(
          "x",
          `${id} error: Container "app" mounts "x", no volume of the Pod: the API server rejects it. Add it, or mount another one.`,
        ),
      }),
      older,
    ));
  it.each([
    ["ReplicaSet", "apps/v1"],
    ["ReplicationController", "v1"],
    ["DaemonSet", "apps/v1"],
    ["Job", "batch/v1"],
  ])("%s", (kind, apiVersion) => checkRule(id, workload({ kind, apiVersion, container: mounts("data", id) })));
  it("CronJob", () =>
    checkRule(
      id,
      `apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: a}\nspec:\n  schedule: "0 3 * * *"\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          restartPolicy: Never\n          containers:\n            - name: app\n              image: app\n              volumeMounts:\n                - name: data\n#                       ^^^^ ${id}\n                  mountPath: /data\n`,
    ));
  it("Pod", () =>
    checkRule(
      id,
      `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n    - name: app\n      image: app\n      volumeMounts:\n        - name: data\n#               ^^^^ ${id}\n          mountPath: /data\n`,
    ));
  it("an init container", () =>
    checkRule(
      id,
      workload({
        pod: `initContainers:\n  - name: init\n    image: init\n    volumeMounts:\n      - name: data\n#                   ^^^^ ${id}\n        mountPath: /data`,
      }),
    ));
  it("a raw device", () =>
    checkRule(
      id,
      workload({
        container: `volumeDevices:\n  - name: disk\n#                   ^^^^ ${id}\n    devicePath: /dev/xvda`,
      }),
    ));
  it("each mount", () =>
    checkRule(
      id,
      workload({
        container: `volumeMounts:\n  - name: a\n#                   ^ ${id}\n    mountPath: /a\n  - name: b\n    mountPath: /b\n  - name: c\n#                   ^ ${id}\n    mountPath: /c`,
        pod: volume("b"),
      }),
    ));
  it("a claim template outside a StatefulSet", () =>
    checkRule(id, workload({ spec: template("data"), container: mounts("data", id) })));
  it("a volume that a patch takes away", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "resources: [web.yaml]\npatches: [{path: patch.yaml}]\n",
        "web.yaml": workload({ container: mounts("data", id), pod: volume("data") }),
        "patch.yaml":
          "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {volumes: [{name: data, $patch: delete}]}}}\n",
      }),
    ));
});

describe("is silent", () => {
  it("fp-volume", () => checkRule(id, workload({ container: mounts("data"), pod: volume("data") })));
  it("fp-claim-template", () =>
    checkRule(id, workload({ kind: "StatefulSet", spec: template("data"), container: mounts("data") })));
  it("fp-base-whose-patch-adds-the-volume", () =>
    checkRule(
      id,
      files({
        "base/kustomization.yaml": "resources: [web.yaml]\n",
        "base/web.yaml": workload({ container: mounts("data") }),
        "prod/kustomization.yaml": "resources: [../base]\npatches: [{path: patch.yaml}]\n",
        "prod/patch.yaml":
          "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {volumes: [{name: data, emptyDir: {}}]}}}\n",
      }),
    ));
  it("fp-patch-that-only-mounts", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "resources: [web.yaml]\npatches: [{path: patch.yaml}]\n",
        "web.yaml": workload({ pod: volume("data") }),
        "patch.yaml":
          "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {containers: [{name: app, volumeMounts: [{name: data, mountPath: /data}]}]}}}\n",
      }),
    ));
  it("fp-volumes-through-an-alias", () =>
    checkRule(
      id,
      workload({
        container: mounts("data"),
        pod: "volumes: *volumes",
      }).replace("metadata: {name: web}", "metadata: {name: web}\nx-volumes: &volumes [{name: data, emptyDir: {}}]"),
    ));
  it("fp-placeholder", () => {
    checkRule(id, workload({ container: mounts("${VOLUME}") }));
    checkRule(id, workload({ container: mounts("data"), pod: volume("${VOLUME}") }));
  });
  it("fp-quoted-differently", () => checkRule(id, workload({ container: mounts('"data"'), pod: volume("'data'") })));
  it("fp-no-name", () => checkRule(id, workload({ container: "volumeMounts:\n  - mountPath: /data" })));
  it("fp-patch-like-object", () =>
    checkRule(
      id,
      "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {containers: [{name: app, volumeMounts: [{name: data, mountPath: /data}]}]}}}\n",
    ));
  it("fp-custom-resource", () =>
    checkRule(id, workload({ kind: "StatefulSet", apiVersion: "apps.kruise.io/v1beta1", container: mounts("data") })));
});

describe("judges each build by itself", () => {
  it("and names the one that is at fault", () =>
    checkRule(
      id,
      files({
        "base/kustomization.yaml": "resources: [web.yaml]\n",
        "base/web.yaml": workload({
          container: mounts(
            "data",
            `${id} error: In dev: Container "app" mounts "data", no volume of the Pod: the API server rejects it. Add it, or mount another one.`,
          ),
        }),
        "dev/kustomization.yaml": "resources: [../base]\n",
        "prod/kustomization.yaml": "resources: [../base]\npatches: [{path: patch.yaml}]\n",
        "prod/patch.yaml":
          "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {volumes: [{name: data, emptyDir: {}}]}}}\n",
      }),
    ));
});

describe("Use volume 'x'", () => {
  const title = "Use volume 'data'";
  it("keeps the quotes", () =>
    checkFix(
      id,
      title,
      workload({ container: mounts("'dta'"), pod: volume("data") }),
      workload({ container: mounts("'data'"), pod: volume("data") }),
    ));
  it("the only one that nothing mounts, whose name holds its words", () => {
    const certs = (name: string, pod: string) => workload({ container: mounts(name), pod });
    checkFix(id, "Use volume 'ca'", certs("ca-certs", volume("ca")), certs("ca", volume("ca")));
    expect(fixTitles(id, certs("ca-certs", volume("data")))).not.toContain("Use volume 'data'");
  });
  it("of a claim template", () => {
    const set = (name: string) => workload({ kind: "StatefulSet", spec: template("data"), container: mounts(name) });
    checkFix(id, title, set("dat"), set("data"));
  });
  it("in the patch that mounts it", () => {
    const unit = (name: string) =>
      files({
        "kustomization.yaml": "resources: [web.yaml]\npatches: [{path: patch.yaml}]\n",
        "web.yaml": workload({ pod: volume("data") }),
        "patch.yaml": `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  template:\n    spec:\n      containers:\n        - name: app\n          volumeMounts:\n            - name: ${name}\n              mountPath: /data\n`,
      });
    checkFix(id, title, unit("dta"), unit("data"));
  });
  it("of a claim where the old Pod goes first", () => {
    const recreated = (name: string) =>
      documents(
        workload({
          spec: "strategy: {type: Recreate}",
          container: mounts(name),
          pod: volume("data", "persistentVolumeClaim: {claimName: data}"),
        }),
        claim(),
      );
    checkFix(id, title, recreated("dta"), recreated("data"));
  });
  const offered = (more: Mounting, modes = "ReadWriteOnce") =>
    fixTitles(
      id,
      documents(
        workload({
          container: mounts("dta"),
          pod: volume("data", "persistentVolumeClaim: {claimName: data}"),
          ...more,
        }),
        claim(modes),
      ),
    ).includes(title);
  it("is not offered where the claim's own rules would warn then", () => {
    expect(offered({})).toBe(false);
    expect(offered({ spec: "replicas: 3\nstrategy: {type: Recreate}" })).toBe(false);
    expect(offered({ kind: "DaemonSet" })).toBe(false);
  });
  it("is offered where they would not", () => {
    expect(offered({}, "ReadWriteMany")).toBe(true);
    expect(offered({ container: mounts("dta", "", "readOnly: true") })).toBe(true);
    expect(offered({ kind: "StatefulSet" })).toBe(true);
    expect(offered({ container: `${mounts("dta")}\n  - name: data\n    mountPath: /other` })).toBe(true);
  });
  it("of a device names a claim only", () => {
    const device = (source: string) =>
      workload({
        kind: "StatefulSet",
        container: "volumeDevices:\n  - name: dta\n    devicePath: /dev/x",
        pod: volume("data", source),
      });
    expect(fixTitles(id, device("emptyDir: {}"))).not.toContain(title);
    expect(fixTitles(id, device("persistentVolumeClaim: {claimName: x}"))).toContain(title);
  });
});

describe("Add emptyDir volume 'y'", () => {
  const title = "Add emptyDir volume 'cache'";
  it("behind the volumes that are there", () =>
    checkFix(
      id,
      title,
      workload({ container: mounts("cache"), pod: `${volume("data")} # kept` }),
      workload({ container: mounts("cache"), pod: `${volume("data")} # kept\n  - name: cache\n    emptyDir: {}` }),
    ));
  it("in the style of the list", () =>
    checkFix(
      id,
      title,
      workload({ container: mounts("cache"), pod: "volumes: [{name: data, emptyDir: {}}]" }),
      workload({
        container: mounts("cache"),
        pod: "volumes: [{name: data, emptyDir: {}}, {name: cache, emptyDir: {}}]",
      }),
    ));
  it("in a list of its own", () =>
    checkFix(
      id,
      title,
      workload({ container: mounts("cache") }),
      workload({ container: mounts("cache"), pod: volume("cache") }),
    ));
  it("in the place of null", () =>
    checkFix(
      id,
      title,
      workload({ container: mounts("cache"), pod: "volumes:" }),
      workload({ container: mounts("cache"), pod: volume("cache") }),
    ));
  it("of a Pod and of an item of a List", () => {
    const list = (more: string) =>
      `apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Pod\n    metadata: {name: a}\n    spec:\n      containers:\n        - name: app\n          image: app\n          volumeMounts: [{name: cache, mountPath: /c}]\n${more}`;
    checkFix(id, title, list(""), list("      volumes:\n        - name: cache\n          emptyDir: {}\n"));
  });
  it("is not offered for a device, a name that no volume may have, or where a patch has the list", () => {
    expect(fixTitles(id, workload({ container: "volumeDevices:\n  - name: cache\n    devicePath: /dev/x" }))).toEqual(
      [],
    );
    expect(fixTitles(id, workload({ container: mounts("The_Cache") }))).toEqual([]);
    expect(
      fixTitles(
        id,
        files({
          "kustomization.yaml":
            "resources: [web.yaml]\npatches:\n  - target: {kind: Deployment}\n    patch: |\n      - op: add\n        path: /spec/template/spec/volumes\n        value: [{name: other, emptyDir: {}}]\n",
          "web.yaml": workload({ container: mounts("cache") }),
        }),
      ),
    ).toEqual([]);
  });
});

describe("Add a volume claim template for 'y' (recreates the object)", () => {
  const title = "Add a volume claim template for 'data' (recreates the object)";
  const set = (container: string, spec?: string, behind = "") =>
    workload({ kind: "StatefulSet", container, ...(spec === undefined ? {} : { spec }) }) + behind;
  it("in a list of its own", () =>
    checkFix(
      id,
      title,
      set(mounts("data")),
      set(mounts("data"), undefined, `  ${template("data").replaceAll("\n", "\n  ")}\n`),
    ));
  it("behind those that are there", () =>
    checkFix(
      id,
      title,
      set(mounts("data"), template("log")),
      set(mounts("data"), `${template("log")}\n${template("data").split("\n").slice(1).join("\n")}`),
    ));
  it("for a device", () => {
    const device = "volumeDevices:\n  - name: data\n    devicePath: /dev/x";
    const block = template("data").replace("[ReadWriteOnce]", "[ReadWriteOnce]\n      volumeMode: Block");
    checkFix(id, title, set(device), set(device, undefined, `  ${block.replaceAll("\n", "\n  ")}\n`));
  });
  it("stands last", () =>
    expect(fixTitles(id, set(mounts("dta"), template("data")))).toEqual([
      "Use volume 'data'",
      "Add emptyDir volume 'dta'",
      "Add a volume claim template for 'dta' (recreates the object)",
    ]));
  it("is not offered outside a StatefulSet", () =>
    expect(fixTitles(id, workload({ container: mounts("data") }))).toEqual(["Add emptyDir volume 'data'"]));
});
