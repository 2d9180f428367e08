// Places that name a Deployment by its kind: found exactly, listed, never edited.
import { describe, expect, it } from "vitest";
import { mentions } from "../../../server/src/conversions/companions/mentions";
import type { WorkloadKind } from "../../../server/src/kubernetes/kinds";
import { companionCase, placed } from "./companion-cases";
import { other } from "./kustomize-cases";

interface Options {
  readonly texts?: Readonly<Record<string, string>>;
  readonly kind?: WorkloadKind;
}

function found(manifests: string, { texts = {}, kind = "Deployment" }: Options = {}): string[] {
  const { subject, workspace } = companionCase(`#- web.yaml\n${other(kind, "web")}${manifests}`, { kind, texts });
  const words = (path: string, start: number, end: number) => `${path} ${(texts[path] ?? "").slice(start, end)}`;
  return mentions(subject, kind, "StatefulSet").map((one) => {
    const place = one.at && "path" in one.at ? { ...one.at, path: one.at.path.slice(3) } : undefined;
    if (place && place.path in texts) return words(place.path, place.start, place.end);
    return placed(one, workspace).replace(/^W-MENTION /, "");
  });
}

function inScript(text: string, options: Omit<Options, "texts"> = {}): string[] {
  return found("", { ...options, texts: { "run.sh": text } }).map((one) => one.replace("run.sh ", ""));
}

describe("in scripts", () => {
  it("says what is here", () => {
    const { subject } = companionCase(`#- web.yaml\n${other("Deployment", "web")}`, {
      texts: { "bin/run.sh": "kubectl rollout status deploy/web\n" },
    });
    expect(mentions(subject, "Deployment", "StatefulSet")).toEqual([
      {
        code: "W-MENTION",
        message: '"deploy/web" in bin/run.sh:1 still names the Deployment.',
        at: { path: "/w/bin/run.sh", start: 23, end: 33 },
      },
    ]);
  });
  it("finds all names of the kind", () =>
    expect(
      inScript(
        "deployment/web deployments/web deploy/web deployment.apps/web deployments.v1.apps/web 'deploy/web' Deployment/web.\n",
      ),
    ).toEqual([
      "deployment/web",
      "deployments/web",
      "deploy/web",
      "deployment.apps/web",
      "deployments.v1.apps/web",
      "deploy/web",
      "Deployment/web",
    ]));
  it("finds words behind kubectl", () =>
    expect(inScript("kubectl -n x scale deployment web --replicas 2\nthe deployment web is big\n")).toEqual([
      "deployment web",
    ]));
  it("finds no other objects, and no files", () =>
    expect(
      inScript(
        "deploy/web2 deploy/web-api deploy/api k8s/deploy/web deploy/web/base deploy/web.yaml ./deploy/web\nkubectl apply -k deploy/web\nkubectl apply -f deploy/web\nkubectl get deployment web-api | grep statefulset/web\n",
      ),
    ).toEqual([]));
  it("finds the names of the workload's own kind", () => {
    expect(inScript("rs/web replicaset/web deploy/web", { kind: "ReplicaSet" })).toEqual(["rs/web", "replicaset/web"]);
  });
  it("counts comments there: they are what people read", () =>
    expect(inScript("# restart deploy/web\n")).toEqual(["deploy/web"]));
});

