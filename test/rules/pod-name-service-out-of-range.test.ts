// The rule pod-name-service-out-of-range: which Pods there are, and whether a set that is not there may come from elsewhere.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { documents, files } from "./deployment-rwo-claim";
import { autoscaler, closed, set } from "./network-objects";

const id = "pod-name-service-out-of-range";
const warning = `${id} warning`;
const information = `${id} information`;
const hint = `${id} hint`;

const one = (pod: string, marker = "", name = "one") =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\nspec:\n  selector:\n    statefulset.kubernetes.io/pod-name: ${pod}\n${marker && `#                                       ${"^".repeat(pod.length)} ${marker}\n`}`;
const three = (more = "") => set({ spec: `replicas: 3${more}` });

describe("warns", () => {
  it("says what is here, what will happen and what to do", () => {
    const source = documents(
      three(),
      one(
        "db-3",
        `${warning}: No Pod is called "db-3": StatefulSet "db" has db-0 to db-2. The Service leads nowhere; use one of these.`,
      ),
    );
    checkRule(id, source);
    expect(relatedOf(id, source)).toEqual(['StatefulSet "db" sets the number of its Pods']);
  });
  it.each([
    ["db-0", ""],
    ["db-2", ""],
    ["db-3", warning],
    ["db-99", warning],
  ])("%s of three", (pod, marker) => checkRule(id, documents(three(), one(pod, marker))));
  it("counted from the first ordinal", () => {
    const from5 = three("\nordinals: {start: 5}");
    checkRule(id, documents(from5, one("db-4", warning)));
    checkRule(id, documents(from5, one("db-5")));
    checkRule(id, documents(from5, one("db-7")));
    checkRule(id, documents(from5, one("db-8", warning)));
  });
  it("above what an autoscaler allows", () => {
    const scaled = (pod: string, marker = "") => documents(set(), autoscaler("db"), one(pod, marker));
    checkRule(id, scaled("db-4"));
    checkRule(id, scaled("db-5", warning));
    expect(relatedOf(id, scaled("db-5"))).toEqual(['HorizontalPodAutoscaler "db" scales it from 1 to 5']);
  });
  it("where one Pod is all", () =>
    checkRule(
      id,
      documents(
        set(),
        one(
          "db-1",
          `${warning}: No Pod is called "db-1": StatefulSet "db" has only db-0. The Service leads nowhere; use one of these.`,
        ),
      ),
    ));
});

describe("speaks of a set that is not there", () => {
  it("informs in a closed unit", () =>
    checkRule(
      id,
      closed({
        "a.yaml": one(
          "db-0",
          `${information}: There is no StatefulSet "db": the Service has no Pods. Name a Pod of a set that is there.`,
        ),
      }),
    ));
  it("hints in an open unit", () =>
    checkRule(
      id,
      one("db-0", `${hint}: No StatefulSet "db" is here: unless one comes from elsewhere, the Service has no Pods.`),
    ));
  it("with the one that is probably meant", () =>
    checkRule(
      id,
      closed({
        "db.yaml": three(),
        "a.yaml": one(
          "dbs-1",
          `${information}: There is no StatefulSet "dbs": the Service has no Pods. Did you mean db-1?`,
        ),
      }),
    ));
});

describe("is silent", () => {
  it("fp-set-in-another-unit", () => checkRule(id, files({ "a/db.yaml": three(), "b/one.yaml": one("db-7") })));
  it("fp-variable-replicas", () => checkRule(id, documents(set({ spec: "replicas: ${REPLICAS}" }), one("db-7"))));
  it("fp-variable-first-ordinal", () =>
    checkRule(id, documents(three("\nordinals: {start: '${START}'}"), one("db-7"))));
  it("fp-switched-off", () => checkRule(id, documents(set({ spec: "replicas: 0" }), one("db-0"))));
  it("fp-while-reading", () => checkRule(id, one("db-0"), { ready: false }));
  it("fp-no-name-of-a-pod", () => checkRule(id, documents(three(), one("db"))));
  it("fp-variable-name", () => checkRule(id, one('"${SET}-0"')));
  it("fp-other-labels", () =>
    checkRule(id, one("db-9").replace("statefulset.kubernetes.io/pod-name", "example.com/pod-name")));
  it("fp-two-sets-of-that-name", () =>
    checkRule(id, files({ "x/a/db.yaml": three(), "x/b/db.yaml": three(), "one.yaml": one("db-9") })));
});

describe("Use 'x'", () => {
  it("the last Pod", () =>
    checkFix(id, "Use 'x'", documents(three(), one("db-3 # last")), documents(three(), one("db-2 # last"))));
  it("the first Pod", () => {
    const from5 = three("\nordinals: {start: 5}");
    checkFix(id, "Use 'x'", documents(from5, one('"db-0"')), documents(from5, one('"db-5"')));
  });
  it("the set that is meant", () =>
    checkFix(
      id,
      "Use 'x'",
      closed({ "db.yaml": three(), "a.yaml": one("dbs-1") }),
      closed({ "db.yaml": three(), "a.yaml": one("db-1") }),
    ));
  it.each(["0", "2"])("the set that is meant, at its edge: %s", (ordinal) =>
    expect(fixTitles(id, closed({ "db.yaml": three(), "a.yaml": one(`dbs-${ordinal}`) }))).toEqual([
      `Use 'db-${ordinal}'`,
    ]),
  );
  it.each([
    ["that Pod has a Service", documents(three(), one("db-3"), one("db-2", "", "two"))],
    ["no set has nearly that name", closed({ "db.yaml": three(), "a.yaml": one("shop-0") })],
    ["the set that is meant has no such Pod", closed({ "db.yaml": three(), "a.yaml": one("dbs-3") })],
  ])("is not offered where %s", (_, source) => expect(fixTitles(id, source)).toEqual([]));
});
