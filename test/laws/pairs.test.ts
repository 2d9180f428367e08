// The laws of conversions over generated workloads, for every pair of kinds that is offered. `npm run laws -- --pair A:B --runs N` runs more.
import { describe, expect, it } from "vitest";
import { targetsOf } from "../../server/src/conversions/pairs";
import { type WorkloadKind, workloadKinds } from "../../server/src/kubernetes/kinds";
import { workloadViolations } from "../support/pair-laws";
import { pairRun } from "../support/pair-runs";

const SEED = 20_260_201;
const RUNS = 25;

const pairs = workloadKinds.flatMap((from) => targetsOf(from).map((to) => [from, to] as const));

it("all pairs are here", () => expect(pairs).toHaveLength(33));

describe.each(pairs)("%s to %s", (from, to) => {
  it(`holds over ${RUNS} workloads, of which some are converted, and converted back`, () => {
    const runs = Array.from({ length: RUNS }, (_, index) => ({
      seed: SEED + index,
      ...pairRun(from, to, SEED + index),
    }));
    const wrong = runs.filter(({ violations }) => violations.length > 0);
    expect(wrong.map(({ seed, violations }) => ({ seed, violations }))).toEqual([]);
    expect(runs.some(({ refused }) => refused === undefined)).toBe(true);
    expect(runs.some(({ back }) => back === "returned")).toBe(targetsOf(to).includes(from));
  });
});

describe("the laws themselves find", () => {
  const pod = (labels: unknown, spec: object) => ({ metadata: { labels }, spec });
  const containers = [{ name: "web", image: "nginx:1.29" }];
  const deployment = (spec: object = {}) => ({
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "web" },
    spec: { selector: { matchLabels: { app: "web" } }, template: pod({ app: "web" }, { containers }), ...spec },
  });
  const violations = (before: object, after: object, from: WorkloadKind, to: WorkloadKind) =>
    workloadViolations({ ...before }, { ...after }, from, to);

  it("nothing where all is right", () => {
    const set = { ...deployment(), kind: "DaemonSet" };
    expect(violations(deployment(), set, "Deployment", "DaemonSet")).toEqual([]);
  });

  it.each([
    ["a field of another kind", { strategy: { type: "Recreate" } }, "a DaemonSet has no strategy"],
    ["a lost field", {}, "minReadySeconds: 5 became undefined"],
    ["another selector", { selector: { matchLabels: { app: "other" } } }, "does not match its Pods"],
    ["other Pods", { template: pod({ app: "web" }, { containers: [] }) }, "the Pods: "],
  ])("%s", (_, spec, words) => {
    const before = deployment({ minReadySeconds: 5 });
    const kept = words.startsWith("minReady") ? {} : { minReadySeconds: 5 };
    const after = { ...deployment({ ...kept, ...spec }), kind: "DaemonSet" };
    expect(violations(before, after, "Deployment", "DaemonSet")).toEqual([expect.stringContaining(words)]);
  });
});
