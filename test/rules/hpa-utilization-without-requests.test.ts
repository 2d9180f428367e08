// The rule hpa-utilization-without-requests: its conditions, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { documents, files } from "./deployment-rwo-claim";
import { hpa, type Scaled, scaled } from "./scaled";

const id = "hpa-utilization-without-requests";
const share = "target: {type: Utilization, averageUtilization: 70}";

/** An autoscaler with one metric. */
function by(resource = "cpu", label = "", target = share): string {
  const marker = label === "" ? "" : `\n#             ${"^".repeat(resource.length)} ${label}`;
  return hpa({
    spec: `maxReplicas: 5\nmetrics:\n  - type: Resource\n    resource:\n      name: ${resource}${marker}\n      ${target}`,
  });
}
const requests = (words: string) => `resources: {requests: {${words}}}`;
const second = (words = "") => `        - name: proxy\n          image: registry.example/proxy:1\n${words}`;

describe("reports", () => {
  it("says what is here, what will happen and what to do", () =>
    checkRule(
      id,
      documents(
        scaled(),
        by(
          "cpu",
          `${id} warning: Container "app" of Deployment "web" requests no cpu: without it there is no utilization, and nothing is scaled. Add it.`,
        ),
      ),
    ));
  it("counts further containers", () =>
    checkRule(
      id,
      documents(
        scaled() + second(),
        by(
          "memory",
          `${id} warning: Container "app" and 1 more of Deployment "web" request no memory: without it there is no utilization, and nothing is scaled. Add it.`,
        ),
      ),
    ));
  it("where another container has it", () =>
    checkRule(id, documents(scaled({ container: requests("cpu: 1") }) + second(), by("cpu", id))));
  it("where only the other resource is requested", () =>
    checkRule(id, documents(scaled({ container: requests("memory: 1Gi") }), by("cpu", id))));
  it("a native sidecar", () =>
    checkRule(
      id,
      documents(
        scaled({
          container: requests("cpu: 1"),
          pod: "initContainers: [{name: proxy, image: proxy, restartPolicy: Always}]",
        }),
        by("cpu", id),
      ),
    ));
  it("in autoscaling/v1", () =>
    checkRule(
      id,
      documents(
        scaled(),
        hpa({
          apiVersion: "autoscaling/v1",
          spec: `maxReplicas: 5\ntargetCPUUtilizationPercentage: 80\n# ${"^".repeat(30)} ${id}`,
        }),
      ),
    ));
  it("in autoscaling/v2beta1", () =>
    checkRule(
      id,
      documents(
        scaled(),
        by("cpu", id, "targetAverageUtilization: 70").replace("autoscaling/v2", "autoscaling/v2beta1"),
      ),
    ));
  it.each(["StatefulSet", "ReplicaSet"])("%s", (kind) =>
    checkRule(id, documents(scaled({ kind }), by("cpu", id).replace("kind: Deployment", `kind: ${kind}`))),
  );
  it("with a LimitRange that says nothing of the resource", () =>
    checkRule(id, documents(scaled(), by("cpu", id), limitRange("Container", "defaultRequest: {memory: 1Gi}"))));
  it("with a LimitRange for Pods, which has no defaults", () =>
    checkRule(id, documents(scaled(), by("cpu", id), limitRange("Pod", "max: {cpu: 2}"))));
  it("names the container", () => expect(relatedOf(id, documents(scaled(), by()))).toEqual(["app requests no cpu"]));
});

function limitRange(type: string, words: string): string {
  return `apiVersion: v1\nkind: LimitRange\nmetadata: {name: limits}\nspec: {limits: [{type: ${type}, ${words}}]}\n`;
}
const vpa = (more = "") =>
  `apiVersion: autoscaling.k8s.io/v1\nkind: VerticalPodAutoscaler\nmetadata: {name: web}\nspec: {targetRef: {apiVersion: apps/v1, kind: Deployment, name: web}${more}}\n`;

describe("is silent", () => {
  it.each<[string, Scaled]>([
    ["where all is requested", { container: requests("cpu: 100m") }],
    ["fp-limit-is-a-request-too", { container: "resources: {limits: {cpu: 1}}" }],
    ["fp-request-of-the-whole-pod", { pod: "resources: {requests: {cpu: 1}}" }],
    ["fp-variable", { container: requests("cpu: '${CPU}'") }],
    [
      "fp-init-container-that-ends",
      { container: requests("cpu: 1"), pod: "initContainers: [{name: init, image: init}]" },
    ],
  ])("%s", (_, more) => checkRule(id, documents(scaled(more), by())));
  it.each([
    ["fp-limit-range-default-request", "defaultRequest: {cpu: 100m}"],
    ["fp-limit-range-default-limit", "default: {cpu: 1}"],
    ["fp-limit-range-max", "max: {cpu: 2}"],
  ])("%s", (_, words) => checkRule(id, documents(scaled(), by(), limitRange("Container", words))));
  it("fp-vertical-autoscaler-gives-requests", () =>
    checkRule(id, documents(scaled(), by(), vpa(", updatePolicy: {updateMode: Initial}"))));
  it("but not one that only recommends", () =>
    checkRule(id, documents(scaled(), by("cpu", id), vpa(", updatePolicy: {updateMode: 'Off'}"))));
  it.each([
    ["fp-value", "target: {type: AverageValue, averageValue: 500m}"],
    ["fp-value-v2beta1", "targetAverageValue: 500m"],
  ])("%s", (_, target) => checkRule(id, documents(scaled(), by("cpu", "", target))));
  it("fp-container-resource", () =>
    checkRule(
      id,
      documents(
        scaled({ container: requests("cpu: 1") }) + second(),
        hpa({
          spec: `maxReplicas: 5\nmetrics: [{type: ContainerResource, containerResource: {name: cpu, container: app, ${share}}}]`,
        }),
      ),
    ));
  it("fp-other-metrics", () => checkRule(id, documents(scaled(), hpa())));
  it("fp-target-not-here", () => checkRule(id, by()));
  it("fp-injected-sidecar", () =>
    checkRule(
      id,
      documents(scaled({ container: requests("cpu: 1"), labels: '{app: web, sidecar.istio.io/inject: "true"}' }), by()),
    ));
  it("fp-two-of-one-name", () =>
    checkRule(id, files({ "a/web.yaml": scaled(), "b/web.yaml": scaled(), "hpa.yaml": by() })));
  it("fp-patched-in-the-build", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "resources: [web.yaml, hpa.yaml]\npatches: [{path: patch.yaml}]\n",
        "web.yaml": scaled(),
        "hpa.yaml": by(),
        "patch.yaml":
          "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {containers: [{name: app, resources: {requests: {cpu: 1}}}]}}}\n",
      }),
    ));
});

