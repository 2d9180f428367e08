// The rule rollout-cannot-progress: its conditions, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { claim, documents, limits, marked, mounted, patch, patched, workload } from "./rollout-workload";

const id = "rollout-cannot-progress";
const both =
  "maxSurge and maxUnavailable are both 0, so that no Pod could ever be replaced: the API server rejects it. Set one of them to 1.";
const on = { settings: { kubernetesVersion: "1.37" } };

const spec = (lines: string, more = {}) => workload({ spec: lines, ...more });
const set = (lines: string) => workload({ kind: "StatefulSet", spec: lines });
const unavailable = (value: string) => set(`updateStrategy:\n  rollingUpdate:\n    maxUnavailable: ${value}`);

describe("reports limits that are both 0", () => {
  it("as numbers", () => checkRule(id, marked(spec(limits(0, "«0»")), `${id} error: ${both}`)));
  it("as percentages", () => checkRule(id, marked(spec(limits('"0%"', "«0%»")), `${id} error`)));
  it("with the type written", () =>
    checkRule(id, marked(spec(limits(0, "«0»").replace(":\n", ":\n  type: RollingUpdate\n")), id)));
  it("that a patch brings", () =>
    checkRule(id, patched(workload({ marker: `${id} error: ${both}` }), patch("Deployment", limits(0, 0)))));
  it("with the surge as what it rests on", () =>
    expect(relatedOf(id, spec(limits(0, 0)))).toEqual(['maxSurge of Deployment "app"']));
});

describe("reports a deadline that is not above minReadySeconds", () => {
  it.each([
    ["equal", "minReadySeconds: 60\nprogressDeadlineSeconds: «60»"],
    ["below", "minReadySeconds: 61\nprogressDeadlineSeconds: «60»"],
    ["0 alone", "progressDeadlineSeconds: «0»"],
    ["equal to the default", "minReadySeconds: «600»"],
    ["above the default", "minReadySeconds: «601»"],
  ])("%s", (_, lines) => checkRule(id, marked(spec(lines), `${id} error`)));
  it("in words", () =>
    checkRule(
      id,
      marked(
        spec("minReadySeconds: 60\nprogressDeadlineSeconds: «30»"),
        `${id} error: progressDeadlineSeconds is 30, not above minReadySeconds, 60: the API server rejects it. Raise it.`,
      ),
    ));
  it("in words of the default", () =>
    checkRule(
      id,
      marked(
        spec("minReadySeconds: «900»"),
        `${id} error: progressDeadlineSeconds is 600 by default, not above minReadySeconds, 900: the API server rejects it. Raise it.`,
      ),
    ));
});

describe("reports a set that may miss no Pod", () => {
  it("where the field is known", () =>
    checkRule(
      id,
      marked(
        unavailable("«0»"),
        `${id} error: With maxUnavailable 0 no Pod of the set could ever be replaced: the API server rejects it. Set it to 1.`,
      ),
      on,
    ));
  it("as a percentage", () => checkRule(id, marked(unavailable("«0%»"), id), on));
  it.each(["1.35.0", "1.35.3", "1.38"])("in %s", (kubernetesVersion) =>
    checkRule(id, marked(unavailable("«0»"), id), { settings: { kubernetesVersion } }),
  );
  it.each(["1.34", "1.35", "1.35.4", "1.36"])("not in %s, which drops the field", (kubernetesVersion) =>
    checkRule(id, unavailable("0"), { settings: { kubernetesVersion } }),
  );
});

