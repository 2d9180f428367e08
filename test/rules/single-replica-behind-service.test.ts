// The rule single-replica-behind-service: its condition and what shows that there is to be one Pod.
import { describe, expect, it } from "vitest";
import { checkRule, relatedOf } from "../support/check-rule";
import { documents, files } from "./deployment-rwo-claim";
import { hpa, type Scaled, scaled, scaledObject } from "./scaled";

const id = "single-replica-behind-service";
const strict = { settings: { profile: "strict" } };
const service = (selector = "{app: web}") =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: ${selector}, ports: [{port: 80}]}\n`;
const check = (source: string) => checkRule(id, source, strict);

describe("reports", () => {
  it("says what is here, what will happen and what to do", () =>
    check(
      documents(
        scaled({
          spec: `replicas: 1\n#           ^ ${id} hint: One Pod is behind Service "web": while it is moved nobody answers. Run two, if the software can, or list it in singletons.`,
        }),
        service(),
      ),
    ));
  it("where no number is written", () => check(documents(scaled({ marker: id }), service())));
  it.each(["StatefulSet", "ReplicaSet"])("%s", (kind) => check(documents(scaled({ kind, marker: id }), service())));
  it("the least of an autoscaler (kube-score#581)", () =>
    check(documents(scaled({ marker: id }), service(), hpa({ spec: "maxReplicas: 4" }))));
  it("where no leader is elected", () =>
    check(documents(scaled({ marker: id, container: "args: [--leader-elect=false]" }), service())));
  it("names the Services", () =>
    expect(relatedOf(id, documents(scaled(), service()), strict)).toEqual(['Service "web" selects it']));
});

describe("is silent", () => {
  it("below the profile strict", () => checkRule(id, documents(scaled(), service())));
  it.each<[string, Scaled]>([
    ["fp-two", { spec: "replicas: 2" }],
    ["fp-none", { spec: "replicas: 0" }],
    ["fp-variable", { spec: "replicas: ${N}" }],
    ["fp-recreate", { spec: "strategy: {type: Recreate}" }],
    ["fp-claim", { pod: "volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]" }],
    ["fp-ephemeral-claim", { pod: "volumes: [{name: data, ephemeral: {volumeClaimTemplate: {spec: {}}}}]" }],
    ["fp-claim-template", { kind: "StatefulSet", spec: "volumeClaimTemplates: [{metadata: {name: data}}]" }],
    ["fp-store-image", { image: "redis:8" }],
    ["fp-application-with-a-directory-of-its-own", { image: "grafana/grafana:12" }],
    ["fp-leader-election", { container: "args: [--leader-elect]" }],
    ["fp-leader-election-in-a-word", { container: "command: [run, --enable-leader-election=true]" }],
    ["fp-leader-election-by-variable", { container: "env: [{name: LEADER_ELECTION, value: on}]" }],
    ["fp-daemonset", { kind: "DaemonSet" }],
  ])("%s", (_, more) => check(documents(scaled(more), service())));
  it.each([
    ["fp-singleton-by-name", "singletons: [web]", "registry.example/app:1"],
    ["fp-singleton-by-image", "singletons: ['*/app:*']", "registry.example/app:1"],
    ["fp-stateful-image", "statefulImages: ['registry.example/app*']", "registry.example/app:1"],
  ])("%s", (_, line, image) =>
    check(
      files({ ".rightkind.yaml": `profile: strict\n${line}\n`, "web.yaml": documents(scaled({ image }), service()) }),
    ),
  );
  it("fp-no-service", () => check(scaled()));
  it("fp-service-of-others", () => check(documents(scaled(), service("{app: api}"))));
  it("fp-service-without-selector", () => check(documents(scaled(), service("{}"))));
  it("fp-service-in-another-unit", () => check(files({ "a/web.yaml": scaled(), "b/service.yaml": service() })));
  it("fp-two-at-least", () => check(documents(scaled(), service(), hpa())));
  it("fp-scaled-to-zero", () => check(documents(scaled(), service(), scaledObject())));
  it("fp-init-container-of-a-store", () =>
    check(documents(scaled({ pod: "initContainers: [{name: wait, image: postgres:17}]", marker: id }), service())));
});
