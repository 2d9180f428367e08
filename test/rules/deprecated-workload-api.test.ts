// The rule deprecated-workload-api: its conditions, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixesOf, fixTitles } from "../support/check-rule";
import { files } from "./deployment-rwo-claim";
import { cronJob, job } from "./job-manifests";

const id = "deprecated-workload-api";
const target = (kubernetesVersion: string) => ({ settings: { kubernetesVersion } });

/** The object with a marker under its version. */
function at(apiVersion: string, text: string, label = ""): string {
  const marker = label ? `\n#           ${"^".repeat(apiVersion.length)} ${label}` : "";
  return text.replace(/^apiVersion: .*/m, `apiVersion: ${apiVersion}${marker}`);
}

/** @param spec lines of `spec` above the template */
function workload(kind: string, spec = "selector: {matchLabels: {app: web}}", labels = "{app: web}"): string {
  return [
    "apiVersion: apps/v1",
    `kind: ${kind}`,
    "metadata: {name: web}",
    "spec:",
    ...(spec === "" ? [] : [spec.replace(/^/gm, "  ")]),
    "  template:",
    `    metadata: {labels: ${labels}}`,
    "    spec: {containers: [{name: web, image: registry.example/web:1}]}",
    "",
  ].join("\n");
}

const budget = (selector: string) =>
  `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: web}\nspec:\n  minAvailable: 1\n${selector}`;
const other = (kind: string) => `apiVersion: v1\nkind: ${kind}\nmetadata: {name: web}\nspec: {}\n`;

describe("reports", () => {
  it("what was removed", () =>
    checkRule(
      id,
      at(
        "batch/v1beta1",
        cronJob(),
        `${id} error: CronJob of batch/v1beta1 was removed in Kubernetes 1.25: the API server rejects it. Use batch/v1.`,
      ),
    ));
  it("what is deprecated", () =>
    checkRule(
      id,
      at(
        "batch/v1beta1",
        cronJob(),
        `${id} warning: CronJob of batch/v1beta1 is deprecated since Kubernetes 1.21, and 1.25 does not have it. Use batch/v1.`,
      ),
      target("1.24"),
    ));
  it.each([
    ["extensions/v1beta1", "Deployment"],
    ["extensions/v1beta1", "DaemonSet"],
    ["extensions/v1beta1", "ReplicaSet"],
    ["apps/v1beta1", "StatefulSet"],
    ["apps/v1beta2", "Deployment"],
  ])("%s %s", (apiVersion, kind) => checkRule(id, at(apiVersion, workload(kind), `${id} error`)));
  it.each([
    ["extensions/v1beta1", "NetworkPolicy"],
    ["extensions/v1beta1", "Ingress"],
    ["networking.k8s.io/v1beta1", "IngressClass"],
    ["autoscaling/v2beta1", "HorizontalPodAutoscaler"],
    ["autoscaling/v2beta2", "HorizontalPodAutoscaler"],
    ["policy/v1beta1", "PodDisruptionBudget"],
    ["apps/v1beta2", "ControllerRevision"],
  ])("%s %s", (apiVersion, kind) => checkRule(id, at(apiVersion, other(kind), `${id} error`)));
  it("what nothing takes the place of", () => {
    const label = `${id} error: PodSecurityPolicy of policy/v1beta1 was removed in Kubernetes 1.25: the API server rejects it. Use Pod Security Admission.`;
    checkRule(id, at("policy/v1beta1", other("PodSecurityPolicy"), label));
    expect(fixTitles(id, at("policy/v1beta1", other("PodSecurityPolicy")))).toEqual([]);
  });
});

