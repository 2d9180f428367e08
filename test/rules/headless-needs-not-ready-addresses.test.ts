// The rule headless-needs-not-ready-addresses: members that are listed, how many Pods, and who else uses the Service.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { documents, files } from "./deployment-rwo-claim";
import { autoscaler, closed, config, service, set, workload } from "./network-objects";

const id = "headless-needs-not-ready-addresses";
const warning = `${id} warning`;
const hint = `${id} hint`;

const headless = (marker = "", more = "", word = "clusterIP: None") =>
  service({ spec: `${word}${marker && `\n#            ^^^^ ${marker}`}${more}` });
const probe = "readinessProbe: {tcpSocket: {port: 1}}";
const listing = (names = "db-0.db,db-1.db", spec = "replicas: 2") =>
  set({ spec, container: `${probe}\nargs: ["${names}"]` });
const several = (spec = "replicas: 2") => set({ spec, container: probe });
const ingress =
  "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: db}\nspec: {defaultBackend: {service: {name: db, port: {number: 80}}}}\n";

describe("warns", () => {
  it("of members that are listed: what is here, what will happen and what to do", () => {
    const source = documents(
      headless(
        `${warning}: db-1.db resolves only once that Pod is Ready: Pods that wait for each other never start. Set publishNotReadyAddresses to true.`,
      ),
      listing(),
    );
    checkRule(id, source);
    expect(relatedOf(id, source)).toEqual([
      'StatefulSet "db" names db-1.db',
      'Pods of StatefulSet "db" have a readinessProbe',
    ]);
  });
  it("whatever the number of Pods", () =>
    checkRule(id, documents(headless(warning), listing("db-1.db", "replicas: 1"))));
  it("of a list in a ConfigMap that the set takes", () => {
    const source = (marker: string) =>
      documents(
        headless(marker),
        set({ container: `${probe}\nenvFrom: [{configMapRef: {name: db-config}}]` }),
        config("db-0.db,db-1.db.prod.svc"),
      );
    checkRule(id, source(warning));
    expect(relatedOf(id, source(""))[0]).toBe('ConfigMap "db-config" names db-1.db');
  });
  it("counted from the first ordinal", () => {
    checkRule(id, documents(headless(warning), listing("db-6.db", "ordinals: {start: 5}")));
    checkRule(id, documents(headless(), listing("db-5.db", "ordinals: {start: 5}")));
  });
  it("where the field says false", () =>
    checkRule(id, documents(headless(warning, "\npublishNotReadyAddresses: false"), listing())));
  it("by the list of addresses", () =>
    checkRule(
      id,
      documents(service({ spec: `clusterIPs:\n  - None\n#   ^^^^ ${warning}`.replace("#   ", "#     ") }), listing()),
    ));
  it("of a Service that an Ingress uses, with another cure", () => {
    const source = documents(
      headless(
        `${warning}: db-1.db resolves only once that Pod is Ready: Pods that wait for each other never start. This one is a backend: give the set a Service of its own.`.slice(
          0,
          400,
        ),
      ),
      listing(),
      ingress,
    );
    checkRule(id, source);
    expect(fixTitles(id, source)).toEqual([]);
  });
});

describe("hints", () => {
  it("of several Pods", () => {
    const source = documents(
      headless(
        `${hint}: DNS knows a Pod of "db" only once it is Ready. If they look for each other while they start, publish them before.`,
      ),
      several(),
    );
    checkRule(id, source);
    expect(relatedOf(id, source)).toEqual(['Pods of StatefulSet "db" have a readinessProbe']);
  });
  it("not of one", () => {
    checkRule(id, documents(headless(), several("replicas: 1")));
    checkRule(id, documents(headless(), several("")));
  });
  it("of what an autoscaler may make of one", () =>
    checkRule(id, documents(headless(hint), several(""), autoscaler("db"))));
  it("where others than the set list its Pods", () => {
    checkRule(id, documents(headless(hint), several(), config("db-0.db,db-1.db")));
    checkRule(
      id,
      documents(
        headless(hint),
        several(),
        workload({ kind: "Deployment", name: "x", labels: "{app: x}", container: 'args: ["db-1.db"]' }),
      ),
    );
  });
  it("where Pods are listed through another Service", () =>
    checkRule(id, documents(headless(hint), listing("db-1.db-hl.x.svc"))));
  it("where the first Pod is named alone, as a seed", () =>
    checkRule(id, documents(headless(hint), listing("db-0.db"))));
});

describe("is silent", () => {
  it("fp-published", () => checkRule(id, documents(headless("", "\npublishNotReadyAddresses: true"), listing())));
  it("fp-no-readiness-probe", () => {
    checkRule(id, documents(headless(), set({ spec: "replicas: 2", container: 'args: ["db-1.db"]' })));
    checkRule(
      id,
      documents(
        headless(),
        set({
          spec: "replicas: 2",
          pod: "initContainers: [{name: i, image: i, restartPolicy: Always, readinessProbe: {tcpSocket: {port: 1}}}]",
        }),
      ),
    );
  });
  it("fp-not-headless", () => checkRule(id, documents(service({ spec: "type: ClusterIP" }), listing())));
  it("fp-governs-no-set", () =>
    checkRule(id, documents(headless(), workload({ container: probe, spec: "replicas: 2" }))));
  it("fp-set-in-another-unit", () => checkRule(id, files({ "a/s.yaml": headless(), "b/db.yaml": listing() })));
  it("fp-no-selector", () => checkRule(id, documents(service({ selector: "" }), listing())));
  it("fp-selects-other-pods", () => checkRule(id, documents(service({ selector: "{app: x}" }), listing())));
  it("fp-variable-replicas", () => checkRule(id, documents(headless(), several("replicas: ${REPLICAS}"))));
  it("fp-second-service-for-peers", () =>
    checkRule(
      id,
      documents(
        headless(),
        service({ name: "db-peers", spec: "clusterIP: None\npublishNotReadyAddresses: true" }),
        several(),
      ),
    ));
});

describe("Set publishNotReadyAddresses to true", () => {
  const title = "Set publishNotReadyAddresses to true";
  it("behind clusterIP", () =>
    checkFix(
      id,
      title,
      documents(headless("", "\nports: [{port: 80}]"), listing()),
      documents(headless("", "\npublishNotReadyAddresses: true\nports: [{port: 80}]"), listing()),
    ));
  it("in the place of false", () =>
    checkFix(
      id,
      title,
      documents(headless("", "\npublishNotReadyAddresses: false # why"), several()),
      documents(headless("", "\npublishNotReadyAddresses: true # why"), several()),
    ));
  it("where a patch makes the Service headless", () => {
    const patched = (more: string) =>
      files({
        "kustomization.yaml": "resources: [a.yaml]\npatches: [{path: p.yaml}]\n",
        "a.yaml": documents(service({ spec: `${more}type: ClusterIP` }), listing()),
        "p.yaml": "apiVersion: v1\nkind: Service\nmetadata: {name: db}\nspec: {clusterIP: None}\n",
      });
    checkFix(id, title, patched(""), patched("publishNotReadyAddresses: true\n"));
  });
});

describe("Add Service 'x-peers' for the Pods among themselves", () => {
  const title = "Add Service 'x-peers' for the Pods among themselves";
  it("before the Service, for the same Pods", () =>
    checkFix(
      id,
      title,
      documents(several(), headless(), ingress),
      documents(
        several(),
        "apiVersion: v1\nkind: Service\nmetadata:\n  name: db-peers\nspec:\n  clusterIP: None\n  publishNotReadyAddresses: true\n  selector:\n    app: db\n",
        headless(),
        ingress,
      ),
    ));
  it("is offered alone where an Ingress uses the Service, first where no other Service is for clients", () => {
    const [publish, peers] = [
      "Set publishNotReadyAddresses to true",
      "Add Service 'db-peers' for the Pods among themselves",
    ];
    const ordinary = service({ name: "db-clients", spec: "type: ClusterIP" });
    expect(fixTitles(id, documents(headless(), several(), ingress))).toEqual([peers]);
    expect(fixTitles(id, documents(headless(), several()))).toEqual([peers, publish]);
    expect(fixTitles(id, documents(headless(), several(), ordinary))).toEqual([publish, peers]);
    expect(fixTitles(id, documents(headless(), several(), service({ name: "db-hl" })))).toEqual([peers, publish]);
  });
  it.each([
    [
      "that name is taken",
      documents(headless(), several(), ingress, service({ name: "db-peers", selector: "{app: x}" })),
    ],
    [
      "a build changes what it selects",
      closed({ "a.yaml": documents(headless(), several(), ingress) }, "commonLabels: {env: prod}\n"),
    ],
  ])("is not offered where %s", (_, source) => expect(fixTitles(id, source)).toEqual([]));
});
