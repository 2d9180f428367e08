// The rule multiple-autoscalers: its conditions and its traps.
import { describe, expect, it } from "vitest";
import { checkRule, relatedOf } from "../support/check-rule";
import { documents, files } from "./deployment-rwo-claim";
import { hpa, scaled, scaledObject, under } from "./scaled";

const id = "multiple-autoscalers";
const target = "{apiVersion: apps/v1, kind: Deployment, name: web}";
const marker = (label = `${id} warning`, written = target) =>
  `#${" ".repeat(`  scaleTargetRef: ${written}`.indexOf("name: ") + 5)}^^^ ${label}`;
const cpu = (line = "") =>
  `maxReplicas: 5\nmetrics:\n  - type: Resource\n    resource: {name: cpu, target: {type: Utilization, averageUtilization: 70}}${line}`;

/** A VerticalPodAutoscaler. @param spec lines behind the target, in flow style */
function vpa(spec = "", kind = "Deployment"): string {
  return `apiVersion: autoscaling.k8s.io/v1\nkind: VerticalPodAutoscaler\nmetadata: {name: web}\nspec: {targetRef: {apiVersion: apps/v1, kind: ${kind}, name: web}${spec}}\n`;
}

describe("two that set the number", () => {
  it("are both reported: what is here, what will happen and what to do", () =>
    checkRule(
      id,
      documents(
        scaled(),
        hpa({
          marker: marker(
            `${id} warning: HorizontalPodAutoscaler "peak" also scales Deployment "web": each sets a number of its own, and they undo each other's. Keep one.`,
          ),
        }),
        hpa({
          name: "peak",
          marker: marker(
            `${id} warning: HorizontalPodAutoscaler "web" also scales Deployment "web": each sets a number of its own, and they undo each other's. Keep one.`,
          ),
        }),
      ),
    ));
  it("a ScaledObject, which makes an autoscaler of its own", () =>
    checkRule(
      id,
      documents(
        scaled(),
        hpa({ marker: marker() }),
        scaledObject("{name: web}", "", "web", under("  scaleTargetRef: {name: web}", "web", id)),
      ),
    ));
  it("counts the others", () =>
    checkRule(
      id,
      documents(
        scaled(),
        ...["a", "b", "c"].map((name) =>
          hpa({
            name,
            marker: marker(
              `${id} warning: HorizontalPodAutoscaler "${name === "a" ? "b" : "a"}" and 1 more also scale Deployment "web": each sets a number of its own, and they undo each other's. Keep one.`,
            ),
          }),
        ),
      ),
    ));
  it("of another version of the API, in another file of the directory", () =>
    checkRule(
      id,
      files({
        "web.yaml": documents(scaled(), hpa({ marker: marker() })),
        "peak.yaml": hpa({ name: "peak", apiVersion: "autoscaling/v1", marker: marker() }),
      }),
    ));
  it("of something that is not here", () =>
    checkRule(id, documents(hpa({ marker: marker() }), hpa({ name: "peak", marker: marker() }))));
  it("of one build only", () =>
    checkRule(
      id,
      files({
        "base/kustomization.yaml": "resources: [web.yaml]\n",
        "base/web.yaml": documents(
          scaled(),
          hpa({
            marker: marker(
              `${id} warning: In prod: HorizontalPodAutoscaler "peak" also scales Deployment "web": each sets a number of its own, and they undo each other's. Keep one.`,
            ),
          }),
        ),
        "dev/kustomization.yaml": "resources: [../base]\n",
        "prod/kustomization.yaml": "resources: [../base, peak.yaml]\n",
        "prod/peak.yaml": hpa({ name: "peak", marker: marker() }),
      }),
    ));
  it("names the others", () =>
    expect(relatedOf(id, documents(scaled(), hpa(), hpa({ name: "peak" })))).toEqual([
      'HorizontalPodAutoscaler "peak" scales it from 2 to 5',
      'HorizontalPodAutoscaler "web" scales it from 2 to 5',
    ]));
});

