// The rule max-surge-zero-not-at-most-one: its conditions, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import {
  autoscaler,
  claim,
  documents,
  files,
  limits,
  marked,
  mounted,
  patch,
  patched,
  workload,
} from "./rollout-workload";

const id = "max-surge-zero-not-at-most-one";
const recreate = "Set the strategy to Recreate";
const keeping = "Convert to StatefulSet keeping claim 'data'";
const app = (surge: number | string = "«0»", more = {}) => workload({ spec: limits(surge, 1), ...more });
const kept = (surge: number | string = "«0»", more = {}) => app(surge, { ...mounted, ...more });

describe("informs", () => {
  it("in words, of a claim of one node", () =>
    checkRule(
      id,
      documents(
        marked(
          kept(),
          `${id} information: maxSurge 0 counts wanted Pods, not ending ones: a new Pod is made while the old one still stops. Recreate waits for its end.`,
        ),
        claim(),
      ),
    ));
  it("of a claim of one Pod", () => checkRule(id, documents(marked(kept(), id), claim("ReadWriteOncePod"))));
  it("of a percentage", () => checkRule(id, documents(marked(kept("«0%»"), id), claim())));
  it("where an autoscaler keeps it at one", () =>
    checkRule(id, documents(marked(kept(), id), claim(), autoscaler(1, 1))));
  it("of a store", () => checkRule(id, marked(app(undefined, { image: "postgres:17" }), id)));
  it.each([
    "args: [--leader-elect]",
    "command: [run, --enable-leader-election=true]",
    "env: [{name: LEADER_ELECTION, value: 'true'}]",
  ])("of an elected leader: %s", (container) => checkRule(id, marked(app(undefined, { container }), id)));
  it("of a singleton by name or image", () => {
    const singletons = (glob: string) =>
      files({ ".rightkind.yaml": `singletons: ["${glob}"]\n`, "app.yaml": marked(app(), id) });
    checkRule(id, singletons("app"));
    checkRule(id, singletons("registry.example/*"));
  });
});

describe("is silent", () => {
  it.each([
    ["fp-host-port", { container: "args: [--leader-elect]\nports: [{containerPort: 80, hostPort: 80}]" }],
    ["fp-host-network", { pod: "hostNetwork: true", container: "args: [--leader-elect]" }],
    [
      "fp-anti-affinity",
      {
        pod: "affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: app}}}]}}",
        container: "args: [--leader-elect]",
      },
    ],
  ])("%s: a leader is elected, and maxSurge 0 has another reason", (_, more) => checkRule(id, app(0, more)));
  it("fp-nothing-shows-a-singleton", () => checkRule(id, app(0)));
  it.each([
    "args: [--leader-elect=false]",
    "args: [--leader-elect, 'false']",
    "args: [--disable-leader-election]",
    "env: [{name: LEADER_ELECTION, value: 'false'}]",
  ])("fp-no-leader-election: %s", (container) => checkRule(id, app(0, { container })));
  it("fp-rwx", () => checkRule(id, documents(kept(0), claim("ReadWriteMany"))));
  it("fp-unknown-claim", () => checkRule(id, kept(0)));
  it("fp-claim-that-nothing-mounts", () => checkRule(id, documents(app(0, { pod: mounted.pod }), claim())));
  it("fp-surge", () => checkRule(id, documents(kept(1), claim())));
  it("fp-surge-not-written", () => checkRule(id, documents(workload(mounted), claim())));
  it("fp-recreate", () =>
    checkRule(id, documents(workload({ spec: "strategy: {type: Recreate}", ...mounted }), claim())));
  it("fp-several-replicas", () => checkRule(id, documents(kept(0, { spec: `replicas: 2\n${limits(0, 1)}` }), claim())));
  it("fp-no-replicas", () => checkRule(id, documents(kept(0, { spec: `replicas: 0\n${limits(0, 1)}` }), claim())));
  it("fp-variable", () => {
    checkRule(id, documents(kept("${SURGE}"), claim()));
    checkRule(id, documents(kept(0, { spec: `replicas: \${REPLICAS:=1}\n${limits(0, 1)}` }), claim()));
  });
});

describe("rests on", () => {
  it("the claim", () =>
    expect(relatedOf(id, documents(kept(0), claim()))).toEqual(['PersistentVolumeClaim "data" is ReadWriteOnce']));
  it("the image", () =>
    expect(relatedOf(id, app(0, { image: "postgres:17" }))).toEqual(["A store: image postgres:17"]));
});

describe("fixes", () => {
  it("set Recreate", () =>
    checkFix(
      id,
      recreate,
      documents(kept(0), claim()),
      documents(workload({ spec: "strategy:\n  type: Recreate", ...mounted }), claim()),
    ));
  it("set Recreate in the patch", () =>
    checkFix(
      id,
      recreate,
      patched(documents(workload(mounted), claim()), patch("Deployment", limits(0, 1))),
      patched(
        documents(workload(mounted), claim()),
        patch("Deployment", "strategy:\n  type: Recreate\n  rollingUpdate: null"),
      ),
    ));
  it("stand in this order", () => expect(fixTitles(id, documents(kept(0), claim()))).toEqual([recreate, keeping]));
  it("keep a claim only where there is one", () =>
    expect(fixTitles(id, app(0, { image: "postgres:17" }))).toEqual([recreate]));
});
