// The rule ordered-without-readiness: its conditions, its traps and its fix.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { autoscaler, documents, marked, patch, patched, workload } from "./rollout-workload";

const id = "ordered-without-readiness";
const title = "Add a readiness probe to 'x'";
const set = (spec = "replicas: 2", more = {}) => workload({ kind: "StatefulSet", spec, ...more });
const information = `${id} information`;
const hint = `${id} hint`;

describe("informs", () => {
  it("in words, of the default policy", () =>
    checkRule(
      id,
      marked(
        set("replicas: «2»"),
        `${information}: The Pods of "app" start in order, but each as soon as the last one runs, ready or not. Add a readiness probe.`,
      ),
    ));
  it("of the policy as it is written", () =>
    checkRule(id, marked(set("replicas: «3»\npodManagementPolicy: OrderedReady\nminReadySeconds: 0"), information)));
  it("at the kind where an autoscaler says how many", () =>
    checkRule(id, documents(set("", { marker: information }), autoscaler(1, 2, "StatefulSet"))));
  it("of a liveness probe alone", () =>
    checkRule(id, marked(set("replicas: «2»", { container: "livenessProbe: {tcpSocket: {port: 80}}" }), information)));
  it("of a probe of an init container, which ends before", () =>
    checkRule(
      id,
      marked(
        set("replicas: «2»", {
          pod: "initContainers: [{name: init, image: init, startupProbe: {tcpSocket: {port: 80}}}]",
        }),
        information,
      ),
    ));
  it("with the autoscaler as what it rests on", () =>
    expect(relatedOf(id, documents(set(""), autoscaler(1, 2, "StatefulSet")))).toEqual([
      'HorizontalPodAutoscaler "app" scales it from 1 to 2',
    ]));
});

describe("hints", () => {
  it("where minReadySeconds paces the order", () =>
    checkRule(
      id,
      marked(
        set("replicas: «2»\nminReadySeconds: 1"),
        `${hint}: The Pods of "app" start in order, each 1 s (minReadySeconds) after the last one runs, ready or not. Add a readiness probe.`,
      ),
    ));
  it("where the number stands beside a variable", () =>
    checkRule(
      id,
      marked(
        set("replicas: «${REPLICAS:=3}»"),
        `${hint}: Unless the variable says otherwise, 3 Pods of "app" start in order, but each as soon as the last one runs, ready or not. Add a readiness probe.`,
      ),
    ));
});

describe("is silent", () => {
  it("fp-one-replica", () => {
    checkRule(id, set("replicas: 1"));
    checkRule(id, set(""));
  });
  it("fp-parallel", () => {
    checkRule(id, set("replicas: 2\npodManagementPolicy: Parallel"));
    checkRule(id, set("replicas: 2\npodManagementPolicy: ${POLICY}"));
  });
  it.each(["readinessProbe", "startupProbe"])("fp-%s", (probe) =>
    checkRule(id, set("replicas: 2", { container: `${probe}: {tcpSocket: {port: 80}}` })),
  );
  it("fp-sidecar-probe", () =>
    checkRule(
      id,
      set("replicas: 2", {
        pod: "initContainers: [{name: proxy, image: proxy, restartPolicy: Always, readinessProbe: {tcpSocket: {port: 80}}}]",
      }),
    ));
  it("fp-second-container-has-the-probe", () =>
    checkRule(
      id,
      set("replicas: 2", {
        container: "imagePullPolicy: Always",
      }).replace(
        "        - name: app\n",
        "        - {name: proxy, image: proxy, readinessProbe: {tcpSocket: {port: 80}}}\n        - name: app\n",
      ),
    ));
  it("fp-probe-by-a-patch", () =>
    checkRule(
      id,
      patched(
        set(),
        patch("StatefulSet", "template: {spec: {containers: [{name: app, readinessProbe: {tcpSocket: {port: 80}}}]}}"),
      ),
    ));
  it("fp-variable", () => {
    checkRule(id, set("replicas: ${REPLICAS}"));
    checkRule(id, set("replicas: 2\nminReadySeconds: ${SECONDS}"));
  });
  it("fp-deployment", () => checkRule(id, workload({ spec: "replicas: 2" })));
});

describe(title, () => {
  const port = (line: string) => ({ container: `ports:\n  - ${line}` });
  const probed = (line: string, by: string) => ({
    container: `ports:\n  - ${line}\nreadinessProbe:\n  tcpSocket:\n    port: ${by}`,
  });
  const fixed = (line: string, by: string) =>
    checkFix(id, title, set(undefined, port(line)), set(undefined, probed(line, by)));
  it("asks a port by its name", () => fixed("{name: sql, containerPort: 5432}", "sql"));
  it("asks a port by its number", () => fixed("containerPort: 5432 # sql", "5432"));
  it("names the container", () =>
    expect(fixTitles(id, set(undefined, port("containerPort: 80")))).toEqual(["Add a readiness probe to 'app'"]));
  it.each([
    ["there is no port", set()],
    ["the port is UDP", set(undefined, port("{containerPort: 53, protocol: UDP}"))],
    ["the port is a variable", set(undefined, port("containerPort: ${PORT}"))],
    [
      "Pods look for one another by name",
      set("replicas: 2\nserviceName: peers", {
        container: "ports: [{containerPort: 80}]\nargs: [--join=app-0.peers]",
      }),
    ],
  ])("is not offered where %s", (_, source) => expect(fixTitles(id, source)).toEqual([]));
});
