// Where other tools are wrong (the specification names them), and what is said here of the same manifests.
import { describe, expect, it } from "vitest";
import { checkClean, checkFix, fixTitles, ruleOf } from "../support/check-rule";
import { fixture } from "../support/fixture";
import { memoryWorkspace, root } from "../support/memory-workspace";
import { claim, documents } from "./deployment-rwo-claim";
import { job } from "./job-manifests";
import { closed, service, workload } from "./network-objects";
import { budget, hpa, pod, scaled, scaledObject } from "./scaled";
import { mounts, set as storing, template } from "./storage-manifests";

/** What some rules say of a fixture, in the profile that has them all. */
function told(rules: readonly string[], source: string): string[] {
  const parsed = fixture(source);
  const { analysis } = memoryWorkspace(parsed.files, { settings: { profile: "strict" } });
  return parsed.files
    .flatMap(({ path }) => analysis.findings(`${root}/${path}`))
    .filter(({ rule }) => rules.includes(rule))
    .map(({ rule, severity }) => `${rule} ${severity}`);
}

const GOVERNING = [
  "governing-service-missing",
  "governing-service-not-headless",
  "governing-service-selector-mismatch",
  "service-name-missing",
];
const target = (kind: string, apiVersion = "apps/v1") => `{apiVersion: ${apiVersion}, kind: ${kind}, name: web}`;
const set = (more = {}) => workload({ spec: "serviceName: db", ...more });

describe("kube-score statefulset-has-servicename: one critical message for three faults", () => {
  it("tells absent, not headless and another selector apart, none of them an error", () => {
    expect(told(GOVERNING, set())).toEqual(["governing-service-missing hint"]);
    expect(told(GOVERNING, closed({ "db.yaml": set() }))).toEqual(["governing-service-missing information"]);
    expect(told(GOVERNING, documents(set(), service({ spec: "ports: [{port: 80}]" })))).toEqual([
      "governing-service-not-headless information",
    ]);
    expect(told(GOVERNING, documents(set(), service({ selector: "{app: other}" })))).toEqual([
      "governing-service-selector-mismatch warning",
    ]);
  });
  it("takes no namespace and `default` for what may be the same", () =>
    expect(told(GOVERNING, documents(set({ metadata: "namespace: default" }), service()))).toEqual([]));
  it("takes a set without serviceName, which the server takes too", () =>
    expect(told(GOVERNING, workload())).toEqual([]));
});

describe("kube-score deployment-targeted-by-hpa: Deployments only, no KEDA", () => {
  const id = "hpa-and-fixed-replicas";
  it("speaks of a StatefulSet", () =>
    expect(
      told(
        [id],
        documents(scaled({ kind: "StatefulSet", spec: "replicas: 3" }), hpa({ target: target("StatefulSet") })),
      ),
    ).toEqual([`${id} warning`]));
  it("speaks of a ScaledObject", () =>
    expect(told([id], documents(scaled({ spec: "replicas: 3" }), scaledObject()))).toEqual([`${id} warning`]));
});

describe("kube-score, kube-linter and Kubescape: targets of autoscalers by their text", () => {
  const rules = ["reference-not-found", "hpa-target-kind-mismatch", "hpa-target-not-scalable"];
  const unit = (workloads: string, autoscaler: string) => closed({ "all.yaml": documents(workloads, autoscaler) });
  it("finds a target by another version of its group", () =>
    expect(told(rules, unit(scaled(), hpa({ target: target("Deployment", "apps/v1beta1") })))).toEqual([]));
  it("does not find it in another namespace", () => {
    const elsewhere = (text: string, namespace: string) =>
      text.replace("{name: web}", `{name: web, namespace: ${namespace}}`);
    expect(told(rules, unit(elsewhere(scaled(), "shop"), elsewhere(hpa(), "admin")))).toEqual([
      "reference-not-found warning",
    ]);
  });
  it("leaves a custom resource alone that is not there", () =>
    expect(told(rules, unit(scaled(), hpa({ target: target("Fleet", "agones.dev/v1") })))).toEqual([]));
  it("takes no DaemonSet", () =>
    expect(told(rules, unit(scaled({ kind: "DaemonSet" }), hpa({ target: target("DaemonSet") })))).toEqual([
      "hpa-target-not-scalable error",
    ]));
});

