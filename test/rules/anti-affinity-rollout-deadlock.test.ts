// The rule anti-affinity-rollout-deadlock: its conditions, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { autoscaler, documents, files, limits, marked, patch, patched, workload } from "./rollout-workload";

const id = "anti-affinity-rollout-deadlock";
const surge = "Set maxSurge to 0 and maxUnavailable to 1";
const preferred = "Make the anti-affinity preferred";
const warning = `${id} warning`;
const information = `${id} information`;

const HOST = "kubernetes.io/hostname";
const ZONE = "topology.kubernetes.io/zone";
const own = "labelSelector: {matchLabels: {app: app}}";
const apart = (key = `«${HOST}»`, more = own) =>
  `affinity:\n  podAntiAffinity:\n    requiredDuringSchedulingIgnoredDuringExecution:\n      - topologyKey: ${key}\n        ${more}`;
const spread = (more = "whenUnsatisfiable: DoNotSchedule", key = `«${HOST}»`, skew: number | string = 1) =>
  `topologySpreadConstraints:\n  - topologyKey: ${key}\n    maxSkew: ${skew}\n    ${own}\n    ${more}`;
const app = (pod = apart(), spec = "replicas: 3") => workload({ pod, spec });
const bare = (text: string) => text.replace(/[«»]/g, "");
const cluster = (sizes: string, text: string) =>
  files({ ".rightkind.yaml": `cluster: {${sizes}}\n`, "app.yaml": text });

describe("warns where every node has one", () => {
  it("in words", () =>
    checkRule(
      id,
      cluster(
        "nodes: 3",
        marked(
          app(),
          `${warning}: 3 Pods on 3 nodes, never two on one: the new Pod of a rolling update finds no free node, and the update hangs. Set maxSurge to 0 and maxUnavailable to 1.`,
        ),
      ),
    ));
  it("of fewer nodes than replicas", () => checkRule(id, cluster("nodes: 2", marked(app(), warning))));
  it("of zones, in words", () =>
    checkRule(
      id,
      cluster(
        "nodes: 9, zones: 1",
        marked(
          app(apart(`«${ZONE}»`), "replicas: 1"),
          `${warning}: 1 Pod on 1 zone, never two on one: the new Pod of a rolling update finds no free zone, and the update hangs. Set maxSurge to 0 and maxUnavailable to 1.`,
        ),
      ),
    ));
  it("of zones by their old key", () =>
    checkRule(id, cluster("zones: 3", marked(app(apart("«failure-domain.beta.kubernetes.io/zone»")), warning))));
  it("of zones, though there are nodes enough", () =>
    checkRule(
      id,
      cluster(
        "nodes: 9, zones: 3",
        marked(app(`${apart(HOST)}\n      - topologyKey: «${ZONE}»\n        ${own}`), warning),
      ),
    ));
  it("of an even spread, in words", () =>
    checkRule(
      id,
      cluster(
        "nodes: 3",
        marked(
          app(spread()),
          `${warning}: 3 Pods on 3 nodes: a rolling update hangs as soon as one node takes no Pods, since the spread counts it as empty. Set maxSurge to 0 and maxUnavailable to 1.`,
        ),
      ),
    ));
  it("with the fewest Pods that an autoscaler allows", () =>
    checkRule(id, documents(cluster("nodes: 3", marked(app(apart(), ""), warning)), autoscaler(3, 9))));
});

describe("informs where nobody says how many nodes there are", () => {
  it("in words", () =>
    checkRule(
      id,
      marked(
        app(),
        `${information}: The new Pod of a rolling update needs a node that has none of these Pods, and waits for ever where there is none. Set maxSurge to 0 and maxUnavailable to 1.`,
      ),
    ));
  it("of an even spread, in words", () =>
    checkRule(
      id,
      marked(
        app(spread()),
        `${information}: A rolling update hangs as soon as one node takes no Pods (a taint is enough): the spread counts it as empty. Set maxSurge to 0 and maxUnavailable to 1.`,
      ),
    ));
  it("of a key of another sort, whatever the number of nodes", () =>
    checkRule(id, cluster("nodes: 9, zones: 9", marked(app(apart("«example.com/rack»")), information))));
  it("of expressions that match its own labels", () =>
    checkRule(
      id,
      marked(
        app(apart(undefined, "labelSelector: {matchExpressions: [{key: app, operator: In, values: [app]}]}")),
        information,
      ),
    ));
  it("of a selector that matches all", () =>
    checkRule(id, marked(app(apart(undefined, "labelSelector: {}")), information)));
  it("of all namespaces", () =>
    checkRule(id, marked(app(apart(undefined, `${own}\n        namespaceSelector: {}`)), information)));
  it("of its own namespace by name", () =>
    checkRule(
      id,
      marked(app(apart(undefined, `${own}\n        namespaces: [shop]`)), information).replace(
        "  name: app\n",
        "  name: app\n  namespace: shop\n",
      ),
    ));
  it("of a number that is a variable, where none may be missing", () =>
    checkRule(
      id,
      cluster("nodes: 2", marked(app(apart(), `replicas: \${REPLICAS:=2}\n${limits(1, 0)}`), information)),
    ));
});

