// The rule deployment-rwo-claim-multi-replica: its conditions, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { fileEdits } from "../../server/src/analysis/changes";
import { isRefusal } from "../../server/src/yaml/edit-script";
import { checkFix, checkRule, fixesOf, fixTitles, relatedOf } from "../support/check-rule";
import { root } from "../support/memory-workspace";
import { autoscaler, claim, deployment, documents, files, storageClass, volume } from "./deployment-rwo-claim";

const id = "deployment-rwo-claim-multi-replica";
const warning = `${id} warning`;
const hint = `${id} hint`;
const three = "replicas: 3";

describe("warns", () => {
  it("says what is here, what will happen and what to do", () =>
    checkRule(
      id,
      documents(
        deployment({
          spec: three,
          marker: `${id} warning: 3 Pods share the ReadWriteOnce claim "data": those on a second node wait for ever. Use a ReadWriteMany claim or one replica.`,
        }),
        claim(),
      ),
    ));
  it.each(["1.25", "true", "2024-01-01"])("where YAML reads the image as no text: %s", (image) =>
    checkRule(
      id,
      documents(deployment({ spec: three, marker: warning }).replace(/image: .*/, `image: ${image}`), claim()),
    ),
  );
  it("of a claim in another file of the directory", () =>
    checkRule(id, files({ "k8s/db.yaml": deployment({ spec: three, marker: warning }), "k8s/claims.yaml": claim() })));
  it("of a claim in another folder of the workspace, where there is no nearer one", () =>
    checkRule(
      id,
      files({ "apps/db.yaml": deployment({ spec: three, marker: warning }), "storage/claims.yaml": claim() }),
    ));
  it("with the replicas of a HorizontalPodAutoscaler", () =>
    checkRule(
      id,
      documents(
        deployment({
          marker: `${id} warning: Up to 4 Pods share the ReadWriteOnce claim "data": those on a second node wait for ever. Use a ReadWriteMany claim or one replica.`,
        }),
        claim(),
        autoscaler(4),
      ),
    ));
  it("with the replicas of a ScaledObject that names no kind", () =>
    checkRule(
      id,
      documents(
        deployment({ marker: warning }),
        claim(),
        "apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: {name: db}\nspec:\n  scaleTargetRef: {name: db}\n",
      ),
    ));
  it("of a ReplicaSet", () =>
    checkRule(id, documents(deployment({ kind: "ReplicaSet", spec: three, marker: warning }), claim())));
  it("of a ReplicationController", () =>
    checkRule(
      id,
      documents(deployment({ kind: "ReplicationController", apiVersion: "v1", spec: three, marker: warning }), claim()),
    ));
  it("of a Job with parallelism", () =>
    checkRule(
      id,
      documents(
        deployment({
          kind: "Job",
          apiVersion: "batch/v1",
          spec: "parallelism: 3",
          pod: "restartPolicy: Never",
          marker: warning,
        }),
        claim(),
      ),
    ));
  describe("of a Job, whose Pods end and let the volume go", () => {
    const job = { kind: "Job", apiVersion: "batch/v1", pod: "restartPolicy: Never" };
    const shared = (severity: string, start: string, cure: string) =>
      `${id} ${severity}: ${start}: those on a second node wait for the first to end${cure}`;
    it("as many as run at a time", () =>
      checkRule(
        id,
        documents(
          deployment({
            ...job,
            spec: "parallelism: 4\ncompletions: 9",
            marker: shared(
              "warning",
              '4 Pods share the ReadWriteOnce claim "data"',
              ". Use a ReadWriteMany claim or parallelism 1.",
            ),
          }),
          claim(),
        ),
      ));
    it("no more than are to complete", () =>
      checkRule(
        id,
        documents(
          deployment({
            ...job,
            spec: "parallelism: 4\ncompletions: 2",
            mount: "readOnly: true",
            marker: shared(
              "warning",
              '2 Pods share the ReadWriteOnce claim "data"',
              ", though they only read. Use a ReadOnlyMany claim or parallelism 1.",
            ),
          }),
          claim(),
        ),
      ));
    it("as many as a variable may say", () =>
      checkRule(
        id,
        documents(
          deployment({
            ...job,
            spec: "parallelism: 4\ncompletions: ${RUNS:=3}",
            marker: `${id} hint: Unless the variable says otherwise, 3 Pods share the ReadWriteOnce claim "data": on a second node they wait for the first to end.`,
          }),
          claim(),
        ),
      ));
    it("fp-one-to-complete: one runs at a time, whatever parallelism says", () =>
      checkRule(id, documents(deployment({ ...job, spec: "parallelism: 4\ncompletions: 1" }), claim())));
    it("fp-one-at-a-time: many to complete", () =>
      checkRule(id, documents(deployment({ ...job, spec: "completions: 9" }), claim())));
  });
  it("with the replicas that a kustomization sets", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "resources: [db.yaml, claim.yaml]\nreplicas:\n  - name: db\n    count: 2\n",
        "db.yaml": deployment({ marker: warning }),
        "claim.yaml": claim(),
      }),
    ));
  it("where all Pods only read: the modes of the volume decide", () =>
    checkRule(
      id,
      documents(
        deployment({
          spec: three,
          mount: "readOnly: true",
          marker: `${id} warning: 3 Pods share the ReadWriteOnce claim "data": those on a second node wait for ever, though they only read. Use a ReadOnlyMany claim or one replica.`,
        }),
        claim(),
      ),
    ));
  it("where the volume itself is mounted read-only", () =>
    checkRule(id, documents(deployment({ spec: three, claimSource: "readOnly: true", marker: warning }), claim())));
  it("names the StatefulSet where the software keeps data that it can replicate", () =>
    checkRule(
      id,
      documents(
        deployment({
          spec: three,
          marker: `${id} warning: 3 Pods share the ReadWriteOnce claim "data": those on a second node wait for ever. Give each Pod its own volume: StatefulSet.`,
        }).replace("registry.example/app:1", "mysql:8.4"),
        claim(),
      ),
    ));
  it("where each node has its own directory", () =>
    checkRule(
      id,
      documents(
        deployment({
          spec: three,
          marker: `${id} warning: 3 Pods share claim "data", a hostPath volume: each node has its own directory, so data seem to vanish. Use a ReadWriteMany claim or one replica.`,
        }),
        claim("ReadWriteOnce", "volumeName: disk"),
        volume("hostPath: {path: /srv}"),
      ),
    ));
});