describe("is silent", () => {
  it.each([
    ["batch/v1", job()],
    ["batch/v1", cronJob()],
    ["apps/v1", workload("Deployment")],
    ["autoscaling/v1", other("HorizontalPodAutoscaler")],
    ["autoscaling/v2", other("HorizontalPodAutoscaler")],
    ["policy/v1", other("PodDisruptionBudget")],
    ["networking.k8s.io/v1", other("Ingress")],
    ["v1", workload("ReplicationController", "selector: {app: web}")],
  ])("fp-%s", (apiVersion, text) => checkRule(id, at(apiVersion, text)));
  it("fp-before-it-is-deprecated", () => checkRule(id, at("batch/v1beta1", cronJob()), target("1.20")));
  it("fp-same-kind-of-another-group", () => checkRule(id, at("apps.kruise.io/v1beta1", workload("StatefulSet"))));
  it("fp-patch", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "resources: [cron.yaml]\npatches: [{path: patch.yaml}]\n",
        "cron.yaml": cronJob(),
        "patch.yaml": "apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: work}\nspec: {suspend: true}\n",
      }),
    ));
});

describe("Use apiVersion 'x'", () => {
  const title = "Use apiVersion 'x'";
  const whole =
    "revisionHistoryLimit: 3\nprogressDeadlineSeconds: 60\nstrategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}\nselector: {matchLabels: {app: web}}";
  it.each([
    ["batch/v1beta1", "batch/v1", cronJob({ cron: 'schedule: "0 3 * * *"\nconcurrencyPolicy: Forbid' })],
    ["batch/v2alpha1", "batch/v1", cronJob({ cron: 'schedule: "0 3 * * *"\nconcurrencyPolicy: Forbid' })],
    ["apps/v1beta2", "apps/v1", workload("Deployment")],
    ["apps/v1beta2", "apps/v1", workload("DaemonSet")],
    ["extensions/v1beta1", "apps/v1", workload("ReplicaSet")],
    ["extensions/v1beta1", "apps/v1", workload("Deployment", whole)],
    ["apps/v1beta1", "apps/v1", workload("Deployment", "revisionHistoryLimit: 3\nselector: {matchLabels: {app: web}}")],
    ["extensions/v1beta1", "networking.k8s.io/v1", other("NetworkPolicy")],
    ["networking.k8s.io/v1beta1", "networking.k8s.io/v1", other("IngressClass")],
    ["autoscaling/v2beta2", "autoscaling/v2", other("HorizontalPodAutoscaler")],
    ["policy/v1beta1", "policy/v1", budget("  selector: {matchLabels: {app: web}}\n")],
    ["policy/v1beta1", "policy/v1", budget("  selector: {matchExpressions: [{key: app, operator: Exists}]}\n")],
    ["policy/v1beta1", "policy/v1", budget("")],
  ])("%s to %s", (before, after, text) => {
    checkFix(id, title, at(`${before} # old`, text), at(`${after} # old`, text));
    expect(fixesOf(id, at(before, text))).toMatchObject([{ title: `Use apiVersion '${after}'`, safe: true }]);
  });
  it("is not the one where something else means something else afterwards", () => {
    const titles = (apiVersion: string, kind: string, spec: string) =>
      fixTitles(id, at(apiVersion, workload(kind, spec)));
    const upgrade = ["Upgrade to apiVersion 'apps/v1'"];
    for (const line of whole.split("\n").slice(0, 3))
      expect(titles("extensions/v1beta1", "Deployment", whole.replace(`${line}\n`, "")), line).toEqual(upgrade);
    for (const field of ["maxSurge: 1, ", ", maxUnavailable: 0"])
      expect(titles("extensions/v1beta1", "Deployment", whole.replace(field, "")), field).toEqual(upgrade);
    const recreated = whole.replace(/strategy: .*/, "strategy: {type: Recreate}");
    expect(titles("extensions/v1beta1", "Deployment", recreated)).toEqual(["Use apiVersion 'apps/v1'"]);
    expect(titles("apps/v1beta1", "Deployment", "selector: {matchLabels: {app: web}}")).toEqual(upgrade);
    for (const [apiVersion, kind] of [
      ["apps/v1beta1", "StatefulSet"],
      ["extensions/v1beta1", "DaemonSet"],
    ] as const) {
      const selector = "selector: {matchLabels: {app: web}}";
      expect(titles(apiVersion, kind, selector)).toEqual(upgrade);
      expect(titles(apiVersion, kind, `updateStrategy: {type: OnDelete}\n${selector}`)).toEqual([
        "Use apiVersion 'apps/v1'",
      ]);
    }
  });
  it("changes an item of a List", () => {
    const list = (apiVersion: string) =>
      `apiVersion: v1\nkind: List\nitems:\n- apiVersion: ${apiVersion}\n  kind: IngressClass\n  metadata: {name: a}\n`;
    checkFix(id, title, list("networking.k8s.io/v1beta1"), list("networking.k8s.io/v1"));
  });
  it("is offered under transformers, which do not look at versions", () =>
    expect(
      fixTitles(
        id,
        files({
          "kustomization.yaml": "resources: [cron.yaml]\nnamePrefix: a-\nlabels: [{pairs: {a: b}}]\n",
          "cron.yaml": at("batch/v1beta1", cronJob()),
        }),
      ),
    ).toEqual(["Use apiVersion 'batch/v1'"]));
  it.each([
    ["a patch of that version", "patches: [{path: patch.yaml}]"],
    ["a target of that version", "patches: [{path: other.yaml, target: {kind: CronJob, version: v1beta1}}]"],
    [
      "a patch of that version in the kustomization",
      "patches:\n  - patch: |\n      apiVersion: batch/v1beta1\n      kind: CronJob\n      metadata: {name: work}\n      spec: {suspend: true}",
    ],
  ])("is none where it would lose %s", (_, patches) =>
    expect(
      fixTitles(
        id,
        files({
          "kustomization.yaml": `resources: [cron.yaml]\n${patches}\n`,
          "cron.yaml": at("batch/v1beta1", cronJob()),
          "patch.yaml": "apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: work}\nspec: {suspend: true}\n",
          "other.yaml": "- {op: add, path: /spec/suspend, value: true}\n",
        }),
      ),
    ).toEqual([]),
  );
});

