// The rule rwo-claim-shared-by-workloads: its conditions, its traps and its fix.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { autoscaler, claim, deployment, documents, files, storageClass, volume } from "./deployment-rwo-claim";
import { beside, named, onClaim, onNodes } from "./storage-manifests";

const id = "rwo-claim-shared-by-workloads";
const warning = onClaim(`${id} warning`);
const hint = onClaim(`${id} hint`);
const affinity = (app: string) =>
  `affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: ${app}}}}]}}`;

/** `db` and `web` on one claim. */
const pair = (marker: string, ...more: readonly string[]) =>
  documents(deployment({ claimSource: marker }), named("web", { claimSource: marker }), ...more);

describe("warns", () => {
  it("says what is here, what will happen and what to do", () =>
    checkRule(
      id,
      documents(
        deployment({
          claimSource: onClaim(
            `${id} warning: Deployment "web" mounts the ReadWriteOnce claim "data" too: on two nodes one waits. Keep them on one node, or use ReadWriteMany.`,
          ),
        }),
        named("web", { claimSource: warning }),
        claim(),
      ),
    ));
  it("counts the others", () =>
    checkRule(
      id,
      documents(
        deployment({
          claimSource: onClaim(
            `${id} warning: Deployment "a" and 1 more mount the ReadWriteOnce claim "data" too: on two nodes one waits. Keep them on one node, or use ReadWriteMany.`,
          ),
        }),
        named("a", { claimSource: warning }),
        named("b", { claimSource: warning }),
        claim(),
      ),
    ));
  it("where they only read: the modes of the volume decide", () => {
    const reading = { mount: "readOnly: true", claimSource: warning };
    checkRule(id, documents(deployment(reading), named("web", reading), claim()));
  });
  it.each([
    ["StatefulSet", "apps/v1", ""],
    ["DaemonSet", "apps/v1", ""],
    ["ReplicaSet", "apps/v1", ""],
    ["Job", "batch/v1", "restartPolicy: Never"],
    ["Rollout", "argoproj.io/v1alpha1", ""],
    ["DeploymentConfig", "apps.openshift.io/v1", ""],
    ["DeploymentConfig", "v1", ""],
  ])("%s", (kind, apiVersion, pod) =>
    checkRule(
      id,
      documents(
        deployment({ claimSource: warning }),
        named("web", { kind, apiVersion, pod, claimSource: warning }),
        claim(),
      ),
    ),
  );
  it("in other files of the unit", () =>
    checkRule(
      id,
      files({
        "a.yaml": deployment({ claimSource: warning }),
        "b.yaml": named("web", { claimSource: warning }),
        "c.yaml": claim(),
      }),
    ));
  it("in a build that gives one the claim by a patch", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "resources: [db.yaml, web.yaml, claim.yaml]\npatches: [{path: patch.yaml}]\n",
        "db.yaml": deployment({ claimSource: warning }),
        "web.yaml":
          "apiVersion: apps/v1\nkind: Deployment\n#     ^^^^^^^^^^ rwo-claim-shared-by-workloads warning\nmetadata: {name: web}\nspec: {selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: web}]}}}\n",
        "claim.yaml": claim(),
        "patch.yaml":
          "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {containers: [{name: web, volumeMounts: [{name: d, mountPath: /d}]}], volumes: [{name: d, persistentVolumeClaim: {claimName: data}}]}}}\n",
      }),
    ));
  it("in a build that renames the claim", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "resources: [all.yaml]\nnamePrefix: x-\n",
        "all.yaml": documents(
          deployment({
            claimSource: onClaim(
              `${id} warning: Deployment "x-web" mounts the ReadWriteOnce claim "x-data" too: on two nodes one waits. Keep them on one node, or use ReadWriteMany.`,
            ),
          }),
          named("web", { claimSource: warning }),
          claim(),
        ),
      }),
    ));
  it("where one runs beside the Pods of a DaemonSet, which are everywhere", () =>
    checkRule(
      id,
      documents(
        deployment({ kind: "DaemonSet", claimSource: warning }),
        beside("db", "web", { claimSource: warning }),
        claim(),
      ),
    ));
  it("where only some are kept on one node", () =>
    checkRule(
      id,
      documents(
        deployment({ claimSource: warning }),
        beside("db", "web", { claimSource: warning }),
        named("other", { claimSource: warning }),
        claim(),
      ),
    ));
  it("where they are pinned to two nodes", () =>
    checkRule(
      id,
      documents(
        deployment({ pod: "nodeName: a", claimSource: warning }),
        named("web", { pod: "nodeName: b", claimSource: warning }),
        claim(),
      ),
    ));
  it("where each is only beside its own Pods, or beside those of another zone or namespace", () => {
    checkRule(
      id,
      documents(
        deployment({ pod: affinity("db"), claimSource: warning }),
        named("web", { pod: affinity("db"), claimSource: warning }),
        claim(),
      ),
    );
    const zone = affinity("db").replace("kubernetes.io/hostname", "topology.kubernetes.io/zone");
    const foreign = affinity("db").replace("labelSelector", "namespaces: [x], labelSelector");
    for (const pod of [zone, foreign])
      checkRule(
        id,
        documents(
          deployment({ claimSource: warning }),
          named("web", { claimSource: warning }).replace("    spec:\n", `    spec:\n      ${pod}\n`),
          claim(),
        ),
      );
  });
});

