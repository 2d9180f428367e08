// The rule deployment-per-node-agent: its conditions and its traps.
import { describe, expect, it } from "vitest";
import { checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { autoscaler, documents, files } from "./deployment-rwo-claim";

const id = "deployment-per-node-agent";

interface Agent {
  readonly kind?: string;
  readonly image?: string;
  readonly pod?: string;
  readonly folder?: string;
  readonly marker?: string;
  readonly spec?: string;
}

/** A Deployment `db` that reads a directory of its node. */
function agent({
  kind = "Deployment",
  image = "fluent/fluent-bit:3.2",
  pod = "",
  folder = "/var/log",
  marker = "",
  spec = "replicas: 3",
}: Agent = {}): string {
  const selector = kind === "ReplicationController" ? "{app: db}" : "{matchLabels: {app: db}}";
  return [
    `apiVersion: ${kind === "ReplicationController" ? "v1" : "apps/v1"}`,
    `kind: ${kind}`,
    ...(marker ? [`#     ${"^".repeat(kind.length)} ${marker}`] : []),
    "metadata: {name: db}",
    "spec:",
    `  ${spec}`,
    `  selector: ${selector}`,
    "  template:",
    "    metadata: {labels: {app: db}}",
    "    spec:",
    ...(pod ? [`      ${pod}`] : []),
    "      containers:",
    `        - {name: db, image: "${image}", volumeMounts: [{name: logs, mountPath: /logs}]}`,
    `      volumes: [{name: logs, hostPath: {path: ${folder}}}]`,
    "",
  ].join("\n");
}

describe("informs", () => {
  it("says what speaks for it and what is missing now", () =>
    checkRule(
      id,
      agent({
        marker: `${id} information: It works on its node (image fluent-bit:3.2, node directory /var/log), but replicas leave nodes without one. Make it a DaemonSet.`,
      }),
    ));
  it.each(["ReplicaSet", "ReplicationController"])("of a %s", (kind) =>
    checkRule(id, agent({ kind, marker: `${id} information` })),
  );
  it("of any image with enough evidence", () =>
    checkRule(
      id,
      agent({
        image: "registry.example/probe:1",
        pod: "hostPID: true\n      tolerations: [{operator: Exists}]",
        marker: `${id} information`,
      }),
    ));
  it("rests on the evidence", () =>
    expect(relatedOf(id, agent())).toEqual(["image fluent-bit:3.2", "node directory /var/log"]));
});

describe("is silent", () => {
  it("fp-six-is-leaning", () =>
    checkRule(id, agent({ image: "fluent/fluent-bit:3.2", folder: "/srv/logs", pod: "hostNetwork: true" })));
  it("fp-cluster-level-collector", () =>
    checkRule(id, agent({ image: "otel/opentelemetry-collector-gateway:1", folder: "/srv" })));
  it("fp-docker-socket-runner", () =>
    checkRule(id, agent({ image: "gitlab/gitlab-runner:1", folder: "/var/lib/docker" })));
  it("fp-one-node", () =>
    checkRule(id, agent({ spec: "replicas: 1", pod: "nodeSelector: {kubernetes.io/hostname: node-1}" })));
  it("fp-scaled", () => checkRule(id, documents(agent(), autoscaler(4))));
  it("fp-daemon-set", () => checkRule(id, agent({ kind: "DaemonSet", spec: "minReadySeconds: 1" })));
  it("fp-operator", () => checkRule(id, agent({ image: "cilium/operator:1" })));
  it("fp-patch", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "resources: [a.yaml]\npatches: [{path: patch.yaml}]\n",
        "a.yaml": agent(),
        "patch.yaml":
          "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: db}\nspec: {template: {spec: {volumes: [{name: logs, hostPath: {path: /srv/x}}]}}}\n",
      }),
    ));
});

it("offers a DaemonSet as soon as there is a plan for one", () =>
  expect(["Convert to DaemonSet", undefined]).toContain(fixTitles(id, agent())[0]));