describe("Upgrade to apiVersion 'x'", () => {
  const title = "Upgrade to apiVersion 'x'";
  it("adds the selector of the labels that last", () =>
    checkFix(
      id,
      title,
      at("extensions/v1beta1", workload("Deployment", "replicas: 2", '{app: web, "on": "yes", chart: web-1}')),
      at(
        "apps/v1",
        workload(
          "Deployment",
          'replicas: 2\nselector:\n  matchLabels:\n    app: web\n    "on": "yes"',
          '{app: web, "on": "yes", chart: web-1}',
        ),
      ),
    ));
  it("takes out what is gone", () =>
    checkFix(
      id,
      title,
      at(
        "extensions/v1beta1",
        workload("DaemonSet", "templateGeneration: 3\nrollbackTo: {revision: 1}\nselector: {matchLabels: {app: web}}"),
      ),
      at("apps/v1", workload("DaemonSet")),
    ));
  it("is none without labels that last, or with a selector of other Pods", () => {
    expect(fixTitles(id, at("extensions/v1beta1", workload("Deployment", "", "{chart: a}")))).toEqual([]);
    expect(fixTitles(id, at("apps/v1beta2", workload("Deployment", "selector: {matchLabels: {app: api}}")))).toEqual(
      [],
    );
    expect(fixTitles(id, at("apps/v1beta2", workload("Deployment", "selector: {}")))).toEqual([]);
  });
  it("keeps an empty selector of a budget one of no Pods", () => {
    const after = at("policy/v1", budget(""));
    checkFix(id, title, at("policy/v1beta1", budget("  selector: {}\n")), after);
    checkFix(id, title, at("policy/v1beta1", budget("  selector: {matchLabels: {}}\n")), after);
  });
  it("gives backends of an Ingress their new shape", () => {
    const ingress = (version: string, ...spec: string[]) =>
      `apiVersion: ${version}\nkind: Ingress\nmetadata:\n  name: web\n  annotations: {kubernetes.io/ingress.class: nginx}\nspec:\n${spec.map((line) => `  ${line}\n`).join("")}`;
    checkFix(
      id,
      title,
      ingress(
        "extensions/v1beta1",
        "backend:",
        "  serviceName: web # first",
        "  servicePort: http",
        "rules:",
        "  - http:",
        "      paths:",
        "        - backend: {serviceName: web, servicePort: 80}",
        "        - path: /api",
        "          pathType: Prefix",
        "          backend:",
        "            serviceName: api",
        "            servicePort: 8080",
      ),
      ingress(
        "networking.k8s.io/v1",
        "defaultBackend:",
        "  service:",
        "    name: web # first",
        "    port:",
        "      name: http",
        "rules:",
        "  - http:",
        "      paths:",
        "        - pathType: ImplementationSpecific",
        "          backend: {service: {name: web, port: {number: 80}}}",
        "        - path: /api",
        "          pathType: Prefix",
        "          backend:",
        "            service:",
        "              name: api",
        "              port:",
        "                number: 8080",
      ),
    );
    checkFix(
      id,
      title,
      ingress("networking.k8s.io/v1beta1", "backend: {serviceName: web, servicePort: '80'} # a number in quotes"),
      ingress(
        "networking.k8s.io/v1",
        "defaultBackend: {service: {name: web, port: {number: 80}}} # a number in quotes",
      ),
    );
    const without = ingress("networking.k8s.io/v1beta1", "backend: {serviceName: web}");
    expect(fixTitles(id, without)).toEqual([]);
  });
  it("gives targets of an autoscaler their new shape", () => {
    const autoscaler = (version: string, ...metrics: string[]) =>
      `apiVersion: ${version}\nkind: HorizontalPodAutoscaler\nmetadata: {name: web}\nspec:\n  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}\n  maxReplicas: 3\n  metrics:\n${metrics.map((line) => `    ${line}\n`).join("")}`;
    checkFix(
      id,
      title,
      autoscaler(
        "autoscaling/v2beta1",
        "- type: Resource",
        "  resource:",
        "    name: cpu",
        "    targetAverageUtilization: 60 # of the request",
        "- type: Pods",
        "  pods: {metricName: hits, targetAverageValue: 100m}",
        "- type: Object",
        "  object:",
        "    target: {kind: Service, name: web}",
        "    metricName: hits",
        "    targetValue: 5",
      ),
      autoscaler(
        "autoscaling/v2",
        "- type: Resource",
        "  resource:",
        "    name: cpu",
        "    target:",
        "      type: Utilization",
        "      averageUtilization: 60 # of the request",
        "- type: Pods",
        "  pods: {metric: {name: hits}, target: {type: AverageValue, averageValue: 100m}}",
        "- type: Object",
        "  object:",
        "    describedObject: {kind: Service, name: web}",
        "    metric:",
        "      name: hits",
        "    target:",
        "      type: Value",
        "      value: 5",
      ),
    );
    const selected = autoscaler(
      "autoscaling/v2beta1",
      "- type: External",
      "  external: {metricName: a, metricSelector: {}, targetValue: 1}",
    );
    expect(fixTitles(id, selected)).toEqual([]);
  });
  it("is none where a patch has a say in what changes", () =>
    expect(
      fixTitles(
        id,
        files({
          "kustomization.yaml":
            "resources: [web.yaml]\npatches: [{path: patch.yaml, target: {kind: Deployment, name: web}}]\n",
          "web.yaml": at("extensions/v1beta1", workload("Deployment", "")),
          "patch.yaml": "- {op: add, path: /spec/replicas, value: 3}\n",
        }),
      ),
    ).toEqual([]));
  it("is none where the release has nothing newer", () =>
    expect(fixTitles(id, at("autoscaling/v2beta1", other("HorizontalPodAutoscaler")), target("1.22"))).toEqual([]));
});