describe("Add the missing request to 'x'", () => {
  const title = "Add the missing request to 'x'";
  it.each([
    ["to a container without any", "", "resources:\n  requests:\n    cpu: 100m"],
    [
      "to one with limits",
      "resources: {limits: {memory: 1Gi}}",
      "resources: {limits: {memory: 1Gi}, requests: {cpu: 100m}}",
    ],
    ["to one with another request", requests("memory: 1Gi"), requests("memory: 1Gi, cpu: 100m")],
  ])("%s", (_, before, after) =>
    checkFix(id, title, documents(scaled({ container: before }), by()), documents(scaled({ container: after }), by())),
  );
  it("of memory", () =>
    checkFix(
      id,
      title,
      documents(scaled(), by("memory")),
      documents(scaled({ container: "resources:\n  requests:\n    memory: 128Mi" }), by("memory")),
    ));
  it("to all that have none", () => {
    const before = documents(scaled() + second(), by());
    expect(fixTitles(id, before)).toEqual(["Add the missing request to 'app, proxy'"]);
    checkFix(
      id,
      title,
      before,
      documents(
        scaled({ container: "resources:\n  requests:\n    cpu: 100m" }) +
          second("          resources:\n            requests:\n              cpu: 100m\n"),
        by(),
      ),
    );
  });
  it("to both of one name, which no server takes", () => {
    const twice = documents(scaled() + second().replace("proxy", "app"), by());
    const request = "resources:\n  requests:\n    cpu: 100m";
    const indented = request.replaceAll(/^/gm, "          ");
    checkFix(
      id,
      "Add the missing request to 'app, app'",
      twice,
      documents(scaled({ container: request }) + second(`${indented}\n`).replace("proxy", "app"), by()),
    );
  });
  it("to a native sidecar, in another file", () => {
    const unit = (more: string) =>
      files({
        "hpa.yaml": by(),
        "web.yaml": scaled({
          container: requests("cpu: 1"),
          pod: `initContainers: [{name: proxy, image: proxy, restartPolicy: Always${more}}]`,
        }),
      });
    checkFix(id, title, unit(""), unit(", resources: {requests: {cpu: 100m}}"));
  });
  it("is not offered for a container that a patch brings", () =>
    expect(
      fixTitles(
        id,
        files({
          "kustomization.yaml": "resources: [web.yaml, hpa.yaml]\npatches: [{path: patch.yaml}]\n",
          "web.yaml":
            scaled({ container: requests("cpu: 1") }) + second(`${requests("cpu: 1").replace(/^/, "          ")}\n`),
          "hpa.yaml": by(),
          "patch.yaml":
            "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {containers: [{name: mesh, image: mesh}]}}}\n",
        }),
      ),
    ).toEqual([]));
});

describe("Use a ContainerResource metric", () => {
  const title = "Use a ContainerResource metric";
  const one = scaled({ container: requests("cpu: 1") }) + second();
  it("of the container that has a request", () =>
    checkFix(
      id,
      title,
      documents(one, by()),
      documents(
        one,
        by()
          .replace("type: Resource", "type: ContainerResource")
          .replace("resource:\n", "containerResource:\n")
          .replace("name: cpu\n", "name: cpu\n        container: app\n"),
      ),
    ));
  const offered = (source: string, version = "1.36") =>
    fixTitles(id, source, { settings: { kubernetesVersion: version } }).includes(title);
  it("is offered where there is exactly one, and the API has such a metric", () => {
    expect(offered(documents(one, by()), "1.30")).toBe(true);
    expect(offered(documents(one, by()), "1.29")).toBe(false);
    expect(offered(documents(one, by().replace("autoscaling/v2", "autoscaling/v2beta2")))).toBe(false);
    expect(offered(documents(scaled(), by()))).toBe(false);
    const two = `${one}        - name: third\n          image: third\n          ${requests("cpu: 1")}\n`;
    expect(offered(documents(two, by()))).toBe(false);
  });
});
