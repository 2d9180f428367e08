// The rule spread-or-probe-gaps: its conditions, its traps and its fix.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { documents, files } from "./deployment-rwo-claim";
import { hpa, type Scaled, scaled, scaledObject } from "./scaled";

const id = "spread-or-probe-gaps";
const strict = { settings: { profile: "strict" } };
const check = (source: string) => checkRule(id, source, strict);
const two = (more: Scaled = {}) => scaled({ spec: "replicas: 2", ...more });
const http = "{httpGet: {path: /, port: 80}}";
const live = (label = "") => `livenessProbe: ${http}${label === "" ? "" : `\n#         ^^^^^^^^^^^^^ ${label}`}`;

describe("Pods that may share a node", () => {
  it("are reported: what is here, what will happen and what to do", () =>
    check(
      two({
        marker: `${id} hint: The scheduler spreads these 2 Pods as well as it can by default, but all may be on one node. Add a topology spread constraint.`,
      }),
    ));
  it.each(["StatefulSet", "ReplicaSet"])("of a %s", (kind) => check(two({ kind, marker: id })));
  it("of an autoscaler's least", () => check(documents(scaled({ marker: id }), hpa())));
  it("with affinity to nodes only", () =>
    check(two({ marker: id, pod: "affinity: {nodeAffinity: {}, podAffinity: {}}" })));
  it("below the profile strict nothing is said", () => checkRule(id, two()));
  it.each<[string, Scaled]>([
    [
      "fp-anti-affinity-to-zones (kube-linter takes host names only)",
      {
        pod: "affinity: {podAntiAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, podAffinityTerm: {topologyKey: topology.kubernetes.io/zone}}]}}",
      },
    ],
    [
      "fp-topology-spread (kube-linter, kube-score)",
      { pod: "topologySpreadConstraints: [{maxSkew: 1, topologyKey: kubernetes.io/hostname}]" },
    ],
    ["fp-one", { spec: "replicas: 1" }],
    ["fp-variable", { spec: "replicas: ${N}" }],
    ["fp-daemonset", { kind: "DaemonSet" }],
    ["fp-pinned", { pod: "nodeName: a" }],
  ])("%s", (_, more) => check(two(more)));
  it("fp-one-at-least", () => check(documents(scaled(), hpa({ spec: "maxReplicas: 9" }))));
  it("fp-none-at-least", () => check(documents(scaled(), scaledObject())));
  it("fp-one-node", () =>
    checkRule(id, files({ ".rightkind.yaml": "profile: strict\ncluster: {nodes: 1}\n", "web.yaml": two() })));
});

describe("Add a topology spread constraint", () => {
  const title = "Add a topology spread constraint";
  const list =
    "topologySpreadConstraints:\n  - maxSkew: 1\n    topologyKey: kubernetes.io/hostname\n    whenUnsatisfiable: ScheduleAnyway\n    labelSelector:\n      matchLabels:\n        app: web";
  it("before the containers", () => checkFix(id, title, two(), two({ pod: list }), strict));
  it("in the place of an empty list", () =>
    checkFix(id, title, two({ pod: "topologySpreadConstraints: []" }), two({ pod: list }), strict));
  it("is not offered where a patch has the list", () =>
    expect(
      fixTitles(
        id,
        files({
          "kustomization.yaml": "resources: [web.yaml]\npatches: [{path: patch.yaml}]\n",
          "web.yaml": two(),
          "patch.yaml":
            "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {topologySpreadConstraints: []}}}\n",
        }),
        strict,
      ),
    ).toEqual([]));
});

describe("a store without a startup probe", () => {
  it("is reported: what is here, what will happen and what to do", () =>
    check(
      scaled({
        image: "postgres:17",
        container: live(
          `${id} hint: postgres:17 may recover for long when it starts, and livenessProbe restarts it meanwhile, again and again. Add a startupProbe.`,
        ),
      }),
    ));
  it.each<[string, Scaled]>([
    ["fp-startup-probe", { image: "postgres:17", container: `${live()}\nstartupProbe: ${http}` }],
    ["fp-no-liveness-probe", { image: "postgres:17", container: `readinessProbe: ${http}` }],
    ["fp-cache", { image: "redis:8", container: live() }],
    ["fp-application", { image: "grafana/grafana:12", container: live() }],
    ["fp-tool-of-a-store", { image: "postgres-exporter:1", container: live() }],
  ])("%s", (_, more) => check(scaled(more)));
});

describe("one probe twice", () => {
  const both = (ready = http, label = "") => `${live(label)}\nreadinessProbe: ${ready}`;
  it("is reported: what is here, what will happen and what to do", () =>
    check(
      scaled({
        container: both(
          http,
          `${id} hint: livenessProbe and readinessProbe of "app" are the same: a Pod that is only busy is restarted. Let the liveness probe wait longer.`,
        ),
      }),
    ));
  it("in another order", () => check(scaled({ container: both("{httpGet: {port: 80, path: '/'}}", id) })));
  it("of a native sidecar", () =>
    check(
      scaled({
        pod: `initContainers:\n  - name: proxy\n    image: proxy\n    restartPolicy: Always\n    livenessProbe: ${http}\n#         ^^^^^^^^^^^^^ ${id}\n    readinessProbe: ${http}`,
      }),
    ));
  it("of a DaemonSet and a Pod", () => {
    check(scaled({ kind: "DaemonSet", container: both(http, id) }));
    check(
      `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n    - name: a\n      image: a\n      livenessProbe: ${http}\n#     ^^^^^^^^^^^^^ ${id}\n      readinessProbe: ${http}\n`,
    );
  });
  it("is said once of a store", () => check(scaled({ image: "postgres:17", container: both(http, id) })));
  it("names the other", () =>
    expect(relatedOf(id, scaled({ container: both() }), strict)).toEqual(["readinessProbe says the same"]));
  it.each<[string, Scaled]>([
    ["fp-more-patience", { container: both("{httpGet: {path: /, port: 80}, failureThreshold: 1}") }],
    ["fp-another-path", { container: both("{httpGet: {path: /ready, port: 80}}") }],
    ["fp-no-readiness-probe", { container: live() }],
    ["fp-null", { container: "livenessProbe: null\nreadinessProbe: null" }],
  ])("%s", (_, more) => check(scaled(more)));
});