describe("kube-linter pdb-min-available, Polaris: which Pods a budget has, and when it blocks", () => {
  const id = "pdb-blocks-evictions";
  const blocking = (limits: string, workloads: string, more = {}) =>
    told([id], documents(workloads, budget(limits, more)));
  it("asks the labels of the Pods, not the selector of the workload", () => {
    const labelled = scaled({ labels: "{app: web, tier: front}" }).replace(
      "selector: {matchLabels: {app: web, tier: front}}",
      "selector: {matchLabels: {app: web}}",
    );
    const selector = "{matchLabels: {tier: front}}";
    expect(blocking("minAvailable: 1", labelled, { selector })).toEqual([`${id} warning`]);
  });
  it("asks for all labels, not for any", () => {
    const selector = "{matchLabels: {app: web, tier: back}}";
    expect(blocking("minAvailable: 1", scaled({ labels: "{app: web, tier: front}" }), { selector })).toEqual([]);
  });
  it("counts from the least that an autoscaler leaves, whatever replicas say", () => {
    const range = (min: number) => hpa({ spec: `minReplicas: ${min}\nmaxReplicas: 9` });
    expect(blocking("minAvailable: 2", documents(scaled({ spec: "replicas: 5" }), range(2)))).toEqual([
      `${id} warning`,
    ]);
    expect(blocking("minAvailable: 2", documents(scaled(), range(3)))).toEqual([]);
  });
  it("blocks where the least is just what must stay", () =>
    expect(blocking("minAvailable: 3", scaled({ spec: "replicas: 3" }))).toEqual([`${id} warning`]));
  it("counts percentages up", () => {
    expect(blocking("minAvailable: 51%", scaled({ spec: "replicas: 2" }))).toEqual([`${id} warning`]);
    expect(blocking("minAvailable: 50%", scaled({ spec: "replicas: 2" }))).toEqual([]);
  });
});

describe("Polaris: a readiness probe that is invented", () => {
  const id = "ordered-without-readiness";
  const replicated = (container: string) => set({ spec: "serviceName: db\nreplicas: 3", container });
  const port = "ports: [{containerPort: 80}]";
  it("asks the port that is there, and runs no command", () =>
    checkFix(
      id,
      "Add a readiness probe to 'x'",
      replicated(port),
      replicated(`${port}\nreadinessProbe:\n  tcpSocket:\n    port: 80`),
    ));
  it("offers none where there is nothing to ask", () => {
    expect(told([id], replicated(""))).toEqual([`${id} information`]);
    expect(fixTitles(id, replicated(""))).toEqual([]);
  });
});

describe("kube-linter restart-policy, Datree 10: the wrong way round", () => {
  const rules = ["restart-policy-needs-job", "job-restart-policy"];
  it.each(["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"])("OnFailure in a %s is an error", (kind) =>
    expect(told(rules, scaled({ kind, pod: "restartPolicy: OnFailure" }))).toEqual(["restart-policy-needs-job error"]),
  );
  it("Never in a Job is right", () => expect(told(rules, job({ pod: "restartPolicy: Never" }))).toEqual([]));
});

describe("Datree 25, Kubescape C-0073: every Pod is naked", () => {
  const bare = (metadata: string) =>
    told(["bare-pod"], pod().replace("{name: web, labels", `{${metadata}name: web, labels`));
  it("is silent for hooks, mirrors of static Pods and Pods that have an owner", () => {
    expect(bare("annotations: {helm.sh/hook: test}, ")).toEqual([]);
    expect(bare("annotations: {kubernetes.io/config.mirror: abc}, ")).toEqual([]);
    expect(bare("ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web, uid: a}], ")).toEqual([]);
  });
  it("has a cure where it speaks", () => {
    const serving = documents(pod(), service({ name: "web", selector: "{app: web}", spec: "ports: [{port: 80}]" }));
    expect(told(["bare-pod"], serving)).toEqual(["bare-pod information"]);
    expect(ruleOf("bare-pod").fixes.map(({ title }) => title)).toContain("Convert to Deployment");
  });
});