describe("hints", () => {
  it("where the claim is not in the workspace", () =>
    checkRule(
      id,
      deployment({
        spec: three,
        marker: `${id} hint: 3 Pods share claim "data": if it is ReadWriteOnce, those on a second node wait for ever. Check its access mode.`,
      }),
    ));
  it("where a plugin may change everything that is built", () => {
    const build = (more: string, marker: string) =>
      files({
        "kustomization.yaml": `resources: [db.yaml, claim.yaml]\n${more}`,
        "db.yaml": deployment({ spec: three, marker }),
        "claim.yaml": claim(),
        "plugin.yaml": "apiVersion: example.com/v1\nkind: Changer\nmetadata: {name: x}\n",
      });
    checkRule(id, build("", warning));
    checkRule(id, build("transformers: [plugin.yaml]\n", hint));
  });
  it("where two claims of that name differ", () =>
    checkRule(
      id,
      files({
        "db.yaml": deployment({ spec: three, marker: hint }),
        "a.yaml": claim(),
        "b.yaml": claim("ReadWriteMany"),
      }),
    ));
  it("where all Pods are kept on one node by nodeName", () =>
    checkRule(id, documents(deployment({ spec: three, pod: "nodeName: node-1", marker: hint }), claim())));
  it("where all Pods are kept on one node by a node selector", () =>
    checkRule(
      id,
      documents(
        deployment({ spec: three, pod: "nodeSelector: {kubernetes.io/hostname: node-1}", marker: hint }),
        claim(),
      ),
    ));
  it("where all Pods are kept on one node by node affinity", () =>
    checkRule(
      id,
      documents(
        deployment({
          spec: three,
          pod: "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [node-1]}]}]}}}",
          marker: hint,
        }),
        claim(),
      ),
    ));
  it("where all Pods want to be together on one node", () =>
    checkRule(
      id,
      documents(
        deployment({
          spec: three,
          pod: "affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: db}}}]}}",
          marker: hint,
        }),
        claim(),
      ),
    ));
  it("where the volume is bound to one machine, by the name of its class", () =>
    checkRule(
      id,
      documents(
        deployment({
          spec: three,
          marker: `${id} hint: 3 Pods, all on one node, write to one directory: claim "data". Make sure that the software can share it, or use one replica.`,
        }),
        claim("ReadWriteOnce", "storageClassName: local-path"),
      ),
    ));
  it("where the volume is bound to one machine, by its StorageClass", () =>
    checkRule(
      id,
      documents(
        deployment({ spec: three, marker: hint }),
        claim("ReadWriteOnce", "storageClassName: fast"),
        storageClass("fast", "rancher.io/local-path"),
      ),
    ));
  it("where the volume is bound to one machine, by the default class of the unit", () =>
    checkRule(
      id,
      documents(
        deployment({ spec: three, marker: hint }),
        claim(),
        storageClass("fast", "topolvm.io", "{storageclass.kubernetes.io/is-default-class: 'true'}"),
      ),
    ));
  it("where the volume is bound to one machine, by its PersistentVolume", () =>
    checkRule(
      id,
      documents(
        deployment({ spec: three, marker: hint }),
        claim("ReadWriteOnce", "volumeName: disk"),
        volume("local: {path: /disk}\nnodeAffinity: {required: {nodeSelectorTerms: []}}"),
      ),
    ));
  it("where the volume is bound to one machine, by the configuration", () =>
    checkRule(
      id,
      files({
        ".rightkind.yaml": "defaultStorageClass: fast\nstorageClasses:\n  fast: {nodeLocal: true}\n",
        "db.yaml": deployment({ spec: three, marker: hint }),
        "claim.yaml": claim(),
      }),
    ));
  it("where the cluster has one node", () =>
    checkRule(
      id,
      files({
        ".rightkind.yaml": "cluster: {nodes: 1}\n",
        "db.yaml": deployment({ spec: three, marker: hint }),
        "claim.yaml": claim(),
      }),
    ));
});

