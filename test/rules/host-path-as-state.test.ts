// The rule host-path-as-state: its conditions, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { autoscaler, claim, documents, files, volume } from "./deployment-rwo-claim";
import { mounts, onNodes, set } from "./storage-manifests";

const id = "host-path-as-state";
const recreate = "strategy:\n  type: Recreate";
const mysql = "/var/lib/mysql";

const host = (marker = "", more = "") =>
  `volumes:\n  - name: data\n    hostPath:\n      path: /srv/db\n${marker === "" ? "" : `#                 ^^^^^^^ ${marker}\n`}${more === "" ? "" : `      ${more}`}`.replace(
    /\n$/,
    "",
  );
interface Parts {
  readonly kind?: string;
  readonly spec?: string;
  readonly image?: string;
  readonly path?: string;
  readonly pod?: string;
  readonly mount?: string;
}
const db = ({ path = mysql, pod = host(), mount = "", ...more }: Parts = {}) =>
  set({ kind: "Deployment", ...more, container: mounts("data", path) + mount, pod });
const job = (pod = host()) =>
  db({ pod })
    .replace("apps/v1", "batch/v1")
    .replace("kind: Deployment", "kind: Job")
    .replace(/ {2}selector.*\n/, "");
const claimed = (marker = "") =>
  `volumes:\n  - name: data\n    persistentVolumeClaim:\n      claimName: data${marker === "" ? "" : `\n#                      ^^^^ ${marker}`}`;
const scattered = (modes = "ReadWriteOnce") =>
  documents(claim(modes, "volumeName: disk"), volume("hostPath: {path: /srv}", modes));

describe("reports a directory", () => {
  it("says what is here, what will happen and what to do", () =>
    checkRule(
      id,
      db({
        pod: host(
          `${id} warning: Data at /var/lib/mysql lie in /srv/db of the node: on another node the Pod finds none of them. Use a claim, or pin the Pods to one node.`,
        ),
      }),
    ));
  it("of a StatefulSet", () => checkRule(id, db({ kind: "StatefulSet", pod: host(id) })));
  it("of a Job", () => checkRule(id, job(host(id))));
  it.each(["/var/lib/mysql/", "/var/lib/postgresql/data", "/data/db", "/var/jenkins_home"])("at %s", (path) =>
    checkRule(id, db({ path, pod: host(id) })),
  );
  it("at /data of a store", () => checkRule(id, db({ path: "/data", image: "redis:8", pod: host(id) })));
  it.each(["type: Directory", "type: DirectoryOrCreate", 'type: ""'])("with %s", (type) =>
    checkRule(id, db({ pod: host(id, type) })),
  );
  it("in a cluster of one node as a hint", () =>
    checkRule(
      id,
      onNodes(
        1,
        db({
          pod: host(
            `${id} hint: Data at /var/lib/mysql lie in /srv/db of the node: with a second node they stay behind when the Pod moves. Use a claim.`,
          ),
        }),
      ),
    ));
  it("in a cluster of two nodes as a warning", () => checkRule(id, onNodes(2, db({ pod: host(`${id} warning`) }))));
  it("where it is also mounted to be read", () =>
    checkRule(
      id,
      db({
        pod: host(id),
        mount: "\n  - {name: data, mountPath: /ro, readOnly: true}",
      }),
    ));
  it("once for each volume", () =>
    checkRule(id, db({ pod: host(id), mount: "\n  - {name: data, mountPath: /data/db, subPath: x}" })));
  it("rests on the mount", () => expect(relatedOf(id, db())).toEqual(["Data directory /var/lib/mysql"]));
  it("of Pods that a node selector leaves on many nodes", () =>
    checkRule(
      id,
      db({ pod: `nodeSelector: {disk: ssd}\n${host()}` }).replace(
        "path: /srv/db\n",
        `path: /srv/db\n#                 ^^^^^^^ ${id}\n`,
      ),
    ));
});