describe("KICS, kubesec: every claim template must be ReadWriteOnce", () => {
  const rules = ["claim-template-access-mode", "claim-template-incomplete", "claim-template-unused"];
  it("takes the stricter ReadWriteOncePod", () =>
    expect(
      told(rules, storing({ container: mounts(), behind: template("data", { modes: "[ReadWriteOncePod]" }) })),
    ).toEqual([]));
  it("has a hint for ReadWriteMany", () =>
    expect(
      told(rules, storing({ container: mounts(), behind: template("data", { modes: "[ReadWriteMany]" }) })),
    ).toEqual(["claim-template-access-mode hint"]));
  it("says nothing of templates where there are none", () => expect(told(rules, set())).toEqual([]));
});

describe("Kyverno require-unique-service-selector, prevent-duplicate-hpa", () => {
  it("takes a headless Service beside one for clients", () => {
    const both = documents(set(), service(), service({ name: "db-clients", spec: "ports: [{port: 80}]" }));
    expect(told(["service-selects-several-workloads", "duplicate-object", ...GOVERNING], both)).toEqual([]);
  });
});

describe("Popeye: no replicas are zero", () => {
  it("takes one for what is not written", () =>
    expect(told(["pdb-blocks-evictions"], documents(scaled(), budget("minAvailable: 1")))).toEqual([
      "pdb-blocks-evictions warning",
    ]));
});

describe("kube-linter anti-affinity, kube-score: one topologyKey alone", () => {
  const spread = (lines: string) => told(["spread-or-probe-gaps"], scaled({ spec: "replicas: 3", pod: lines }));
  const repel =
    "affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: KEY, labelSelector: {matchLabels: {app: web}}}]}}";
  it("takes zones, and topologySpreadConstraints", () => {
    expect(spread("")).toEqual(["spread-or-probe-gaps hint"]);
    expect(spread(repel.replace("KEY", "topology.kubernetes.io/zone"))).toEqual([]);
    expect(
      spread(
        "topologySpreadConstraints: [{maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {app: web}}}]",
      ),
    ).toEqual([]);
  });
});

describe("kube-linter dangling-service", () => {
  const id = "selector-matches-nothing";
  it("knows the Pod names of a StatefulSet", () =>
    expect(
      told(
        [id, "pod-name-service-out-of-range"],
        closed({
          "db.yaml": documents(
            set(),
            service(),
            service({ name: "first", selector: "{statefulset.kubernetes.io/pod-name: db-0}" }),
          ),
        }),
      ),
    ).toEqual([]));
  it("takes a Service without a selector", () =>
    checkClean(id, closed({ "web.yaml": service({ selector: "", spec: "ports: [{port: 80}]" }) })));
  it("says that a document does not parse, and not that its Pods are missing", () => {
    const broken = closed({ "web.yaml": service(), "db.yaml": `${set()}  x: [\n` });
    expect(told([id], broken)).toEqual([]);
    const { workspace } = memoryWorkspace(fixture(broken).files);
    expect(workspace.documentsOf(`${root}/db.yaml`).map((document) => document.parses())).toEqual([false]);
  });
});

describe("kube-linter, Polaris, Kubescape: a rolling update is always right", () => {
  const stored = (strategy: string) =>
    documents(
      workload({
        kind: "Deployment",
        spec: strategy,
        pod: "volumes: [{name: a, persistentVolumeClaim: {claimName: data}}]",
        container: "volumeMounts: [{name: a, mountPath: /a}]",
      }),
      claim(),
    );
  it("has nothing against Recreate beside a volume of one node, and something against the default", () => {
    const rules = ["deployment-rwo-claim-rolling-update"];
    expect(told(rules, stored("strategy: {type: Recreate}"))).toEqual([]);
    expect(told(rules, stored(""))).toEqual([`${rules[0]} warning`]);
  });
});
