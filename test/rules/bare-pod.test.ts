// The rule bare-pod: its conditions and its traps.
import { describe, expect, it } from "vitest";
import { checkRule, relatedOf } from "../support/check-rule";
import { claim, documents, files } from "./deployment-rwo-claim";

const id = "bare-pod";

interface Pod {
  readonly name?: string;
  readonly image?: string;
  readonly metadata?: string;
  readonly spec?: string;
  readonly container?: string;
  readonly marker?: string;
}

function pod({
  name = "web",
  image = "registry.example/app:1",
  metadata = "",
  spec = "",
  container = "",
  marker = "",
}: Pod = {}) {
  return [
    "apiVersion: v1",
    "kind: Pod",
    ...(marker ? [`#     ^^^ ${marker}`] : []),
    "metadata:",
    `  name: ${name}`,
    "  labels: {app: web}",
    ...(metadata ? [`  ${metadata}`] : []),
    "spec:",
    ...(spec ? [`  ${spec}`] : []),
    "  containers:",
    "    - name: web",
    `      image: ${image}`,
    ...(container ? [`      ${container}`] : []),
    "",
  ].join("\n");
}

const port = "ports: [{containerPort: 80}]";
const service = "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: web}}\n";

describe("informs", () => {
  it("that a server is a Deployment", () =>
    checkRule(
      id,
      pod({
        container: port,
        marker: `${id} information: Nothing replaces a bare Pod when it is evicted or its node goes. Make it a Deployment (port 80).`,
      }),
    ));
  it("by a probe", () => checkRule(id, pod({ container: "livenessProbe: {tcpSocket: {port: 1}}", marker: id })));
  it("by a Service", () => checkRule(id, documents(pod({ marker: id }), service)));
  it("by the command of a server", () =>
    checkRule(id, pod({ container: "command: [python, manage.py, runserver]", marker: id })));
  it("by the image of a server", () => checkRule(id, pod({ image: "nginx:1.27", marker: id })));
  it.each([
    "ports: [{containerPort: 80}]\n      command: [python, manage.py, migrate]",
    "ports: [{containerPort: 80}]\n      command: [pg_dump, shop]",
  ])("that what serves is a Deployment where as much speaks for another kind: %j", (container) =>
    checkRule(
      id,
      pod({
        container,
        marker: `${id} information: Nothing replaces a bare Pod when it is evicted or its node goes. Make it a Deployment (port 80).`,
      }),
    ),
  );
  it("that what ends is a Job", () =>
    checkRule(
      id,
      pod({
        spec: "restartPolicy: Never",
        container: "command: [python, manage.py, migrate]",
        marker: `${id} information: Nothing starts a bare Pod again when it fails or its node goes. Make it a Job (restartPolicy: Never, command manage.py migrate).`,
      }),
    ));
  it("that what keeps data is a StatefulSet", () =>
    checkRule(
      id,
      documents(
        pod({
          image: "mysql:8.4",
          spec: "volumes: [{name: d, persistentVolumeClaim: {claimName: data}}]",
          container: "volumeMounts: [{name: d, mountPath: /var/lib/mysql}]",
          marker: `${id} information: Nothing replaces a bare Pod when it is evicted or its node goes. Make it a StatefulSet (image mysql:8.4).`,
        }),
        claim(),
      ),
    ));
  it("that an agent of the node is a DaemonSet", () =>
    checkRule(
      id,
      pod({
        image: "fluent/fluent-bit:3.2",
        spec: "hostNetwork: true\n  volumes: [{name: l, hostPath: {path: /var/log}}]",
        container: "volumeMounts: [{name: l, mountPath: /l}]",
        marker: `${id} information: Nothing replaces a bare Pod when it is evicted or its node goes. Make it a DaemonSet (image fluent-bit:3.2, node directory /var/log).`,
      }),
    ));
  it("rests on the evidence", () =>
    expect(relatedOf(id, pod({ container: port }))).toEqual([
      "a bare Pod is not replaced when its node goes",
      "port 80",
    ]));
});

describe("is silent", () => {
  it("fp-owned", () =>
    checkRule(id, pod({ container: port, metadata: "ownerReferences: [{kind: ReplicaSet, name: web}]" })));
  it("fp-helm-hook", () => checkRule(id, pod({ container: port, metadata: "annotations: {helm.sh/hook: test}" })));
  it("fp-argo-hook", () =>
    checkRule(id, pod({ container: port, metadata: "annotations: {argocd.argoproj.io/hook: PostSync}" })));
  it("fp-static-pod", () => checkRule(id, files({ "etc/kubernetes/manifests/web.yaml": pod({ container: port }) })));
  it("fp-mirror-pod", () =>
    checkRule(id, pod({ container: port, metadata: "annotations: {kubernetes.io/config.mirror: x}" })));
  it("fp-debug", () => checkRule(id, pod({ name: "web-debug", container: port })));
  it("fp-tests-folder", () => {
    checkRule(id, files({ "tests/web.yaml": pod({ container: port }) }));
    checkRule(id, files({ "a/e2e/web.yaml": pod({ container: port }) }));
    checkRule(id, files({ "contests/web.yaml": pod({ container: port, marker: id }) }));
  });
  it("fp-toolbox", () => checkRule(id, pod({ image: "busybox", container: "command: [sleep, infinity]" })));
  it("fp-unknown-program", () => checkRule(id, pod()));
  it("fp-pod-template", () =>
    checkRule(
      id,
      "apiVersion: v1\nkind: PodTemplate\nmetadata: {name: a}\ntemplate: {spec: {containers: [{name: a, image: nginx}]}}\n",
    ));
});