describe("one that changes what the other goes by", () => {
  const both = (vertical: string, label = "", spec = cpu()) =>
    documents(scaled(), hpa({ spec, marker: label === "" ? "" : marker(label) }), vertical);
  it("is reported on the other one: what is here, what will happen and what to do", () =>
    checkRule(
      id,
      both(
        vpa(),
        `${id} warning: It goes by the utilization of cpu, whose requests VerticalPodAutoscaler "web" changes: the two drive each other. Use another metric.`,
      ),
    ));
  it.each([
    ["Auto", ", updatePolicy: {updateMode: Auto}"],
    ["Recreate", ', updatePolicy: {updateMode: "Recreate"}'],
    ["for this resource", ", resourcePolicy: {containerPolicies: [{containerName: '*', controlledResources: [cpu]}]}"],
    ["for one container", ", resourcePolicy: {containerPolicies: [{containerName: proxy, mode: 'Off'}]}"],
    ["for all but what is off", ", resourcePolicy: {containerPolicies: [{containerName: '*'}]}"],
  ])("%s", (_, spec) => checkRule(id, both(vpa(spec), id)));
  it("in autoscaling/v1", () =>
    checkRule(
      id,
      documents(
        scaled(),
        hpa({
          apiVersion: "autoscaling/v1",
          spec: "maxReplicas: 5\ntargetCPUUtilizationPercentage: 80",
          marker: marker(id),
        }),
        vpa(),
      ),
    ));
  it.each([
    ["fp-only-recommends", ', updatePolicy: {updateMode: "Off"}'],
    ["fp-only-new-pods", ", updatePolicy: {updateMode: Initial}"],
    [
      "fp-another-resource",
      ", resourcePolicy: {containerPolicies: [{containerName: '*', controlledResources: [memory]}]}",
    ],
    ["fp-all-containers-off", ", resourcePolicy: {containerPolicies: [{containerName: '*', mode: 'Off'}]}"],
  ])("%s", (_, spec) => checkRule(id, both(vpa(spec))));
  it("fp-another-target", () => checkRule(id, both(vpa("", "StatefulSet"))));
  it.each([
    ["fp-value-instead-of-utilization", "{name: cpu, target: {type: AverageValue, averageValue: 500m}}"],
    ["fp-no-resource-of-theirs", "{name: nvidia.com/gpu, target: {type: Utilization, averageUtilization: 70}}"],
  ])("%s", (_, resource) =>
    checkRule(id, both(vpa(), "", `maxReplicas: 5\nmetrics:\n  - type: Resource\n    resource: ${resource}`)),
  );
  it("fp-custom-metric", () =>
    checkRule(id, both(vpa(), "", "maxReplicas: 5\nmetrics:\n  - type: Pods\n    pods: {metric: {name: requests}}")));
});

describe("is silent", () => {
  it("fp-one", () => checkRule(id, documents(scaled(), hpa())));
  it("fp-one-written-twice-is-counted-once", () =>
    checkRule(
      id,
      documents(
        scaled(),
        hpa({
          marker: marker(
            `${id} warning: HorizontalPodAutoscaler "peak" also scales Deployment "web": each sets a number of its own, and they undo each other's. Keep one.`,
          ),
        }),
        hpa({ name: "peak", marker: marker() }),
        hpa({ name: "peak", apiVersion: "autoscaling/v1", marker: marker() }),
      ),
    ));
  it("fp-same-name-twice", () => checkRule(id, documents(scaled(), hpa(), hpa({ apiVersion: "autoscaling/v1" }))));
  it("fp-another-kind-of-that-name (Kyverno takes a DaemonSet for scalable)", () =>
    checkRule(
      id,
      documents(
        scaled(),
        scaled({ kind: "StatefulSet" }),
        hpa(),
        hpa({ name: "set", target: "{apiVersion: apps/v1, kind: StatefulSet, name: web}" }),
      ),
    ));
  it("fp-another-group", () =>
    checkRule(
      id,
      documents(
        scaled(),
        hpa(),
        hpa({ name: "kruise", target: "{apiVersion: apps.kruise.io/v1alpha1, kind: Deployment, name: web}" }),
      ),
    ));
  it("fp-another-directory", () =>
    checkRule(id, files({ "a/web.yaml": documents(scaled(), hpa()), "b/peak.yaml": hpa({ name: "peak" }) })));
  it("fp-variants-with-a-workload-of-their-own", () =>
    checkRule(
      id,
      files({
        "one.yaml": documents(scaled(), hpa({ name: "one" })),
        "two.yaml": documents(scaled(), hpa({ name: "two" })),
      }),
    ));
  it("fp-cases-of-tests", () =>
    checkRule(
      id,
      files({ "testdata/one.yaml": documents(scaled(), hpa()), "testdata/two.yaml": hpa({ name: "other" }) }),
    ));
  it("fp-another-namespace", () =>
    checkRule(
      id,
      documents(hpa(), hpa({ name: "peak" }))
        .replace("{name: web}\nspec", "{name: web, namespace: a}\nspec")
        .replace("{name: peak}", "{name: peak, namespace: b}"),
    ));
  it("fp-taken-over", () =>
    checkRule(
      id,
      documents(
        scaled(),
        hpa(),
        scaledObject().replace(
          "{name: web}",
          '{name: web, annotations: {scaledobject.keda.sh/transfer-hpa-ownership: "true"}}',
        ),
      ),
    ));
});
