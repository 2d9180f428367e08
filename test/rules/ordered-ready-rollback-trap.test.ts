// The rule ordered-ready-rollback-trap: its condition, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles } from "../support/check-rule";
import { patch, patched, workload } from "./rollout-workload";

const id = "ordered-ready-rollback-trap";
const parallel = "Write podManagementPolicy: Parallel (recreates the object)";
const ordered = "Write podManagementPolicy: OrderedReady";
const probe = "readinessProbe: {tcpSocket: {port: 80}}";
const set = (spec = "", more = {}) => workload({ kind: "StatefulSet", spec, container: probe, ...more });
const hint = { marker: `${id} hint` };

describe("hints", () => {
  it("in words", () =>
    checkRule(
      id,
      set("", {
        marker: `${id} hint: After a bad update the broken Pod has to be deleted by hand, even once the template is mended. The policy is immutable: choose it now.`,
      }),
    ));
  it("of RollingUpdate as it is written", () => checkRule(id, set("updateStrategy: {type: RollingUpdate}", hint)));
  it("of a policy that is null", () => checkRule(id, set("podManagementPolicy: null", hint)));
  it("of the probe of a native sidecar", () =>
    checkRule(
      id,
      set("", {
        container: "",
        pod: `initContainers: [{name: proxy, image: proxy, restartPolicy: Always, ${probe}}]`,
        ...hint,
      }),
    ));
  it("of a probe that a patch brings", () =>
    checkRule(
      id,
      patched(
        set("", { container: "", ...hint }),
        patch("StatefulSet", `template: {spec: {containers: [{name: app, ${probe}}]}}`),
      ),
    ));
});

describe("is silent", () => {
  it("fp-chosen", () => {
    checkRule(id, set("podManagementPolicy: OrderedReady"));
    checkRule(id, set("podManagementPolicy: Parallel"));
    checkRule(id, set("podManagementPolicy: ${POLICY}"));
  });
  it("fp-chosen-by-a-patch", () =>
    checkRule(id, patched(set(), patch("StatefulSet", "podManagementPolicy: Parallel"))));
  it("fp-on-delete", () => checkRule(id, set("updateStrategy: {type: OnDelete}")));
  it("fp-variable", () => checkRule(id, set("updateStrategy: {type: '${TYPE}'}")));
  it("fp-no-readiness-probe", () => {
    checkRule(id, set("", { container: "livenessProbe: {tcpSocket: {port: 80}}" }));
    checkRule(id, set("", { container: "startupProbe: {tcpSocket: {port: 80}}" }));
    checkRule(id, set("", { container: "readinessProbe:" }));
  });
  it("fp-probe-of-an-init-container", () =>
    checkRule(id, set("", { container: "", pod: `initContainers: [{name: init, image: init, ${probe}}]` })));
  it("fp-deployment", () => checkRule(id, workload({ container: probe })));
});

describe("fixes", () => {
  it("write it behind the serviceName", () =>
    checkFix(
      id,
      parallel,
      set("serviceName: app # headless\nreplicas: 3"),
      set("serviceName: app # headless\npodManagementPolicy: Parallel\nreplicas: 3"),
    ));
  it("write it before the template", () =>
    checkFix(
      id,
      ordered,
      set("replicas: 3"),
      set("replicas: 3").replace("  template:", "  podManagementPolicy: OrderedReady\n  template:"),
    ));
  it("stand in this order", () => expect(fixTitles(id, set("replicas: 3"))).toEqual([parallel, ordered]));
  it.each([
    ["the first Pod seeds the others", `command: [sh, -c, '[ "$HOSTNAME" = "app-0" ] && init']\n${probe}`],
    ["they look for one another by name", `args: [--join=app-0.app]\n${probe}`],
  ])("keep the order of several Pods where %s", (_, container) => {
    expect(fixTitles(id, set("serviceName: app\nreplicas: 2", { container }))).toEqual([ordered]);
    expect(fixTitles(id, set("serviceName: app\nreplicas: 1", { container }))).toEqual([ordered]);
  });
  it("are not offered where a patch takes the policy out", () =>
    expect(
      fixTitles(id, patched(set("podManagementPolicy: Parallel"), patch("StatefulSet", "podManagementPolicy: null"))),
    ).toEqual([]));
});