describe("reports a claim", () => {
  const whole = `${id} warning: Claim "data" at /var/lib/mysql is a hostPath volume without nodeAffinity: on another node the Pod finds another directory. Pin the Pods.`;
  it("says what is here, what will happen and what to do", () =>
    checkRule(id, documents(db({ pod: claimed(whole) }), scattered())));
  it("of several Pods of a StatefulSet", () =>
    checkRule(id, documents(db({ kind: "StatefulSet", spec: "replicas: 2", pod: claimed(id) }), scattered())));
  it("of several Pods, where many nodes may mount it", () =>
    checkRule(id, documents(db({ spec: "replicas: 2", pod: claimed(id) }), scattered("ReadWriteMany"))));
  it("without a fix", () => expect(fixTitles(id, documents(db({ pod: claimed() }), scattered()))).toEqual([]));
  it("rests on the claim and the mount", () =>
    expect(relatedOf(id, documents(db({ pod: claimed() }), scattered()))).toEqual([
      'PersistentVolumeClaim "data" is ReadWriteOnce',
      "Data directory /var/lib/mysql",
    ]));
});

describe("is silent", () => {
  it("fp-daemonset", () => checkRule(id, db({ kind: "DaemonSet" })));
  it.each(["nodeName: a", "nodeSelector: {kubernetes.io/hostname: a}"])("fp-pinned: %s", (line) => {
    checkRule(id, db({ pod: `${line}\n${host()}` }));
    checkRule(id, documents(db({ pod: `${line}\n${claimed()}` }), scattered()));
  });
  it("fp-kept-where-a-volume-lies", () =>
    checkRule(
      id,
      documents(
        db({
          pod: `${host()}\n  - name: log\n    persistentVolumeClaim: {claimName: data}`,
          mount: "\n  - {name: log, mountPath: /log}",
        }),
        claim("ReadWriteOnce", "storageClassName: local-path"),
      ),
    ));
  it("fp-read-only", () => checkRule(id, db({ mount: "\n    readOnly: true" })));
  it.each(["Socket", "File", "FileOrCreate", "CharDevice", "BlockDevice"])("fp-type-%s", (type) =>
    checkRule(id, db({ pod: host("", `type: ${type}`) })),
  );
  it.each(["/var/run/docker.sock", "/dev", "/sys", "/var/log", "/var/lib/mysql-files"])("fp-mounted-at-%s", (path) =>
    checkRule(id, db({ path, image: "mysql:8.4" })),
  );
  it("fp-data-of-an-image-that-nobody-knows", () => checkRule(id, db({ path: "/data" })));
  it("fp-empty-dir", () => checkRule(id, db({ pod: "volumes: [{name: data, emptyDir: {}}]" })));
  it("fp-claim-that-is-attached", () => checkRule(id, documents(db({ pod: claimed() }), claim())));
  it("fp-claim-with-node-affinity", () =>
    checkRule(
      id,
      documents(
        db({ pod: claimed() }),
        claim("ReadWriteOnce", "volumeName: disk"),
        volume("hostPath: {path: /srv}\nnodeAffinity: {required: {nodeSelectorTerms: []}}"),
      ),
    ));
  it("fp-several-Pods-of-one-claim-are-another-rule", () => {
    checkRule(id, documents(db({ spec: "replicas: 2", pod: claimed() }), scattered()));
    checkRule(id, documents(db({ pod: claimed() }), scattered(), autoscaler(2)));
  });
  it("fp-claim-on-one-node", () => checkRule(id, onNodes(1, documents(db({ pod: claimed() }), scattered()))));
});

