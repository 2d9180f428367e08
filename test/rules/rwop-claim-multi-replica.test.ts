// The rule rwop-claim-multi-replica: its conditions, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { autoscaler, claim, deployment, documents, files, storageClass, volume } from "./deployment-rwo-claim";
import { named, onClaim } from "./storage-manifests";

const id = "rwop-claim-multi-replica";
const error = `${id} error`;
const warning = `${id} warning`;
const pod = claim("ReadWriteOncePod");
const recreate = "strategy: {type: Recreate}";
const job = { kind: "Job", apiVersion: "batch/v1", pod: "restartPolicy: Never" };
const perPod = "Convert to StatefulSet with a new volume per Pod";
const oneReplica = "Run one replica with the strategy Recreate";

describe("replicas", () => {
  it("says what is here, what will happen and what to do", () =>
    checkRule(
      id,
      documents(
        deployment({
          spec: "replicas: 2",
          marker: `${error}: 2 Pods want the ReadWriteOncePod claim "data": one gets it, the others stay Pending. Run one replica, or give each Pod its own volume.`,
        }),
        pod,
      ),
    ));
  it("is a warning where an autoscaler may go beyond one", () =>
    checkRule(
      id,
      documents(
        deployment({
          marker: `${warning}: Up to 4 Pods want the ReadWriteOncePod claim "data": one gets it, the others stay Pending. Run one replica, or give each Pod its own volume.`,
        }),
        pod,
        autoscaler(4),
      ),
    ));
  it("is an error where an autoscaler never goes below two", () =>
    checkRule(id, documents(deployment({ marker: error }), pod, autoscaler(4, 2))));
  it("is a warning of a Job: its Pods take turns", () =>
    checkRule(
      id,
      documents(
        deployment({
          ...job,
          spec: "parallelism: 2",
          marker: `${warning}: 2 Pods want the ReadWriteOncePod claim "data": one gets it, the others wait in turn. Use parallelism 1.`,
        }),
        pod,
      ),
    ));
  it.each(["ReplicaSet", "StatefulSet"])("%s", (kind) =>
    checkRule(id, documents(deployment({ kind, spec: "replicas: 2", marker: error }), pod)),
  );
  it("ReplicationController", () =>
    checkRule(
      id,
      documents(
        deployment({ kind: "ReplicationController", apiVersion: "v1", spec: "replicas: 2", marker: error }),
        pod,
      ),
    ));
  it("wherever the bytes are, pinned or not", () => {
    const local = claim("ReadWriteOncePod", "storageClassName: local-path");
    checkRule(id, documents(deployment({ spec: "replicas: 2", marker: error }), local));
    checkRule(id, documents(deployment({ spec: "replicas: 2", pod: "nodeName: a", marker: error }), pod));
    const nfs = claim("ReadWriteOncePod", "storageClassName: shared");
    checkRule(
      id,
      documents(deployment({ spec: "replicas: 2", marker: error }), nfs, storageClass("shared", "nfs.csi.k8s.io")),
    );
  });
  it("once, whatever the number of claims", () =>
    checkRule(
      id,
      documents(
        deployment({ spec: "replicas: 2", marker: error }) +
          "        - name: other\n          persistentVolumeClaim: {claimName: data}\n",
        pod,
      ),
    ));
  it("where all only read", () =>
    checkRule(id, documents(deployment({ spec: "replicas: 2", mount: "readOnly: true", marker: error }), pod)));
  it("with the replicas of an overlay", () =>
    checkRule(
      id,
      files({
        "base/kustomization.yaml": "resources: [db.yaml, claim.yaml]\n",
        "base/db.yaml": deployment({
          marker: `${error}: In prod: 2 Pods want the ReadWriteOncePod claim "data": one gets it, the others stay Pending. Run one replica, or give each Pod its own volume.`,
        }),
        "base/claim.yaml": pod,
        "dev/kustomization.yaml": "resources: [../base]\n",
        "prod/kustomization.yaml": "resources: [../base]\nreplicas: [{name: db, count: 2}]\n",
      }),
    ));
});

describe("workloads of one unit", () => {
  const second = (variation = {}) => named("web", { spec: recreate, claimSource: onClaim(error), ...variation });
  it("says what is here, what will happen and what to do", () =>
    checkRule(
      id,
      documents(
        deployment({
          claimSource: onClaim(
            `${error}: Deployment "web" mounts the ReadWriteOncePod claim "data" too: one Pod gets it, the rest stay Pending. Give each its own claim.`,
          ),
        }),
        second(),
        pod,
      ),
    ));
  it("is a warning with a Job", () =>
    checkRule(
      id,
      documents(
        deployment({
          claimSource: onClaim(
            `${warning}: Job "web" mounts the ReadWriteOncePod claim "data" too: where two run at a time, one waits. Give each its own claim.`,
          ),
        }),
        second({ ...job, spec: "", claimSource: onClaim(warning) }),
        pod,
      ),
    ));
  it("is a warning with a CronJob", () =>
    checkRule(id, documents(deployment({ claimSource: onClaim(warning) }), cronJob(warning), pod)));
  it("is a warning where one may have no Pods", () => {
    const none = (spec: string) =>
      documents(deployment({ claimSource: onClaim(warning) }), second({ spec, claimSource: onClaim(warning) }), pod);
    checkRule(id, none("replicas: 0"));
    checkRule(id, none("replicas: ${count}"));
  });
  it("is an error beside a DaemonSet, which has a rule of its own", () =>
    checkRule(id, documents(deployment({ claimSource: onClaim(error) }), named("web", { kind: "DaemonSet" }), pod)));
  it("counts the others", () =>
    checkRule(
      id,
      documents(
        deployment({
          claimSource: onClaim(
            `${error}: Deployment "a" and 1 more mount the ReadWriteOncePod claim "data" too: one Pod gets it, the rest stay Pending. Give each its own claim.`,
          ),
        }),
        named("a", { claimSource: onClaim(error) }),
        named("b", { claimSource: onClaim(error) }),
        pod,
      ),
    ));
  it("rests on the claim and the others", () =>
    expect(relatedOf(id, documents(deployment(), named("web", { mount: "readOnly: true" }), pod))).toEqual([
      'PersistentVolumeClaim "data" is ReadWriteOncePod',
      'Deployment "web" mounts claim "data"',
      'PersistentVolumeClaim "data" is ReadWriteOncePod',
      'Deployment "db" mounts claim "data"',
    ]));
});