describe("is silent", () => {
  it("fp-rwx-uploads", () => checkRule(id, documents(deployment({ spec: three }), claim("ReadWriteMany"))));
  it("fp-rwx-beside-rwo", () =>
    checkRule(id, documents(deployment({ spec: three }), claim("ReadWriteOnce, ReadWriteMany"))));
  it("fp-rox", () => checkRule(id, documents(deployment({ spec: three }), claim("ReadOnlyMany"))));
  it("fp-rwop-is-another-rule", () => checkRule(id, documents(deployment({ spec: three }), claim("ReadWriteOncePod"))));
  it("fp-rox-beside-rwo", () =>
    checkRule(id, documents(deployment({ spec: three }), claim("ReadWriteOnce, ReadOnlyMany"))));
  it("fp-read-only-on-one-node", () =>
    checkRule(id, documents(deployment({ spec: three, pod: "nodeName: node-1", mount: "readOnly: true" }), claim())));
  it("fp-read-only-unknown-claim", () => checkRule(id, deployment({ spec: three, mount: "readOnly: true" })));
  it("fp-nfs-provisioner", () =>
    checkRule(
      id,
      documents(
        deployment({ spec: three }),
        claim("ReadWriteOnce", "storageClassName: shared"),
        storageClass("shared", "cluster.local/my-nfs-subdir-external-provisioner"),
      ),
    ));
  it("fp-nfs-volume", () =>
    checkRule(
      id,
      documents(
        deployment({ spec: three }),
        claim("ReadWriteOnce", 'storageClassName: ""'),
        volume("claimRef: {name: data}\nnfs: {server: files.example, path: /}"),
      ),
    ));
  it("fp-volume-with-more-modes", () =>
    checkRule(
      id,
      documents(
        deployment({ spec: three }),
        claim("ReadWriteOnce", "volumeName: disk"),
        volume("iscsi: {targetPortal: 10.0.0.1, iqn: x, lun: 0}", "ReadWriteOnce, ReadWriteMany"),
      ),
    ));
  it("fp-one-replica", () => checkRule(id, documents(deployment({ spec: "replicas: 1" }), claim())));
  it("fp-no-replicas-is-one", () => checkRule(id, documents(deployment(), claim())));
  it("fp-zero-replicas", () => checkRule(id, documents(deployment({ spec: "replicas: 0" }), claim())));
  it("fp-statefulset-is-another-rule", () =>
    checkRule(id, documents(deployment({ kind: "StatefulSet", spec: three }), claim())));
  it("fp-nfs-class", () =>
    checkRule(
      id,
      files({
        ".rightkind.yaml": "storageClasses:\n  nfs-client: {enforcesReadWriteOnce: false}\n",
        "db.yaml": deployment({ spec: three }),
        "claim.yaml": claim("ReadWriteOnce", "storageClassName: nfs-client"),
      }),
    ));
  it("fp-another-class-of-the-same-name-is-written-out", () =>
    checkRule(
      id,
      documents(
        deployment({ spec: three, marker: warning }),
        claim("ReadWriteOnce", "storageClassName: local-path"),
        storageClass("local-path", "ebs.csi.aws.com"),
      ),
    ));
  it("fp-configuration-denies-node-local", () =>
    checkRule(
      id,
      files({
        ".rightkind.yaml": "storageClasses:\n  hostpath: {nodeLocal: false}\n",
        "db.yaml": deployment({ spec: three, marker: warning }),
        "claim.yaml": claim("ReadWriteOnce", "storageClassName: hostpath"),
      }),
    ));
  it("fp-nearer-claim-of-the-same-name", () =>
    checkRule(
      id,
      files({
        "episode-1/db.yaml": deployment({ spec: three }),
        "episode-1/claim.yaml": claim("ReadWriteMany"),
        "episode-2/claim.yaml": claim(),
      }),
    ));
  it("fp-autoscaler-of-another-episode", () =>
    checkRule(
      id,
      files({
        "episode-1/db.yaml": deployment(),
        "episode-1/claim.yaml": claim(),
        "episode-2/db.yaml": deployment({ marker: warning }),
        "episode-2/claim.yaml": claim(),
        "episode-2/hpa.yaml": autoscaler(4),
      }),
    ));
  it("fp-autoscaler-of-another-kind", () =>
    checkRule(id, documents(deployment(), claim(), autoscaler(4, 1, "StatefulSet"))));
  it("fp-claim-of-another-namespace", () =>
    checkRule(
      id,
      files({
        "db.yaml": deployment({ spec: three, marker: hint }).replace("  name: db", "  name: db\n  namespace: one"),
        "claim.yaml": claim().replace("  name: data", "  name: data\n  namespace: two"),
      }),
    ));
  it("fp-kruise", () =>
    checkRule(id, documents(deployment({ apiVersion: "apps.kruise.io/v1alpha1", spec: three }), claim())));
  it("fp-unknown-claim-while-reading", () => checkRule(id, deployment({ spec: three }), { ready: false }));
  it("fp-claim-that-does-not-parse", () =>
    checkRule(
      id,
      files({ "db.yaml": deployment({ spec: three, marker: hint }), "claim.yaml": `${claim()}  broken: [` }),
    ));
});

