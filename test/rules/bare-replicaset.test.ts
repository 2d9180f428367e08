// The rule bare-replicaset: its conditions and its traps.
import { describe, it } from "vitest";
import { checkRule } from "../support/check-rule";
import { claim, deployment, documents, type Variation } from "./deployment-rwo-claim";

const id = "bare-replicaset";
const plain = (options: Variation) => deployment(options).replace(/ {10}volumeMounts:[\s\S]*/, "");

describe("informs", () => {
  it("of a ReplicaSet", () =>
    checkRule(
      id,
      plain({
        kind: "ReplicaSet",
        marker: `${id} information: A ReplicaSet leaves running Pods as they are when its template changes, and cannot go back. Use a Deployment.`,
      }),
    ));
  it("of a ReplicationController", () =>
    checkRule(
      id,
      plain({
        kind: "ReplicationController",
        apiVersion: "v1",
        marker: `${id} information: A ReplicationController leaves running Pods as they are when its template changes, and cannot go back. Use a Deployment.`,
      }),
    ));
  it("of an older version of the API", () =>
    checkRule(id, plain({ kind: "ReplicaSet", apiVersion: "extensions/v1beta1", marker: id })));
  it("of an export without an owner", () =>
    checkRule(
      id,
      plain({ kind: "ReplicaSet", marker: id }).replace(
        "  name: db\n",
        "  name: db\n  ownerReferences: []\n  uid: x\n",
      ),
    ));
  it("names the kind for which more speaks", () =>
    checkRule(
      id,
      documents(
        deployment({
          kind: "ReplicaSet",
          marker: `${id} information: A ReplicaSet leaves running Pods as they are when its template changes, and cannot go back. Use a StatefulSet.`,
        })
          .replace("registry.example/app:1", "mysql:8.4")
          .replace("/store", "/var/lib/mysql"),
        claim(),
      ),
    ));
});

describe("is silent", () => {
  it("fp-owned", () =>
    checkRule(
      id,
      plain({ kind: "ReplicaSet" }).replace(
        "  name: db\n",
        "  name: db\n  ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: db, uid: x}]\n",
      ),
    ));
  it("fp-argo-rollout", () =>
    checkRule(
      id,
      documents(
        plain({ kind: "ReplicaSet" }),
        "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: db}\nspec:\n  workloadRef: {apiVersion: apps/v1, kind: ReplicaSet, name: db}\n",
      ),
    ));
  it("fp-vertical-autoscaler-is-no-owner", () =>
    checkRule(
      id,
      documents(
        plain({ kind: "ReplicaSet", marker: id }),
        "apiVersion: autoscaling.k8s.io/v1\nkind: VerticalPodAutoscaler\nmetadata: {name: db}\nspec:\n  targetRef: {apiVersion: apps/v1, kind: ReplicaSet, name: db}\n",
      ),
    ));
  it("fp-deployment", () => checkRule(id, plain({})));
  it("fp-agent-is-another-rule", () =>
    checkRule(
      id,
      plain({
        kind: "ReplicaSet",
        pod: "hostNetwork: true\nhostPID: true\ntolerations: [{operator: Exists}]\nvolumes: [{name: l, hostPath: {path: /var/log}}]",
      }).replace("registry.example/app:1", "fluent/fluent-bit:3.2"),
    ));
  it("fp-custom-resource", () => checkRule(id, plain({ kind: "ReplicaSet", apiVersion: "example.com/v1" })));
});