describe("is silent", () => {
  it.each([0, 1])("fp-%i-replicas", (count) =>
    checkRule(id, documents(deployment({ spec: `replicas: ${count}` }), pod)),
  );
  it("fp-no-replicas-is-one", () => checkRule(id, documents(deployment(), pod)));
  it("fp-parallelism-one", () => checkRule(id, documents(deployment({ ...job, spec: "parallelism: 1" }), pod)));
  it("fp-daemonset-is-another-rule", () => checkRule(id, documents(deployment({ kind: "DaemonSet" }), pod)));
  it("fp-read-write-once-is-another-rule", () =>
    checkRule(id, documents(deployment({ spec: "replicas: 2" }), named("web"), claim())));
  it("fp-unknown-claim", () => checkRule(id, documents(deployment({ spec: "replicas: 2" }), named("web"))));
  it("fp-ambiguous-claim", () =>
    checkRule(
      id,
      files({ "db.yaml": deployment({ spec: "replicas: 2" }), "a.yaml": pod, "b.yaml": claim("ReadWriteMany") }),
    ));
  it("fp-variable-number", () => {
    checkRule(id, documents(deployment({ spec: "replicas: ${count}" }), pod));
    checkRule(id, documents(deployment({ spec: "replicas: ${count:=2}" }), pod));
  });
  it("fp-volume-that-has-more-modes", () =>
    checkRule(
      id,
      documents(
        deployment({ spec: "replicas: 2" }),
        claim("ReadWriteOncePod", "volumeName: disk"),
        volume("nfs: {server: a, path: /}", "ReadWriteMany"),
      ),
    ));
  it("fp-other-unit", () =>
    checkRule(id, files({ "a/db.yaml": documents(deployment(), pod), "b/web.yaml": documents(named("web"), pod) })));
  it("fp-unmounted-volume", () =>
    checkRule(
      id,
      documents(
        deployment(),
        named("web").replace("- name: store\n              mountPath", "- name: other\n              mountPath"),
        pod,
      ),
    ));
  it("fp-hook-before-the-installation", () => {
    const hook = (when: string, variation = {}) =>
      named("web", { ...job, ...variation }).replace(
        "  name: web",
        `  name: web\n  annotations: {helm.sh/hook: "${when}"}`,
      );
    checkRule(id, documents(deployment(), hook("pre-install, post-delete"), pod));
    const upgrade = hook("pre-install,pre-upgrade", { claimSource: onClaim(warning) });
    checkRule(id, documents(deployment({ claimSource: onClaim(warning) }), upgrade, pod));
  });
});

describe("offers", () => {
  it("one replica first: files that are shared want no volume per Pod", () =>
    expect(fixTitles(id, documents(deployment({ spec: "replicas: 2", pod: "hostname: a" }), pod)).toSorted()).toEqual([
      perPod,
      oneReplica,
    ]));
  it("a volume per Pod where the kind has no strategy", () =>
    expect(fixTitles(id, documents(deployment({ kind: "ReplicaSet", spec: "replicas: 2" }), pod))).toEqual([perPod]));
  it("nothing of a StatefulSet, of a Job and between workloads", () => {
    expect(fixTitles(id, documents(deployment({ kind: "StatefulSet", spec: "replicas: 2" }), pod))).toEqual([]);
    expect(fixTitles(id, documents(deployment({ ...job, spec: "parallelism: 2" }), pod))).toEqual([]);
    expect(fixTitles(id, documents(deployment(), named("web"), pod))).toEqual([]);
  });
  it("the volume per Pod first where the verdict is StatefulSet", () => {
    const db = deployment({ spec: "replicas: 2" }).replace("registry.example/app:1", "mysql:8.4");
    expect(fixTitles(id, documents(db, pod))).toEqual([perPod, oneReplica]);
  });
});

describe(oneReplica, () => {
  it("changes the number and the strategy in one", () =>
    checkFix(
      id,
      oneReplica,
      documents(deployment({ spec: "replicas: 2 # why" }), pod),
      documents(deployment({ spec: "replicas: 1 # why" }), pod).replace(
        "  template:\n",
        "  strategy:\n    type: Recreate\n  template:\n",
      ),
    ));
  it("holds an autoscaler to one", () =>
    checkFix(
      id,
      oneReplica,
      documents(deployment({ spec: recreate }), pod, autoscaler(4)),
      documents(deployment({ spec: recreate }), pod, autoscaler(1)),
    ));
});

function cronJob(marker: string): string {
  return [
    "apiVersion: batch/v1",
    "kind: CronJob",
    "metadata: {name: backup}",
    "spec:",
    '  schedule: "0 3 * * *"',
    "  jobTemplate:",
    "    spec:",
    "      template:",
    "        spec:",
    "          restartPolicy: Never",
    "          containers:",
    "            - {name: backup, image: backup, volumeMounts: [{name: data, mountPath: /data}]}",
    "          volumes:",
    "            - name: data",
    "              persistentVolumeClaim:",
    "                claimName: data",
    `#                          ^^^^ ${marker}`,
    "",
  ].join("\n");
}
