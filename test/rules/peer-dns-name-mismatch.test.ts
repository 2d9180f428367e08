// The rule peer-dns-name-mismatch: Service, namespace and number in the names of Pods, and what is no such name.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { documents, files } from "./deployment-rwo-claim";
import { autoscaler, closed, config, service, set, type Workload, workload } from "./network-objects";

const id = "peer-dns-name-mismatch";
const warning = `${id} warning`;

/** The set `db` with Service `db-hl`, whose container gets a value; the marker stands under some words of it. */
function asking(value: string, words = "", label = warning, given: Workload = {}): string {
  const at = words === "" ? -1 : value.indexOf(words);
  const marker = at === -1 ? "" : `\n#${" ".repeat(at + 20)}${"^".repeat(words.length)} ${label}`;
  return set({
    service: "db-hl",
    spec: "replicas: 3",
    ...given,
    container: `env:\n  - name: PEERS\n    value: ${value}${marker}`,
  });
}

const mounted = (given: Workload = {}) =>
  set({
    service: "db-hl",
    spec: "replicas: 3",
    pod: "volumes: [{name: config, configMap: {name: db-config}}]",
    ...given,
  });
const peers = (value: string, words = "", label = warning) =>
  config(value, {
    marker: words && `#${" ".repeat(value.indexOf(words) + 8)}${"^".repeat(words.length)} ${label}`,
  });

describe("warns of another Service", () => {
  it("says what is here, what will happen and what to do", () => {
    const source = asking(
      "db-0.db.prod.svc:2380",
      "db-0.db.prod.svc",
      `${warning}: db-0.db.prod.svc is asked for, but serviceName of "db" is "db-hl": it never resolves. Use db-0.db-hl.prod.svc.`,
    );
    checkRule(id, source);
    expect(relatedOf(id, source)).toEqual(["This is the serviceName"]);
  });
  it("that is there", () => checkRule(id, documents(service(), asking("db-0.db", "db-0.db"))));
  it("in an address", () => {
    checkRule(id, asking("db-0.db:2380", "db-0.db"));
    checkRule(id, asking("http://db-0.db/", "db-0.db"));
    checkRule(id, asking("root@db-0.db", "db-0.db"));
  });
  it("in arguments and commands", () => {
    const word = `${" ".repeat(18)}^^^^^^^ ${warning}`;
    checkRule(id, set({ service: "db-hl", container: `args:\n  - --a=db-0.db:80\n#${word.slice(1)}` }));
    checkRule(id, set({ service: "db-hl", container: `command:\n  - --a=db-0.db:80\n#${word.slice(1)}` }));
  });
});

describe("warns of another namespace", () => {
  const inProd = { metadata: "namespace: prod" };
  it("says what is here, what will happen and what to do", () =>
    checkRule(
      id,
      asking(
        "db-0.db-hl.test:80",
        "db-0.db-hl.test",
        `${warning}: db-0.db-hl.test is asked for, but StatefulSet "db" is in namespace "prod": it never resolves. Use db-0.db-hl.prod.`,
        inProd,
      ),
    ));
  it("in a full name", () =>
    checkRule(id, asking("db-0.db-hl.test.svc.cluster.local", "db-0.db-hl.test.svc.cluster.local", warning, inProd)));
  it("not of its own", () => {
    checkRule(id, asking("db-0.db-hl.prod", "", "", inProd));
    checkRule(id, asking("db-0.db-hl.prod.svc.cluster.local", "", "", inProd));
  });
  it("that a kustomization gives", () =>
    checkRule(id, closed({ "db.yaml": asking("db-0.db-hl.test.svc", "db-0.db-hl.test.svc") }, "namespace: prod\n")));
});

describe("warns of a number", () => {
  it("that is too high", () => {
    checkRule(id, asking("db-2.db-hl"));
    const source = asking(
      "db-3.db-hl",
      "db-3.db-hl",
      `${warning}: db-3.db-hl is asked for, but StatefulSet "db" has db-0 to db-2: it never resolves. Correct it or replicas.`,
    );
    checkRule(id, source);
    expect(relatedOf(id, source)).toEqual(["This is the replicas"]);
  });
  it("that is too low", () => {
    const from5 = { spec: "replicas: 3\nordinals: {start: 5}" };
    checkRule(id, asking("db-4.db-hl", "db-4.db-hl", warning, from5));
    checkRule(id, asking("db-5.db-hl,db-7.db-hl", "", "", from5));
  });
  it("above what an autoscaler allows", () => {
    checkRule(id, documents(asking("db-4.db-hl"), autoscaler("db")));
    checkRule(id, documents(asking("db-5.db-hl", "db-5.db-hl"), autoscaler("db")));
  });
  it("among right ones, under that one alone", () =>
    checkRule(id, asking("db-0.db-hl:1,db-1.db-hl:1,db-7.db-hl:1", "db-7.db-hl")));
});

