// The rule claim-name-collision: its condition and its traps.
import { describe, expect, it } from "vitest";
import { checkRule, relatedOf } from "../support/check-rule";
import { documents, files } from "./deployment-rwo-claim";

const id = "claim-name-collision";

const claim = (name: string, marker = "", namespace = "") =>
  `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: ${name}\n${marker ? `#       ${"^".repeat(name.length)} ${marker}\n` : ""}${namespace ? `  namespace: ${namespace}\n` : ""}spec: {accessModes: [ReadWriteOnce]}\n`;
const set = (name = "db", template = "data", kind = "StatefulSet") =>
  `apiVersion: apps/v1\nkind: ${kind}\nmetadata: {name: ${name}}\nspec:\n  selector: {matchLabels: {app: a}}\n  template: {metadata: {labels: {app: a}}, spec: {containers: [{name: a, image: a}]}}\n  volumeClaimTemplates: [{metadata: {name: ${template}}}]\n`;

describe("informs", () => {
  it("of the claim of a Pod", () =>
    checkRule(
      id,
      documents(
        set(),
        claim(
          "data-db-0",
          `${id} information: StatefulSet "db" takes this claim for its Pod db-0 as it is, whatever its template says. Rename it if not meant so.`,
        ),
      ),
    ));
  it("of the claim of a Pod that only more replicas would make", () =>
    checkRule(
      id,
      documents(
        set(),
        claim(
          "data-db-7",
          `${id} information: StatefulSet "db" takes this claim for a later Pod db-7 as it is, whatever its template says. Rename it if not meant so.`,
        ),
      ),
    ));
  it("of names with dashes", () =>
    checkRule(id, documents(set("my-db", "my-data"), claim("my-data-my-db-12", `${id} information`))));
  it("of names as a build makes them", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "nameSuffix: -x\nresources: [a.yaml, b.yaml]\n",
        "a.yaml": set("db", "data"),
        "b.yaml": claim("data-db-0"),
      }),
    ));
  it("rests on the templates", () =>
    expect(relatedOf(id, documents(set(), claim("data-db-0")))).toEqual([
      'StatefulSet "db" has the claim template "data"',
    ]));
});

describe("is silent", () => {
  it("fp-another-template", () => checkRule(id, documents(set(), claim("logs-db-0"))));
  it("fp-another-set", () => checkRule(id, documents(set(), claim("data-web-0"))));
  it("fp-no-ordinal", () => {
    checkRule(id, documents(set(), claim("data-db")));
    checkRule(id, documents(set(), claim("data-db-x")));
    checkRule(id, documents(set(), claim("data-db-01")));
  });
  it("fp-another-namespace", () => checkRule(id, documents(set(), claim("data-db-0", "", "other"))));
  it("fp-another-directory", () => checkRule(id, files({ "a/set.yaml": set(), "b/claim.yaml": claim("data-db-0") })));
  it("fp-deployment", () => checkRule(id, documents(set("db", "data", "Deployment"), claim("data-db-0"))));
});
