// The rule deployment-rwo-claim-multi-replica: its conditions and its traps.
import { describe, expect, it } from "vitest";
import { checkRule, relatedOf } from "../support/check-rule";
import { autoscaler, claim, deployment, documents, files } from "./deployment-rwo-claim";

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
          marker: `${id} warning: 3 Pods share the ReadWriteOnce claim "data": those on a second node never start. Use a StatefulSet for a volume per Pod.`,
        }),
        claim(),
      ),
    ));
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
          marker: `${id} warning: Up to 4 Pods share the ReadWriteOnce claim "data": those on a second node never start. Use a StatefulSet for a volume per Pod.`,
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
  it("with the replicas that a kustomization sets", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "resources: [db.yaml, claim.yaml]\nreplicas:\n  - name: db\n    count: 2\n",
        "db.yaml": deployment({ marker: warning }),
        "claim.yaml": claim(),
      }),
    ));
  it("where ReadOnlyMany stands beside ReadWriteOnce and a mount writes", () =>
    checkRule(id, documents(deployment({ spec: three, marker: warning }), claim("ReadWriteOnce, ReadOnlyMany"))));
});

describe("hints", () => {
  it("where the claim is not in the workspace", () =>
    checkRule(
      id,
      deployment({
        spec: three,
        marker: `${id} hint: 3 Pods share claim "data": if it is ReadWriteOnce, Pods on a second node never start. Check its access mode.`,
      }),
    ));
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
  it("fp-read-only-mount", () =>
    checkRule(id, documents(deployment({ spec: three, mount: "readOnly: true" }), claim())));
  it("fp-read-only-volume", () =>
    checkRule(id, documents(deployment({ spec: three, claimSource: "readOnly: true" }), claim())));
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
