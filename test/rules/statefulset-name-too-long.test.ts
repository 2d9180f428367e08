// The rule statefulset-name-too-long: its two limits, what counts, and the new name.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { documents, files } from "./deployment-rwo-claim";
import { autoscaler, closed, config, set, type Workload } from "./network-objects";

const id = "statefulset-name-too-long";
const warning = `${id} warning`;
const error = `${id} error`;
const of = (length: number) => "a".repeat(length);
const named = (length: number, marker = "", more: Workload = {}) =>
  set({ name: of(length), markers: { name: marker }, ...more });

describe("warns", () => {
  it("says what is here, what will happen and what to do", () =>
    checkRule(
      id,
      named(
        53,
        `${warning}: With the revision's hash the 53 characters of the name can make a Pod label longer than 63: then no Pod is created. Keep it to 52.`,
      ),
    ));
  it("from 53 characters on, up to 61 with one digit", () => {
    checkRule(id, named(52));
    checkRule(id, named(53, warning));
    checkRule(id, named(61, warning));
  });
  it("of the name that a build makes", () => {
    const built = (length: number, marker: string) =>
      files({
        "kustomization.yaml": "namePrefix: dev-\nnameSuffix: -x\nresources: [db.yaml]\n",
        "db.yaml": named(length, marker),
      });
    checkRule(id, built(46, ""));
    checkRule(
      id,
      built(
        47,
        `${warning}: With the revision's hash the 53 characters that the build makes of the name can make a Pod label longer than 63: then no Pod is created. Keep it to 52.`,
      ),
    );
  });
});

describe("is an error", () => {
  it("above 63 characters, whatever follows", () => {
    checkRule(
      id,
      named(
        64,
        `${error}: The name has 64 characters: host names and labels of Pods take 63, so none is ever created. Keep it to 52.`,
      ),
    );
    checkRule(id, named(64, error, { spec: "replicas: 0" }));
  });
  it("where the name of the last Pod is longer", () => {
    checkRule(id, named(61, warning, { spec: "replicas: 10" }));
    checkRule(
      id,
      named(
        61,
        `${error}: The name of Pod 10 has 64 characters, and its host name takes 63: it is never created. Keep the set's name to 52.`,
        { spec: "replicas: 11" },
      ),
    );
    checkRule(id, named(62, error));
    checkRule(id, named(62, warning, { spec: "replicas: 0" }));
    checkRule(
      id,
      named(
        63,
        `${error}: The name of Pod 0 has 65 characters, and its host name takes 63: it is never created. Keep the set's name to 52.`,
      ),
    );
  });
  it("counted from the first ordinal", () => {
    checkRule(id, named(61, warning, { spec: "ordinals: {start: 9}" }));
    checkRule(id, named(61, error, { spec: "ordinals: {start: 10}" }));
  });
  it("with the fewest Pods that an autoscaler leaves", () => {
    checkRule(id, documents(named(61, error), autoscaler(of(61), { min: 11, max: 20 })));
    checkRule(id, documents(named(61, warning), autoscaler(of(61), { min: 10, max: 20 })));
  });
});

describe("is silent, or says less", () => {
  it("fp-variable-in-the-name", () => checkRule(id, set({ name: `\${ENVIRONMENT}-${of(50)}` })));
  it("fp-variable-number", () => {
    checkRule(id, named(61, warning, { spec: "replicas: ${REPLICAS:=11}" }));
    checkRule(id, named(61, warning, { spec: "ordinals: {start: '${START}'}" }));
  });
  it("fp-no-other-kind", () => checkRule(id, named(60, "", { kind: "Deployment" })));
  it("rests on nothing else", () => expect(relatedOf(id, named(53))).toEqual([]));
});

describe("Rename to 'x' (recreates the object)", () => {
  const title = "Rename to 'x' (recreates the object)";
  const long = `${of(45)}-worker-x`;
  const short = `${of(45)}-worker`;
  it("cuts at a hyphen, and renames the target of an autoscaler", () =>
    checkFix(
      id,
      title,
      documents(set({ name: `"${long}" # here` }), autoscaler(long)),
      documents(
        set({ name: `"${short}" # here` }),
        autoscaler(long).replace(`name: ${long}}\n  min`, `name: ${short}}\n  min`),
      ),
    ));
  it("cuts within a word where no hyphen is near, and leaves room for what a build adds", () =>
    checkFix(
      id,
      title,
      closed({ "db.yaml": named(50) }, "namePrefix: dev-\n"),
      closed({ "db.yaml": named(48) }, "namePrefix: dev-\n"),
    ));
  it.each([
    ["another set has that name", documents(set({ name: long }), set({ name: short }))],
    ["somebody asks for its Pods", documents(set({ name: long }), config(`${long}-0.db`))],
    [
      "a kustomization patches what it names",
      closed({ "db.yaml": set({ name: long }) }, `replicas: [{name: ${long}, count: 2}]\n`),
    ],
    [
      "a patch of Flux names it",
      documents(
        set({ name: long }),
        `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: apps}\nspec:\n  patches:\n    - target: {kind: StatefulSet, name: ${long}}\n      patch: "- {op: remove, path: /spec/replicas}"\n`,
      ),
    ],
    [
      "an autoscaler of another unit finds it",
      files({ "a/db.yaml": set({ name: long }), "b/hpa.yaml": autoscaler(long) }),
    ],
  ])("is not offered where %s", (_, source) =>
    expect(fixTitles(id, source).filter((offered) => offered.includes(short))).toEqual([]),
  );
});