describe("looks into ConfigMaps", () => {
  it("that the set mounts", () => {
    const source = documents(mounted(), peers("db-7.db-hl", "db-7.db-hl"));
    checkRule(id, source);
    expect(relatedOf(id, source)).toEqual(['This is the replicas of StatefulSet "db"']);
  });
  it("with an autoscaler of the set", () => {
    checkRule(id, documents(mounted(), peers("db-4.db-hl"), autoscaler("db")));
    checkRule(id, documents(mounted(), peers("db-5.db-hl", "db-5.db-hl"), autoscaler("db")));
  });
  it("fp-config-map-of-others", () => checkRule(id, documents(asking("x"), peers("db-7.db-hl"))));
  it("fp-config-map-of-a-set-in-another-unit", () =>
    checkRule(id, files({ "a/db.yaml": mounted(), "b/config.yaml": peers("db-7.db-hl") })));
  it("fp-config-map-of-two-sets-of-one-name", () =>
    checkRule(id, documents(mounted(), mounted({ spec: "replicas: 9" }), peers("db-7.db-hl"))));
});

describe("is silent", () => {
  it.each([
    ["fp-own-names", "db-0.db-hl,db-1.db-hl:80,http://db-2.db-hl.prod.svc.cluster.local"],
    ["fp-names-of-another-set", "other-0.db:80,mydb-7.db-hl"],
    ["fp-host-outside-the-cluster", "db-0.example.com:2380"],
    ["fp-host-of-a-local-domain", "db-0.db-hl.local"],
    ["fp-file-name", "/data/db-0.log"],
    ["fp-database-file", "/data/db-0.db"],
    ["fp-only-the-pod", "db-7"],
    ["fp-number-at-run-time", "db-$(ORDINAL).db"],
    ["fp-longer-name", "db-0.db-hl-metrics.example.org"],
  ])("%s", (_, value) => checkRule(id, asking(value)));
  it("fp-variable-replicas", () => {
    checkRule(id, asking("db-7.db-hl", "", "", { spec: "replicas: ${REPLICAS}" }));
    checkRule(id, asking("db-7.db-hl", "", "", { spec: "replicas: ${REPLICAS:=3}" }));
  });
  it("fp-variable-first-ordinal", () =>
    checkRule(id, asking("db-7.db-hl", "", "", { spec: "ordinals: {start: '${START}'}" })));
  it("fp-switched-off", () => checkRule(id, asking("db-0.db-hl", "", "", { spec: "replicas: 0" })));
  it("fp-namespace-unknown", () => checkRule(id, asking("db-0.db-hl.test.svc")));
  it("fp-set-of-that-name-in-that-namespace", () =>
    checkRule(
      id,
      documents(
        asking("db-0.db-hl.test.svc", "", "", { metadata: "namespace: prod" }),
        set({ service: "db-hl", metadata: "namespace: test" }),
      ),
    ));
  it("fp-other-service-in-another-namespace", () =>
    checkRule(id, asking("db-0.db.test.svc", "", "", { metadata: "namespace: prod" })));
  it("fp-no-service-name", () => checkRule(id, workload({ container: 'args: ["db-7.db-hl.prod.svc"]' })));
  it("fp-deployment", () =>
    checkRule(id, workload({ kind: "Deployment", container: 'args: ["db-7.db-hl.prod.svc"]' })));
});

describe("Replace by 'x'", () => {
  const title = "Replace by 'x'";
  it("another Service, wherever it stands in the value", () =>
    checkFix(
      id,
      title,
      asking('"a=db-0.db.x.svc,b=db-0.db.x.svc" # peers'),
      asking('"a=db-0.db-hl.x.svc,b=db-0.db-hl.x.svc" # peers'),
    ));
  it("another namespace", () => {
    const inProd = { metadata: "namespace: prod" };
    checkFix(id, title, asking("db-0.db-hl.test.svc", "", "", inProd), asking("db-0.db-hl.prod.svc", "", "", inProd));
  });
  it("another number, in a ConfigMap", () =>
    checkFix(
      id,
      title,
      documents(mounted(), config("|\n    peers: db-0.db-hl\n    last: db-3.db-hl")),
      documents(mounted(), config("|\n    peers: db-0.db-hl\n    last: db-2.db-hl")),
    ));
  it.each([
    ["the nearest Pod is named already", asking("db-0.db-hl,db-1.db-hl,db-2.db-hl,db-3.db-hl")],
    ["the number is wrong as well", asking("db-3.db.x.svc")],
    [
      "a patch says it",
      files({
        "kustomization.yaml": "resources: [db.yaml]\npatches: [{path: p.yaml}]\n",
        "db.yaml": asking("x"),
        "p.yaml":
          "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec: {template: {spec: {containers: [{name: db, env: [{name: PEERS, value: db-7.db-hl}]}]}}}\n",
      }),
    ],
  ])("is not offered where %s", (_, source) => expect(fixTitles(id, source)).toEqual([]));
});