describe("is silent", () => {
  it("fp-percentages-that-round-to-0", () => checkRule(id, spec(limits('"0%"', '"1%"'))));
  it("fp-surge-alone", () => checkRule(id, spec(limits(1, 0))));
  it("fp-unavailable-alone", () => checkRule(id, spec(limits(0, 1))));
  it("fp-zero-beside-the-default", () => {
    checkRule(id, spec("strategy: {rollingUpdate: {maxUnavailable: 0}}"));
    checkRule(id, spec("strategy: {rollingUpdate: {maxSurge: 0}}"));
  });
  it("fp-variable", () => {
    checkRule(id, spec(limits(0, "${UNAVAILABLE}")));
    checkRule(id, spec(limits("${SURGE}", 0)));
    checkRule(id, spec("minReadySeconds: ${READY}"));
    checkRule(id, spec("minReadySeconds: 900\nprogressDeadlineSeconds: ${DEADLINE}"));
    checkRule(id, unavailable("${UNAVAILABLE}"), on);
  });
  it("fp-recreate-is-another-rule", () =>
    checkRule(id, spec("strategy: {type: Recreate, rollingUpdate: {maxSurge: 0, maxUnavailable: 0}}")));
  it("fp-deadline-above", () => {
    checkRule(id, spec("minReadySeconds: 60\nprogressDeadlineSeconds: 61"));
    checkRule(id, spec("minReadySeconds: 599"));
  });
  it("fp-null-is-the-default", () => checkRule(id, spec("minReadySeconds: 10\nprogressDeadlineSeconds: null")));
  it("fp-old-api-without-a-deadline", () =>
    checkRule(id, workload({ apiVersion: "extensions/v1beta1", spec: "minReadySeconds: 900" })));
  it("fp-statefulset-has-no-deadline", () => checkRule(id, set("minReadySeconds: 900")));
  it("fp-set-with-one", () => checkRule(id, unavailable("1"), on));
  it("fp-on-delete", () =>
    checkRule(id, set("updateStrategy: {type: OnDelete, rollingUpdate: {maxUnavailable: 0}}"), on));
});

describe("fixes", () => {
  it("let one Pod go", () =>
    checkFix(id, "Set maxUnavailable to 1", spec(limits(0, "0 # none")), spec(limits(0, "1 # none"))));
  it("let one Pod go, in quotes", () =>
    checkFix(id, "Set maxUnavailable to 1", spec(limits('"0%"', '"0%"')), spec(limits('"0%"', "1"))));
  it("let one Pod come", () => checkFix(id, "Set maxSurge to 1", spec(limits(0, 0)), spec(limits(1, 0))));
  it("let one Pod of a set go", () => checkFix(id, "Set maxUnavailable to 1", unavailable("0"), unavailable("1"), on));
  it("in the patch that says it", () =>
    checkFix(
      id,
      "Set maxSurge to 1",
      patched(workload(), patch("Deployment", limits(0, 0))),
      patched(workload(), patch("Deployment", limits(1, 0))),
    ));
  it.each([
    ["a claim of one node", documents(spec(limits(0, 0), mounted), claim())],
    ["a claim that nobody knows", spec(limits(0, 0), mounted)],
    ["a port of the node", spec(limits(0, 0), { container: "ports: [{containerPort: 80, hostPort: 80}]" })],
    [
      "a node of its own",
      spec(limits(0, 0), {
        pod: "affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: app}}}]}}",
      }),
    ],
  ])("offers no surge where Pods want %s", (_, source) =>
    expect(fixTitles(id, source)).toEqual(["Set maxUnavailable to 1"]),
  );
  it("offers a surge where all may have the claim", () =>
    expect(fixTitles(id, documents(spec(limits(0, 0), mounted), claim("ReadWriteMany")))).toEqual([
      "Set maxUnavailable to 1",
      "Set maxSurge to 1",
    ]));
  const raise = "Raise progressDeadlineSeconds above minReadySeconds";
  it("raise the deadline", () =>
    checkFix(
      id,
      raise,
      spec("minReadySeconds: 60\nprogressDeadlineSeconds: 30 # short"),
      spec("minReadySeconds: 60\nprogressDeadlineSeconds: 660 # short"),
    ));
  it("raise a deadline of 0", () =>
    checkFix(id, raise, spec("progressDeadlineSeconds: 0"), spec("progressDeadlineSeconds: 600")));
  it("write the deadline", () =>
    checkFix(
      id,
      raise,
      spec("minReadySeconds: 900 # slow\nreplicas: 2"),
      spec("minReadySeconds: 900 # slow\nprogressDeadlineSeconds: 1500\nreplicas: 2"),
    ));
  it("do not write it beside a number of a patch", () =>
    expect(fixTitles(id, patched(workload(), patch("Deployment", "minReadySeconds: 900")))).toEqual([]));
  it("do not raise it beyond what the field holds", () => {
    expect(fixTitles(id, spec("minReadySeconds: 2147483047"))).toEqual([raise]);
    expect(fixTitles(id, spec("minReadySeconds: 2147483048"))).toEqual([]);
  });
});
