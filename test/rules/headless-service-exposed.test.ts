// The rule headless-service-exposed: which objects lead to a Service, and the Service that balances.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { documents, files } from "./deployment-rwo-claim";
import { closed, service, set } from "./network-objects";

const id = "headless-service-exposed";
const information = `${id} information`;
const ports = "ports: [{name: http, port: 80, targetPort: web}, {name: dns, port: 53, targetPort: 53, protocol: UDP}]";
const headless = (more = `\n${ports}`) => service({ spec: `clusterIP: None${more}` });

const ingress = (backend: string, marker = "", apiVersion = "networking.k8s.io/v1") =>
  `apiVersion: ${apiVersion}\nkind: Ingress\nmetadata: {name: shop}\nspec:\n  defaultBackend:\n    service:\n      name: ${backend}\n${marker && `#           ${"^".repeat(backend.length)} ${marker}\n`}      port: {number: 80}\n`;
const route = (kind: string, backend: string, marker = "", more = "") =>
  `apiVersion: gateway.networking.k8s.io/v1\nkind: ${kind}\nmetadata: {name: shop}\nspec:\n  rules:\n    - backendRefs:\n        - name: ${backend}\n${marker && `#               ${"^".repeat(backend.length)} ${marker}\n`}${more}`;

describe("informs", () => {
  it("of an Ingress: what is here, what will happen and what to do", () => {
    const source = documents(
      headless(),
      ingress(
        "db",
        `${information}: Service "db" is headless: it serves only controllers that read endpoints, others find no address. Give Ingress "shop" one with a cluster IP.`,
      ),
    );
    checkRule(id, source);
    expect(relatedOf(id, source)).toEqual(['Service "db" is headless']);
  });
  it("names the Service with a cluster IP that is there for the same Pods, instead of a new one", () => {
    const pair = (ordinary: string, marker = "") => documents(headless(), ordinary, ingress("db", marker));
    const clients = (given: Parameters<typeof service>[0]) =>
      service({ name: "clients", spec: `type: ClusterIP\n${ports}`, ...given });
    checkRule(
      id,
      pair(
        clients({}),
        `${information}: Service "db" is headless: it serves only controllers that read endpoints, others find no address. Use Service "clients", which has a cluster IP.`,
      ),
    );
    expect(fixTitles(id, pair(clients({})))).toEqual([]);
    for (const other of [{ selector: "{app: other}" }, { spec: "type: ClusterIP\nports: [{port: 81}]" }])
      expect(fixTitles(id, pair(clients(other)))).toHaveLength(1);
  });
  it("of a path of an Ingress", () =>
    checkRule(
      id,
      documents(
        headless(),
        `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: shop}\nspec:\n  rules:\n    - http:\n        paths:\n          - backend:\n              service:\n                name: db\n#                     ^^ ${information}\n`,
      ),
    ));
  it("of an Ingress of older versions", () =>
    checkRule(
      id,
      documents(
        headless(),
        `apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: {name: shop}\nspec:\n  backend:\n    serviceName: db\n#                ^^ ${information}\n    servicePort: 80\n`,
      ),
    ));
  it.each(["HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute"])("of an %s", (kind) =>
    checkRule(id, documents(headless(), route(kind, "db", information))),
  );
  it("of a Service in another unit", () =>
    checkRule(id, files({ "a/ingress.yaml": ingress("db", information), "b/db.yaml": headless() })));
});

describe("is silent", () => {
  it("fp-ordinary-service", () => checkRule(id, documents(service({ spec: "type: ClusterIP" }), ingress("db"))));
  it("fp-no-such-service", () => checkRule(id, documents(headless(), ingress("other"))));
  it("fp-two-services-of-that-name", () =>
    checkRule(
      id,
      files({ "x/a/s.yaml": headless(), "x/b/s.yaml": service({ spec: "type: ClusterIP" }), "i.yaml": ingress("db") }),
    ));
  it("fp-backend-of-another-kind", () =>
    checkRule(
      id,
      documents(headless(), route("HTTPRoute", "db", "", "          kind: Bucket\n          group: example.com\n")),
    ));
  it("fp-backend-in-another-namespace", () =>
    checkRule(id, documents(headless(), route("HTTPRoute", "db", "", "          namespace: other\n"))));
  it("fp-variable", () => checkRule(id, documents(headless(), ingress('"${SERVICE}"'))));
});

describe("Add Service 'x' for the backend", () => {
  const title = "Add Service 'x' for the backend";
  const added = (name = "db-http", more = "") =>
    `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\n${more}spec:\n  selector:\n    app: db\n  ports:\n    - name: http\n      port: 80\n      targetPort: web\n    - name: dns\n      port: 53\n      targetPort: 53\n      protocol: UDP\n`;
  it("with the ports of the headless one", () =>
    checkFix(
      id,
      title,
      documents(headless(), web, ingress("db # here")),
      documents(headless(), web, added(), ingress("db-http # here")),
    ));
  const web = set({ container: "ports: [{name: web, containerPort: 8080}]" });
  it("in a build with a prefix", () =>
    checkFix(
      id,
      title,
      closed({ "s.yaml": headless(), "i.yaml": ingress("db") }, "namePrefix: dev-\n"),
      closed({ "s.yaml": headless(), "i.yaml": documents(added(), ingress("db-http")) }, "namePrefix: dev-\n"),
    ));
  it("in the namespace of the headless one", () => {
    const there = service({ metadata: "namespace: prod", spec: `clusterIP: None\n${ports}` });
    const inProd = (backend: string) => ingress(backend).replace("{name: shop}", "{name: shop, namespace: prod}");
    checkFix(
      id,
      title,
      files({ "s.yaml": there, "i.yaml": inProd("db") }),
      files({ "s.yaml": there, "i.yaml": documents(added("db-http", "  namespace: prod\n"), inProd("db-http")) }),
    );
  });
  it.each([
    ["its Pods have no such port", documents(headless(), set(), ingress("db"))],
    [
      "it selects several workloads",
      documents(
        headless(),
        set({ name: "a", container: "ports: [{name: web, containerPort: 8080}]" }),
        set({ name: "other" }),
        ingress("db"),
      ),
    ],
    ["the headless one has no ports", documents(headless(""), ingress("db"))],
    ["it is in another unit", files({ "a/ingress.yaml": ingress("db"), "b/db.yaml": headless() })],
    [
      "a patch names the backend",
      files({
        "kustomization.yaml": "resources: [a.yaml]\npatches: [{path: p.yaml}]\n",
        "a.yaml": documents(headless(), service({ name: "x", spec: "type: ClusterIP" }), ingress("x")),
        "p.yaml":
          "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: shop}\nspec: {defaultBackend: {service: {name: db}}}\n",
      }),
    ],
    [
      "a build changes what it selects",
      closed({ "a.yaml": documents(headless(), ingress("db")) }, "commonLabels: {env: prod}\n"),
    ],
  ])("is not offered where %s", (_, source) => expect(fixTitles(id, source)).toEqual([]));
  it("takes another name where that one is taken", () =>
    expect(
      fixTitles(id, documents(headless(), service({ name: "db-http", spec: "type: ClusterIP" }), ingress("db"))),
    ).toEqual(["Add Service 'db-clients' for the backend"]));
});