describe("hints", () => {
  it("of an unknown claim", () =>
    checkRule(
      id,
      documents(
        deployment({
          claimSource: onClaim(
            `${id} hint: Deployment "web" mounts claim "data" too: if it is ReadWriteOnce, on two nodes one waits. Check its access mode.`,
          ),
        }),
        named("web", { claimSource: hint }),
      ),
    ));
  it("of claims that differ", () =>
    checkRule(id, files({ "x.yaml": pair(hint), "a.yaml": claim(), "b.yaml": claim("ReadWriteMany") })));
  it("where the volume lies on one node", () =>
    checkRule(
      id,
      documents(
        deployment({
          claimSource: onClaim(
            `${id} hint: Deployment "web" mounts claim "data" too: both run on one node and share one directory. Make sure that they can.`,
          ),
        }),
        named("web", { claimSource: hint }),
        claim("ReadWriteOnce", "storageClassName: local-path"),
      ),
    ));
  it("where there is one node", () => checkRule(id, onNodes(1, pair(hint, claim()))));
  it("where one writes", () =>
    checkRule(
      id,
      documents(deployment({ claimSource: hint }), named("web", { mount: "readOnly: true", claimSource: hint })),
    ));
});

describe("is silent", () => {
  it("fp-alone", () => checkRule(id, documents(deployment(), claim())));
  it.each(["ReadWriteMany", "ReadOnlyMany", "ReadWriteOncePod", "ReadWriteOnce, ReadWriteMany"])("fp-%s", (modes) =>
    checkRule(id, pair("", claim(modes))),
  );
  it("fp-nfs", () =>
    checkRule(
      id,
      pair("", claim("ReadWriteOnce", "storageClassName: shared"), storageClass("shared", "nfs.csi.k8s.io")),
    ));
  it("fp-directory-on-every-node", () =>
    checkRule(id, pair("", claim("ReadWriteOnce", "volumeName: disk"), volume("hostPath: {path: /srv}"))));
  it("fp-co-located-by-pod-affinity", () => checkRule(id, documents(deployment(), beside("db", "web"), claim())));
  it("fp-co-located-by-an-expression", () =>
    checkRule(
      id,
      documents(
        deployment(),
        named("web").replace(
          "    spec:\n",
          "    spec:\n      affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: kubernetes.io/hostname, labelSelector: {matchExpressions: [{key: app, operator: In, values: [db]}]}}]}}\n",
        ),
        claim(),
      ),
    ));
  it.each([
    "nodeName: a",
    "nodeSelector: {kubernetes.io/hostname: a}",
    "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [a]}]}]}}}",
  ])("fp-pinned-to-one-node: %s", (pod) => {
    checkRule(id, documents(deployment({ pod }), named("web", { pod: "nodeName: a" }), claim()));
  });
  it("fp-readers-of-an-unknown-claim", () => {
    const reading = { mount: "readOnly: true" };
    checkRule(id, documents(deployment(reading), named("web", reading)));
    checkRule(id, onNodes(1, documents(deployment(reading), named("web", reading), claim())));
  });
  it("fp-renamed-predecessor-without-replicas", () => {
    checkRule(id, documents(deployment(), named("web", { spec: "replicas: 0" }), claim()));
    const scaled = documents(deployment({ spec: "replicas: 0", claimSource: warning }), autoscaler(1));
    checkRule(id, documents(scaled, named("web", { claimSource: warning }), claim()));
  });
  it("fp-hook-before-the-installation", () =>
    checkRule(
      id,
      documents(
        deployment(),
        named("web", { kind: "Job", apiVersion: "batch/v1", pod: "restartPolicy: Never" }).replace(
          "  name: web",
          "  name: web\n  annotations: {helm.sh/hook: pre-install}",
        ),
        claim(),
      ),
    ));
  it("fp-mounted-nowhere", () =>
    checkRule(id, documents(deployment(), named("web").replace(/ +volumeMounts:\n.*\n.*\n/, ""), claim())));
  it("fp-other-unit", () =>
    checkRule(
      id,
      files({ "a/x.yaml": documents(deployment(), claim()), "b/x.yaml": documents(named("web"), claim()) }),
    ));
  it("fp-other-namespace", () =>
    checkRule(
      id,
      documents(
        deployment().replace("  name: db", "  name: db\n  namespace: a"),
        named("web").replace("  name: web", "  name: web\n  namespace: b"),
        claim().replace("  name: data", "  name: data\n  namespace: a"),
      ),
    ));
  it("fp-one-workload-written-twice", () =>
    checkRule(id, files({ "a.yaml": documents(deployment(), claim()), "b.yaml": deployment() })));
  it("fp-variable-name", () => {
    const variable = (text: string) => text.replace("claimName: data", "claimName: ${CLAIM}");
    checkRule(id, documents(variable(deployment()), variable(named("web"))));
  });
  it("fp-unknown-claim-while-reading", () => checkRule(id, pair(""), { ready: false }));
  it("fp-claim-template-takes-the-place", () =>
    checkRule(
      id,
      documents(
        deployment(),
        `${named("web", { kind: "StatefulSet" })}  volumeClaimTemplates:\n    - metadata: {name: store}\n      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}\n`,
        claim(),
      ),
    ));
});