describe("Replace hostPath 'x' by a volume claim template (recreates the object)", () => {
  const title = "Replace hostPath 'data' by a volume claim template (recreates the object)";
  const asked =
    "volumeClaimTemplates:\n  - metadata:\n      name: data\n    spec:\n      accessModes: [ReadWriteOnce]\n      resources:\n        requests:\n          storage: 1Gi";
  const own = (pod: string, behind = "") => set({ container: mounts("data", mysql), pod, behind });
  it("in a list of its own", () => checkFix(id, title, own(host()), own("", asked)));
  it("behind the templates that are there", () => {
    const log =
      "volumeClaimTemplates:\n  - metadata: {name: log}\n    spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}";
    const both = (pod: string, behind: string) =>
      set({ container: `${mounts("data", mysql)}\n  - {name: log, mountPath: /log}`, pod, behind });
    checkFix(id, title, both(host(), log), both("", `${log}\n${asked.split("\n").slice(1).join("\n")}`));
  });
  it("keeps other volumes", () =>
    checkFix(
      id,
      title,
      set({
        container: `${mounts("data", mysql)}\n  - {name: tmp, mountPath: /tmp}`,
        pod: `${host()}\n  - {name: tmp, emptyDir: {}}`,
      }),
      set({
        container: `${mounts("data", mysql)}\n  - {name: tmp, mountPath: /tmp}`,
        pod: "volumes:\n  - {name: tmp, emptyDir: {}}",
        behind: asked,
      }),
    ));
});

describe("Replace hostPath 'x' by a claim", () => {
  const title = "Replace hostPath 'data' by a claim";
  const made =
    "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: db-data\nspec:\n  accessModes: [ReadWriteOnce]\n  resources:\n    requests:\n      storage: 1Gi\n---\n";
  const after = "volumes:\n  - name: data\n    persistentVolumeClaim:\n      claimName: db-data";
  it("with a claim before it, and the strategy Recreate", () =>
    checkFix(
      id,
      title,
      db(),
      made + db({ pod: after }).replace("  template:\n", "  strategy:\n    type: Recreate\n  template:\n"),
    ));
  it("keeps the strategy Recreate", () =>
    checkFix(id, title, db({ spec: recreate }), made + db({ spec: recreate, pod: after })));
  it("of a Job", () => checkFix(id, title, job(), made + job(after)));
  it("in a namespace", () => {
    const inside = (text: string) => text.replace("metadata: {name: db}", "metadata: {name: db, namespace: shop}");
    checkFix(
      id,
      title,
      inside(db({ spec: recreate })),
      made.replace("name: db-data", "name: db-data\n  namespace: shop") + inside(db({ spec: recreate, pod: after })),
    );
  });
  it("of an item of a List", () => {
    const list = (claim: string, source: string) =>
      `apiVersion: v1\nkind: List\nitems:\n${claim}  - apiVersion: apps/v1\n    kind: Deployment\n    metadata: {name: db}\n    spec:\n      strategy: {type: Recreate}\n      selector: {matchLabels: {app: db}}\n      template:\n        metadata: {labels: {app: db}}\n        spec:\n          containers: [{name: db, image: db, volumeMounts: [{name: data, mountPath: /var/lib/mysql}]}]\n          volumes:\n            - name: data\n${source}`;
    const item = `  - ${made.replace("---\n", "").trimEnd().replaceAll("\n", "\n    ")}\n`;
    checkFix(
      id,
      title,
      list("", "              hostPath: {path: /srv}\n"),
      list(item, "              persistentVolumeClaim:\n                claimName: db-data\n"),
    );
  });
  const offered = (source: string) => fixTitles(id, source).includes(title);
  it("is offered for one Pod only", () => {
    expect(offered(db({ spec: "replicas: 1" }))).toBe(true);
    expect(offered(db({ spec: "replicas: 2" }))).toBe(false);
    expect(offered(documents(db(), autoscaler(2)))).toBe(false);
    expect(offered(db({ spec: "replicas: ${n:=1}" }))).toBe(false);
  });
  it("is not offered where a claim has the name, a patch has the volume, or a build renames it", () => {
    expect(offered(documents(db(), claim().replace("name: data", "name: db-data")))).toBe(false);
    const unit = (lines: string) => files({ "kustomization.yaml": `resources: [db.yaml]\n${lines}`, "db.yaml": db() });
    expect(offered(unit(""))).toBe(true);
    expect(offered(unit("namePrefix: x-\n"))).toBe(false);
    const patch =
      "patches:\n  - target: {kind: Deployment}\n    patch: |\n      - {op: replace, path: /spec/template/spec/volumes/0/hostPath/path, value: /x}\n";
    expect(offered(unit(patch))).toBe(false);
  });
});
