// The law of round trips finds what has not come back, and excuses what a consequence names or Kubernetes has no word for.
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import type { WorkloadKind } from "../../server/src/kubernetes/kinds";
import { at } from "../../server/src/yaml/navigate";
import { parseDocument } from "../../server/src/yaml/parse";
import type { Path } from "../../server/src/yaml/tree";
import { roundTripViolations, type Step } from "../support/round-trip-laws";

const labels = { app: "web" };
const pod = (spec: object = {}) => ({ containers: [{ name: "web", image: "nginx:1.29" }], ...spec });

function controller(kind: WorkloadKind, spec: object, podSpec: object = {}): object {
  return {
    kind,
    metadata: { name: "web" },
    spec: { ...spec, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: pod(podSpec) } },
  };
}

function step(kind: WorkloadKind, object: object, ...named: Path[]): Step {
  const { root } = parseDocument(stringify(object));
  if (!root) throw new Error("nothing is written");
  const consequences = named.map((path) => {
    const node = at(root, ...path);
    if (!node) throw new Error(`nothing at ${path.join(" ")}`);
    return { code: "W-DROP", message: "It goes.", at: { node } };
  });
  return { kind, object: { ...object }, root, consequences };
}

describe("a field that both kinds have", () => {
  const before = controller("Deployment", { minReadySeconds: 5 });
  const between = step("DaemonSet", controller("DaemonSet", {}));
  const end = { ...controller("Deployment", {}) };

  it("must be there again", () => {
    expect(roundTripViolations(step("Deployment", before), between, end)).toEqual([
      "by DaemonSet and back, controller/minReadySeconds: 5 became undefined",
    ]);
    expect(roundTripViolations(step("Deployment", before), between, { ...before })).toEqual([]);
  });

  it("may be lost where a consequence names it", () => {
    expect(roundTripViolations(step("Deployment", before, ["spec", "minReadySeconds"]), between, end)).toEqual([]);
  });

  it("is another one under the same key of another part", () => {
    const lost = step("Deployment", before, ["metadata", "name"]);
    expect(roundTripViolations(lost, between, end)).toHaveLength(1);
  });
});

it("a field that the kind between has not may be lost", () => {
  const before = controller("Deployment", { progressDeadlineSeconds: 60, revisionHistoryLimit: 2 });
  const between = step("Job", controller("Job", {}));
  expect(roundTripViolations(step("Deployment", before), between, { ...controller("Deployment", {}) })).toEqual([]);
});

it("what the server takes anyway is the same when it is not written", () => {
  const before = controller(
    "Deployment",
    { replicas: 1, strategy: { type: "RollingUpdate" } },
    { restartPolicy: "Always" },
  );
  const between = step("StatefulSet", controller("StatefulSet", { replicas: 1 }));
  expect(roundTripViolations(step("Deployment", before), between, { ...controller("Deployment", {}) })).toEqual([]);
});

describe("of a list", () => {
  const terms = (...names: string[]) => ({ tolerations: names.map((key) => ({ key, operator: "Exists" })) });
  const before = controller("Deployment", {}, terms("a", "b"));
  const between = step("DaemonSet", controller("DaemonSet", {}));
  const first: Path = ["spec", "template", "spec", "tolerations", 0];

  it("an item may go that is named, and the others stay", () => {
    const named = step("Deployment", before, first);
    expect(roundTripViolations(named, between, { ...controller("Deployment", {}, terms("b")) })).toEqual([]);
    expect(roundTripViolations(named, between, { ...controller("Deployment", {}, terms("a")) })).toEqual([
      'by DaemonSet and back, pod/tolerations 1 key: "b" became "a"',
    ]);
    expect(roundTripViolations(named, between, { ...controller("Deployment", {}) })).toHaveLength(1);
  });

  it("volumes are told apart by name, and a claim template is one", () => {
    const volumes = [
      { name: "data", persistentVolumeClaim: { claimName: "data" } },
      { name: "tmp", emptyDir: {} },
    ];
    const claimName: Path = ["spec", "template", "spec", "volumes", 0, "persistentVolumeClaim", "claimName"];
    const there = step("Deployment", controller("Deployment", {}, { volumes }), claimName);
    const set = step("StatefulSet", controller("StatefulSet", {}));
    const ends = (claim: string) => [
      { name: "tmp", emptyDir: {} },
      { name: "data", persistentVolumeClaim: { claimName: claim } },
    ];
    const end = (list: object[]) => ({ ...controller("Deployment", {}, { volumes: list }) });
    expect(roundTripViolations(there, set, end(ends("data-web-0")))).toEqual([]);
    expect(roundTripViolations(there, set, end(ends("data-web-0").slice(0, 1)))).toEqual([
      'by StatefulSet and back, pod/volumes data name: "data" became undefined',
    ]);
  });
});

describe("what is meant", () => {
  const limits = (maxUnavailable: number) => ({ replicas: 3, strategy: { rollingUpdate: { maxUnavailable } } });
  const end = { ...controller("Deployment", { replicas: 3 }) };
  const set = step("StatefulSet", controller("StatefulSet", { replicas: 3 }));

  it("a limit of one Pod is the default of a StatefulSet, and another is not", () => {
    expect(roundTripViolations(step("Deployment", controller("Deployment", limits(1))), set, end)).toEqual([]);
    expect(roundTripViolations(step("Deployment", controller("Deployment", limits(2))), set, end)).toEqual([
      'by StatefulSet and back, controller/strategy rollingUpdate maxUnavailable: 2 became "25%"',
    ]);
  });

  it("a restart policy that the kind between cannot say", () => {
    const job = (restartPolicy: string) => controller("Job", {}, { restartPolicy });
    const deployment = step("Deployment", controller("Deployment", {}));
    expect(roundTripViolations(step("Job", job("Never")), deployment, { ...job("OnFailure") })).toEqual([]);
    const cron = step("CronJob", { kind: "CronJob", spec: { jobTemplate: job("Never") } });
    expect(roundTripViolations(step("Job", job("Never")), cron, { ...job("OnFailure") })).toHaveLength(1);
  });
});