describe("in manifests", () => {
  it("finds scalars, not comments", () =>
    expect(
      found(`# deploy/web
#- job.yaml
apiVersion: batch/v1
kind: Job
metadata:
  name: restart
  annotations: {note: see deploy/web} # deploy/web
spec:
  template:
    spec:
      containers:
        - name: kubectl
          image: kubectl
          command: ["kubectl", "rollout", "restart", "deployment/web"]
          args:
            - | # deploy/web
              # deploy/web
              kubectl scale deploy/web
      restartPolicy: Never
`),
    ).toEqual([
      'job.yaml "deploy/web"',
      'job.yaml "deployment/web"',
      'job.yaml "deploy/web"',
      'job.yaml "deploy/web"',
    ]));
  it("finds rules of roles that name it", () =>
    expect(
      found(`#- role.yaml
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: restart}
rules:
  - apiGroups: [apps]
    resources: [deployments]
    resourceNames: [api, web]
    verbs: [patch]
  - {apiGroups: [apps], resources: [deployments/scale], resourceNames: [web], verbs: [get]}
  - {apiGroups: [apps], resources: [deployments, statefulsets], resourceNames: [web], verbs: [get]}
  - {apiGroups: [apps], resources: [deployments/scale, statefulsets], resourceNames: [web], verbs: [patch]}
  - {apiGroups: [apps], resources: [deployments/scale, statefulsets/scale], resourceNames: [web], verbs: [patch]}
  - {apiGroups: [apps], resources: [deployments], verbs: [get]}
  - {apiGroups: [""], resources: [services], resourceNames: [web], verbs: [get]}
`),
    ).toEqual(['role.yaml "web"', 'role.yaml "web"', 'role.yaml "web"']));
  it("finds health checks of Flux", () =>
    expect(
      found(`#- flux.yaml
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: web}
spec:
  healthChecks:
    - {apiVersion: apps/v1, kind: Deployment, name: web}
    - {apiVersion: apps/v1, kind: Deployment, name: api}
    - {apiVersion: apps/v1, kind: StatefulSet, name: web}
`),
    ).toEqual(['flux.yaml "Deployment"']));
  it("finds differences that Argo CD ignores, also those of all Deployments", () =>
    expect(
      found(`#- argo.yaml
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: web}
spec:
  ignoreDifferences:
    - {group: apps, kind: Deployment, jsonPointers: [/spec/replicas]}
    - {group: apps, kind: Deployment, name: web, jsonPointers: [/spec/replicas]}
    - {group: apps, kind: Deployment, name: api, jsonPointers: [/spec/replicas]}
`),
    ).toEqual(['argo.yaml "Deployment"', 'argo.yaml "Deployment"']));
  it("finds expressions of Prometheus, here and in files", () =>
    expect(
      found(
        `#- rule.yaml
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: {name: web}
spec:
  groups:
    - name: web
      rules:
        - alert: Down
          expr: |
            kube_deployment_status_replicas{namespace="x", deployment="web"}
              < on() kube_deployment_spec_replicas{deployment=~"api|web"}
        - alert: Other
          expr: kube_deployment_status_replicas{deployment="api"} + up{deployment="web"}
`,
        { texts: { "dashboard.json": '{"expr": "kube_deployment_created{deployment=\\"web\\"}"}' } },
      ),
    ).toEqual([
      'dashboard.json deployment=\\"web\\"',
      'rule.yaml "deployment=\\"web\\""',
      'rule.yaml "deployment=~\\"api|web\\""',
    ]));
  it("says who names it in an object", () => {
    const { subject } = companionCase(`#- web.yaml
${other("Deployment", "web")}#- role.yaml
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: restart}
rules: [{apiGroups: [apps], resources: [deployments], resourceNames: [web], verbs: [patch]}]
`);
    expect(mentions(subject, "Deployment", "StatefulSet").map(({ message }) => message)).toEqual([
      'A rule of ClusterRole "restart" in role.yaml:4 still names the Deployment.',
    ]);
  });
});

describe("many places", () => {
  const messages = (count: number) => {
    const { subject } = companionCase(`#- web.yaml\n${other("Deployment", "web")}`, {
      texts: { "run.sh": "deploy/web\n".repeat(count) },
    });
    return mentions(subject, "Deployment", "StatefulSet").map(({ message }) => message);
  };

  it("are listed up to twenty", () => expect(messages(20)).toHaveLength(20));
  it("are counted above", () => {
    expect(messages(21).slice(20)).toEqual(['1 more place names the Deployment "web".']);
    expect(messages(30).slice(20)).toEqual(['10 more places name the Deployment "web".']);
  });
});