describe("Add pod affinity to 'y'", () => {
  const title = "Add pod affinity to 'db'";
  const job = (more: string, containers = "") =>
    `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: load\nspec:\n  template:\n    spec:\n      restartPolicy: Never\n${more}      containers:\n        - {name: load, image: load, volumeMounts: [{name: d, mountPath: /d}]}\n      volumes: [{name: d, persistentVolumeClaim: {claimName: data}}]\n${containers}`;
  const term =
    "- labelSelector:\n              matchLabels:\n                app: db\n            topologyKey: kubernetes.io/hostname\n";
  const unit = (more: string) => documents(deployment({ kind: "StatefulSet" }), job(more), claim());
  const required = "requiredDuringSchedulingIgnoredDuringExecution";
  const base = (text: string) => `      affinity:\n        podAffinity:\n          ${required}:\n${text}`;
  const first = `            - labelSelector:\n                matchLabels:\n                  app: db\n              topologyKey: kubernetes.io/hostname\n`;
  const other = `            - labelSelector:\n                matchLabels: {app: cache}\n              topologyKey: topology.kubernetes.io/zone\n`;
  it("of a workload without any", () => checkFix(id, title, unit(""), unit(base(first))));
  it("beside node affinity", () => {
    const node = "      affinity:\n        nodeAffinity: {}\n";
    checkFix(id, title, unit(node), unit(`${node}${base(first).replace("      affinity:\n", "")}`));
  });
  it("beside preferences", () => {
    const preferred =
      "      affinity:\n        podAffinity:\n          preferredDuringSchedulingIgnoredDuringExecution: []\n";
    checkFix(
      id,
      title,
      unit(preferred),
      unit(`${preferred}          ${required}:\n            ${term.replaceAll("\n    ", "\n      ")}`),
    );
  });
  it("beside other terms", () => checkFix(id, title, unit(base(other)), unit(base(other + first))));
  it("with values that need quotes", () => {
    const quoted = (more: string) =>
      documents(
        deployment({ kind: "StatefulSet" }).replaceAll("{app: db}", '{app: "yes", tier: "1"}'),
        job(more),
        claim(),
      );
    checkFix(
      id,
      title,
      quoted(""),
      quoted(base(first.replace("app: db\n", 'app: "yes"\n                  tier: "1"\n'))),
    );
  });
  it("of an item of a List", () => {
    const list = (more: string) =>
      `apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Pod\n    metadata: {name: a}\n    spec:\n${more}      containers: [{name: a, image: a, volumeMounts: [{name: d, mountPath: /d}]}]\n      volumes: [{name: d, persistentVolumeClaim: {claimName: data}}]\n`;
    const all = (more: string) => documents(list(more), deployment({ kind: "StatefulSet" }), claim());
    checkFix(id, title, all(""), all(base(first)));
  });
  const offered = (source: string) => fixTitles(id, source);
  it("is not offered towards what ends, comes and goes, or may have no Pods", () => {
    expect(offered(documents(job(""), job("").replace("name: load", "name: other"), claim()))).toEqual([]);
    expect(offered(documents(deployment({ spec: "replicas: ${n}" }), job(""), claim()))).toEqual([]);
    expect(offered(documents(deployment({ spec: "replicas: 2" }), job(""), claim()))).toEqual([]);
    expect(offered(documents(deployment({ kind: "DaemonSet" }), job(""), claim()))).toEqual([]);
    expect(offered(unit(""))).toEqual([title]);
  });
  it("is not offered where two would not be enough", () =>
    expect(offered(documents(deployment(), named("web"), named("other"), claim()))).toEqual([]));
  it("is not offered beside Pods with its own labels, or with labels that differ in a build", () => {
    const twin = deployment().replace("  name: db", "  name: twin");
    expect(offered(documents(deployment(), twin, claim()))).toEqual([]);
    const built = {
      "kustomization.yaml":
        "resources: [db.yaml, load.yaml, claim.yaml]\npatches:\n  - target: {kind: Deployment}\n    patch: |\n      - {op: replace, path: /spec/selector/matchLabels/app, value: x}\n      - {op: replace, path: /spec/template/metadata/labels/app, value: x}\n",
      "db.yaml": deployment(),
      "load.yaml": job(""),
      "claim.yaml": claim(),
    };
    expect(offered(files(built))).toEqual([]);
  });
});

it("rests on the claim and the first five of the others", () =>
  expect(
    relatedOf(id, documents(deployment(), ...["a", "b", "c", "d", "e", "f"].map((name) => named(name)), claim())).slice(
      0,
      6,
    ),
  ).toEqual([
    'PersistentVolumeClaim "data" is ReadWriteOnce',
    ...["a", "b", "c", "d", "e"].map((name) => `Deployment "${name}" mounts claim "data"`),
  ]));