describe("is silent", () => {
  it("fp-a-node-more", () => {
    checkRule(id, cluster("nodes: 4", bare(app())));
    checkRule(id, cluster("nodes: 4", bare(app(spread()))));
    checkRule(id, cluster("zones: 4", bare(app(apart(ZONE)))));
  });
  it("fp-match-label-keys", () => {
    checkRule(id, bare(app(apart(undefined, `${own}\n        matchLabelKeys: [pod-template-hash]`))));
    checkRule(id, bare(app(spread("matchLabelKeys: [pod-template-hash]"))));
  });
  it("fp-other-labels", () => {
    checkRule(id, bare(app(apart(undefined, "labelSelector: {matchLabels: {app: other}}"))));
    checkRule(id, bare(app(apart(undefined, "namespaceSelector: {}"))));
  });
  it("fp-other-namespaces", () => {
    checkRule(id, bare(app(apart(undefined, `${own}\n        namespaces: [shop]`))));
    checkRule(id, bare(app(apart(undefined, `${own}\n        namespaceSelector: {matchLabels: {team: a}}`))));
  });
  it("fp-preferred", () =>
    checkRule(
      id,
      workload({
        pod: `affinity: {podAntiAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, podAffinityTerm: {topologyKey: ${HOST}, ${own}}}]}}`,
      }),
    ));
  it("fp-affinity-rather-than-anti-affinity", () =>
    checkRule(id, bare(app(apart().replace("podAntiAffinity", "podAffinity")))));
  it("fp-loose-spread", () => {
    checkRule(id, bare(app(spread("whenUnsatisfiable: ScheduleAnyway"))));
    checkRule(id, bare(app(spread(undefined, undefined, 2))));
    checkRule(id, bare(app(spread(undefined, ZONE))));
  });
  it("fp-spread-that-leaves-tainted-nodes-out", () => checkRule(id, bare(app(spread("nodeTaintsPolicy: Honor")))));
  it("fp-one-may-be-missing", () => {
    checkRule(id, cluster("nodes: 4", bare(app(apart(), "replicas: 4"))));
    checkRule(id, bare(app(apart(), `replicas: 3\n${limits(1, 1)}`)));
    checkRule(id, bare(app(apart(), `replicas: 3\n${limits(0, 1)}`)));
  });
  it("fp-recreate", () => checkRule(id, bare(app(apart(), "strategy: {type: Recreate}"))));
  it("fp-no-pods", () => checkRule(id, bare(app(apart(), "replicas: 0"))));
  it("fp-variable", () => checkRule(id, bare(app(apart(), "replicas: ${REPLICAS}"))));
  it("fp-statefulset", () => checkRule(id, bare(app()).replace("kind: Deployment", "kind: StatefulSet")));
});

describe("rests on", () => {
  it("the replicas", () => expect(relatedOf(id, bare(app()))).toEqual(['replicas of Deployment "app"']));
  it("the autoscaler", () =>
    expect(relatedOf(id, documents(bare(app(apart(), "")), autoscaler(2, 9)))).toEqual([
      'HorizontalPodAutoscaler "app" scales it from 2 to 9',
    ]));
});

describe("fixes", () => {
  it("let an old Pod go first", () =>
    checkFix(id, surge, bare(app(apart(), limits(1, 0))), bare(app(apart(), limits(0, 1)))));
  it("make the term preferred", () =>
    checkFix(
      id,
      preferred,
      workload({
        pod: `affinity:\n  podAntiAffinity:\n    requiredDuringSchedulingIgnoredDuringExecution: # apart\n      - topologyKey: ${HOST}\n        ${own}`,
      }),
      workload({
        pod: `affinity:\n  podAntiAffinity:\n    preferredDuringSchedulingIgnoredDuringExecution: # apart\n      - weight: 100\n        podAffinityTerm:\n          topologyKey: ${HOST}\n          ${own}`,
      }),
    ));
  it("make the term preferred, in flow style", () =>
    checkFix(
      id,
      preferred,
      workload({
        pod: `affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: ${HOST}, ${own}}]}}`,
      }),
      workload({
        pod: `affinity: {podAntiAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 100, podAffinityTerm: {topologyKey: ${HOST}, ${own}}}]}}`,
      }),
    ));
  it("make the term preferred, beside what is preferred already", () => {
    const zones = `    preferredDuringSchedulingIgnoredDuringExecution:\n      - weight: 50 # zones\n        podAffinityTerm:\n          topologyKey: ${ZONE}\n          ${own}`;
    checkFix(
      id,
      preferred,
      workload({
        pod: `affinity:\n  podAntiAffinity:\n    requiredDuringSchedulingIgnoredDuringExecution:\n      - topologyKey: ${HOST} # apart\n        ${own}\n${zones}`,
      }),
      workload({
        pod: `affinity:\n  podAntiAffinity:\n${zones}\n      - weight: 100\n        podAffinityTerm:\n          topologyKey: ${HOST} # apart\n          ${own}`,
      }),
    );
  });
  it.each([
    ["the spread stays", bare(app(`${apart()}\n${spread()}`))],
    ["there are two terms", bare(app(`${apart()}\n      - topologyKey: ${ZONE}\n        ${own}`))],
    [
      "the list of what is preferred is empty",
      bare(app(`${apart()}\n    preferredDuringSchedulingIgnoredDuringExecution: []`)),
    ],
    ["it is a spread", bare(app(spread()))],
    [
      "a patch says it",
      patched(workload(), patch("Deployment", bare(`template:\n  spec:\n    ${apart().replaceAll("\n", "\n    ")}`))),
    ],
  ])("do not make it preferred where %s", (_, source) => expect(fixTitles(id, source)).toEqual([surge]));
});