describe("rests on", () => {
  it("the claim and the replicas", () =>
    expect(relatedOf(id, documents(deployment({ spec: three }), claim()))).toEqual([
      'PersistentVolumeClaim "data" is ReadWriteOnce',
      'replicas of Deployment "db"',
    ]));
  it("the claim and the autoscaler", () =>
    expect(relatedOf(id, documents(deployment(), claim(), autoscaler(4)))).toEqual([
      'PersistentVolumeClaim "data" is ReadWriteOnce',
      'HorizontalPodAutoscaler "db" scales it from 1 to 4',
    ]));
});

const perPod = "Convert to StatefulSet with a new volume per Pod";
const oneReplica = "Run one replica with the strategy Recreate";

describe("offers", () => {
  it("one replica first: files that are shared want no volume per Pod", () =>
    expect(fixTitles(id, documents(deployment({ spec: three }), claim()))).toEqual([oneReplica, perPod]));
  it("the volume per Pod first where the verdict is StatefulSet", () => {
    const db = deployment({ spec: three }).replace("registry.example/app:1", "mysql:8.4");
    const fixes = fixesOf(id, documents(db, claim()));
    expect(fixes.map(({ title }) => title)).toEqual([perPod, oneReplica]);
    expect(fixes[0]).toEqual({ title: perPod, safe: false, conversion: { to: "StatefulSet", storage: "templates" } });
  });
  it("no strategy where the kind has none", () =>
    expect(fixTitles(id, documents(deployment({ kind: "ReplicaSet", spec: three }), claim()))).toEqual([perPod]));
  it("no StatefulSet where the verdict is another kind", () => {
    const migration = deployment({ spec: three }).replace(
      "registry.example/app:1",
      "registry.example/app:1\n          command: [python, manage.py, migrate]",
    );
    expect(fixTitles(id, documents(migration, claim()))).toEqual([oneReplica]);
  });
  it("nothing of a Job", () =>
    expect(
      fixTitles(
        id,
        documents(
          deployment({ kind: "Job", apiVersion: "batch/v1", spec: "parallelism: 3", pod: "restartPolicy: Never" }),
          claim(),
        ),
      ),
    ).toEqual([]));
});

