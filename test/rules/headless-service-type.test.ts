// The rule headless-service-type: which types, and which of the two is kept.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { documents, files } from "./deployment-rwo-claim";
import { service, set } from "./network-objects";

const id = "headless-service-type";
const typed = (type: string, marker = "", address = "clusterIP: None", more = "") =>
  service({ spec: `type: ${type}${marker && `\n#       ${"^".repeat(type.length)} ${marker}`}\n${address}${more}` });

describe("is an error", () => {
  it("says what is here, what will happen and what to do", () => {
    const source = typed(
      "LoadBalancer",
      `${id} error: Service "db" is headless (clusterIP: None), which LoadBalancer cannot be: the API server rejects it. Use one or the other.`,
    );
    checkRule(id, source);
    expect(relatedOf(id, source)).toEqual(["The Service is headless"]);
  });
  it("of NodePort", () => checkRule(id, typed("NodePort", id)));
  it("by the list of addresses", () => checkRule(id, typed("NodePort", id, "clusterIPs: [None]")));
});

describe("is silent", () => {
  it.each(["ClusterIP", "ExternalName", '"${TYPE}"'])("fp-%s", (type) => checkRule(id, typed(type)));
  it("fp-no-type", () => checkRule(id, service()));
  it("fp-not-headless", () => {
    checkRule(id, typed("LoadBalancer", "", "clusterIP: 10.0.0.7"));
    checkRule(id, typed("LoadBalancer", "", 'clusterIP: ""'));
    checkRule(id, typed("LoadBalancer", "", "clusterIPs: [10.0.0.7]"));
  });
});

describe("fixes", () => {
  it("Set type to ClusterIP", () =>
    checkFix(id, "Set type to ClusterIP", typed("LoadBalancer # x"), typed("ClusterIP # x")));
  it("Set type to ClusterIP, in the patch that says otherwise", () => {
    const patched = (type: string) =>
      files({
        "kustomization.yaml": "resources: [a.yaml]\npatches: [{path: p.yaml}]\n",
        "a.yaml": service(),
        "p.yaml": `apiVersion: v1\nkind: Service\nmetadata: {name: db}\nspec: {type: ${type}}\n`,
      });
    checkFix(id, "Set type to ClusterIP", patched("NodePort"), patched("ClusterIP"));
  });
  it("Remove clusterIP", () => {
    checkFix(
      id,
      "Remove clusterIP",
      typed("NodePort", "", "clusterIP: None\nclusterIPs: [None]"),
      service({ spec: "type: NodePort" }),
    );
  });
  it.each([
    ["externalTrafficPolicy", "\nexternalTrafficPolicy: Local"],
    ["a node port", "\nports: [{port: 80, nodePort: 30080}]"],
    ["an address of a load balancer", "\nloadBalancerIP: 10.0.0.7"],
  ])("only Remove clusterIP where %s says that the address is wanted", (_, more) =>
    expect(fixTitles(id, typed("LoadBalancer", "", "clusterIP: None", more))).toEqual(["Remove clusterIP"]),
  );
  it("only Set type to ClusterIP where a StatefulSet needs it headless", () =>
    expect(fixTitles(id, documents(typed("LoadBalancer"), set()))).toEqual(["Set type to ClusterIP"]));
});
