// The rule governing-service-not-headless: evidence, traps, and a Service of its own for the set.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { documents, files } from "./deployment-rwo-claim";
import { closed, config, service, set } from "./network-objects";

const id = "governing-service-not-headless";
const warning = `${id} warning`;
const information = `${id} information`;

const plain = (more = "") => service({ spec: `type: ClusterIP${more}` });
const asks = 'args: ["db-0.db:80"]';

describe("reports", () => {
  it("warns where a Pod is asked for: what is here, what will happen and what to do", () => {
    const source = documents(
      plain(),
      set({
        container: asks,
        marker: `${warning}: Service "db" is not headless, but its Pods ask for db-0.db: DNS does not promise that name. Give the set a headless Service.`,
      }),
    );
    checkRule(id, source);
    expect(relatedOf(id, source)).toEqual(["db-0.db is asked for here", 'Service "db" has a cluster IP']);
  });
  it("warns where a ConfigMap asks", () =>
    checkRule(id, documents(plain(), config("db-1.db:80"), set({ marker: warning }))));
  it("informs where nobody does", () => {
    const source = documents(
      plain(),
      set({
        marker: `${information}: Service "db" is not headless: DNS promises no names of single Pods. If any is used, name a headless Service.`,
      }),
    );
    checkRule(id, source);
    expect(relatedOf(id, source)).toEqual(['Service "db" has a cluster IP']);
  });
  it("informs where a Pod is asked for through another Service", () =>
    checkRule(id, documents(plain(), set({ container: 'args: ["db-0.db-hl:80"]', marker: information }))));
  it("of a Service in another unit", () =>
    checkRule(id, files({ "a/db.yaml": set({ marker: information }), "b/db.yaml": plain() })));
  it("of a cluster IP that is written", () =>
    checkRule(id, documents(service({ spec: "clusterIP: 10.0.0.7" }), set({ marker: information }))));
});

describe("is silent", () => {
  it("fp-headless", () => checkRule(id, documents(service(), set({ container: asks }))));
  it("fp-headless-by-the-list", () =>
    checkRule(id, documents(service({ spec: "clusterIPs: [None]" }), set({ container: asks }))));
  it("fp-headless-by-a-patch", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "resources: [a.yaml]\npatches: [{path: p.yaml}]\n",
        "a.yaml": documents(plain(), set({ container: asks })),
        "p.yaml": "apiVersion: v1\nkind: Service\nmetadata: {name: db}\nspec: {clusterIP: None}\n",
      }),
    ));
  it("fp-no-selector", () =>
    checkRule(id, documents(service({ spec: "type: ExternalName", selector: "" }), set({ container: asks }))));
  it("fp-selects-other-pods-is-another-rule", () =>
    checkRule(id, documents(service({ spec: "type: ClusterIP", selector: "{app: x}" }), set({ container: asks }))));
  it("fp-no-service-is-another-rule", () => checkRule(id, set({ container: asks })));
  it("fp-two-services-of-that-name", () =>
    checkRule(id, files({ "x/a/db.yaml": plain(), "x/b/db.yaml": service(), "db.yaml": set({ container: asks }) })));
});

describe("Add headless Service 'x-headless' and name it in serviceName (recreates the object)", () => {
  const title = "Add headless Service 'x-headless' and name it in serviceName (recreates the object)";
  const added = (name = "db-headless", more = "") =>
    `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\nspec:\n  clusterIP: None\n${more}  selector:\n    app: db\n`;
  const three = (given: Parameters<typeof set>[0] = {}) => set(given).replace("spec:\n", "spec:\n  replicas: 3\n");
  it("puts a Service before the set", () =>
    checkFix(id, title, documents(plain(), three()), documents(plain(), added(), three({ service: "db-headless" }))));
  it("is not offered for a single Pod that nobody asks for: the name of the Service is enough", () =>
    expect(fixTitles(id, documents(plain(), set()))).toEqual([]));
  it("takes along who asks for the Pods, wherever in the unit", () => {
    const texts = (name: string) => ({
      "service.yaml": plain(),
      "config.yaml": config(`"db-0.${name}:80,db-1.${name}.prod.svc:80" # all`),
    });
    const own = (name: string) => `args: ["$(POD_NAME).${name}", "--to=db-$i.${name}.svc:80"]`;
    checkFix(
      id,
      title,
      closed({ ...texts("db"), "set.yaml": set({ container: own("db") }) }),
      closed({
        ...texts("db-headless"),
        "set.yaml": documents(added(), set({ service: "db-headless", container: own("db-headless") })),
      }),
    );
  });
  it("is not offered where a script that they mount builds their names", () => {
    const mounting = three({ pod: "volumes: [{name: s, configMap: {name: scripts}}]" });
    const script = (text: string) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: scripts}\ndata: {run: ${text}}\n`;
    expect(fixTitles(id, closed({ "a.yaml": documents(plain(), mounting, script("start $(hostname).db")) }))).toEqual(
      [],
    );
  });
  it("publishes Pods that are not Ready, where they ask for each other", () => {
    const container = (name: string) => `readinessProbe: {tcpSocket: {port: 1}}\nargs: ["db-1.${name}"]`;
    checkFix(
      id,
      title,
      documents(plain(), set({ container: container("db") })),
      documents(
        plain(),
        added("db-headless", "  publishNotReadyAddresses: true\n"),
        set({ service: "db-headless", container: container("db-headless") }),
      ),
    );
  });
  it("takes another name where that one is taken", () =>
    checkFix(
      id,
      "Add headless Service 'db-hl' and name it in serviceName (recreates the object)",
      documents(plain(), service({ name: "db-headless", selector: "{app: x}" }), three()),
      documents(
        plain(),
        service({ name: "db-headless", selector: "{app: x}" }),
        added("db-hl"),
        three({ service: "db-hl" }),
      ),
    ));
  it.each([
    ["who asks puts the name together", documents(plain(), set({ container: asks }), config('"db-$i.db"'))],
    [
      "a patch names the Service",
      files({
        "kustomization.yaml": "resources: [a.yaml]\npatches: [{path: p.yaml}]\n",
        "a.yaml": documents(plain(), set().replace("  serviceName: db\n", "")),
        "p.yaml": "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec: {serviceName: db}\n",
      }),
    ],
  ])("is not offered where %s", (_, source) => expect(fixTitles(id, source)).toEqual([]));
});