describe(oneReplica, () => {
  const budget = (limit: string) =>
    `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: db}\nspec: {selector: {matchLabels: {app: db}}, ${limit}}\n`;
  const offered = (source: string) => fixTitles(id, source).includes(oneReplica);
  it("changes only files in which something is wrong", () => {
    const [first] = fixesOf(
      id,
      files({
        "kustomization.yaml": "resources: [db.yaml, claim.yaml]\nreplicas: [{name: db, count: 3}]\n",
        "db.yaml": deployment({ spec: "strategy: {type: Recreate}" }),
        "claim.yaml": claim(),
      }),
    );
    const edits = first && "changes" in first ? fileEdits(first.changes()) : [];
    expect(isRefusal(edits) ? edits.why : edits.map(({ path }) => path)).toEqual([`${root}/kustomization.yaml`]);
  });

  it("changes the number and the strategy in one", () =>
    checkFix(
      id,
      oneReplica,
      documents(deployment({ spec: "replicas: 3 # why not" }), claim()),
      documents(deployment({ spec: "replicas: 1 # why not" }), claim()).replace(
        "  template:\n",
        "  strategy:\n    type: Recreate\n  template:\n",
      ),
    ));
  it("keeps a strategy that is Recreate", () =>
    checkFix(
      id,
      oneReplica,
      documents(deployment({ spec: "replicas: 2\nstrategy:\n  type: Recreate" }), claim()),
      documents(deployment({ spec: "replicas: 1\nstrategy:\n  type: Recreate" }), claim()),
    ));
  it("takes out rollingUpdate", () =>
    checkFix(
      id,
      oneReplica,
      documents(
        deployment({ spec: "replicas: 2\nstrategy:\n  type: RollingUpdate\n  rollingUpdate: {maxSurge: 1}" }),
        claim(),
      ),
      documents(deployment({ spec: "replicas: 1\nstrategy:\n  type: Recreate" }), claim()),
    ));
  it("holds an autoscaler of the unit to one, and writes no replicas beside it", () =>
    checkFix(
      id,
      oneReplica,
      files({
        "db.yaml": deployment({ spec: "strategy: {type: Recreate}" }),
        "claim.yaml": claim(),
        "hpa.yaml": autoscaler(4, 2),
      }),
      files({
        "db.yaml": deployment({ spec: "strategy: {type: Recreate}" }),
        "claim.yaml": claim(),
        "hpa.yaml": autoscaler(1, 1),
      }),
    ));
  it("adds the maximum that a ScaledObject leaves out", () => {
    const scaled = (more: string) =>
      `apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: {name: db}\nspec:\n  scaleTargetRef:\n    name: db\n${more}`;
    const db = deployment({ spec: "strategy: {type: Recreate}" });
    checkFix(
      id,
      oneReplica,
      documents(db, claim(), scaled("")),
      documents(db, claim(), scaled("  maxReplicaCount: 1\n")),
    );
  });
  it("in the kustomization that sets the number", () => {
    const unit = (count: number, spec: string) =>
      files({
        "kustomization.yaml": `resources: [db.yaml, claim.yaml]\nreplicas:\n  - name: db\n    count: ${count}\n`,
        "db.yaml": deployment({ spec }),
        "claim.yaml": claim(),
      });
    checkFix(id, oneReplica, unit(3, "strategy:\n  type: Recreate"), unit(1, "strategy:\n  type: Recreate"));
  });
  it("in the patch that sets the number", () => {
    const unit = (count: number) =>
      files({
        "kustomization.yaml": "resources: [db.yaml, claim.yaml]\npatches: [{path: patch.yaml}]\n",
        "db.yaml": deployment({ spec: "strategy: {type: Recreate}" }),
        "claim.yaml": claim(),
        "patch.yaml": `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: db}\nspec:\n  replicas: ${count}\n`,
      });
    checkFix(id, oneReplica, unit(3), unit(1));
  });
  it("is not offered where the kustomization repeats the number", () =>
    expect(
      offered(
        files({
          "kustomization.yaml": "resources: [db.yaml, claim.yaml]\nreplicas: [{name: db, count: 3}]\n",
          "db.yaml": deployment({ spec: three }),
          "claim.yaml": claim(),
        }),
      ),
    ).toBe(false));
  it("is not offered where the autoscaler is applied with something else", () =>
    expect(
      offered(
        files({
          "a/kustomization.yaml": "resources: [db.yaml, claim.yaml]\n",
          "a/db.yaml": deployment(),
          "a/claim.yaml": claim(),
          "hpa.yaml": autoscaler(4),
        }),
      ),
    ).toBe(false));
  it.each([
    ["minAvailable: 1", false],
    ["minAvailable: 50%", false],
    ["minAvailable: 0", true],
    ["maxUnavailable: 1", true],
    ["maxUnavailable: 50%", true],
    ["maxUnavailable: 0", true],
    ["minAvailable: 3", true],
  ])("with a PodDisruptionBudget of %s: %s", (limit, expected) =>
    expect(offered(documents(deployment({ spec: three }), claim(), budget(limit)))).toBe(expected),
  );
});
