// The rule pdb-scope: its conditions, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles } from "../support/check-rule";
import { documents, files } from "./deployment-rwo-claim";
import { budget, pod, scaled } from "./scaled";

const id = "pdb-scope";
const web = scaled({ spec: "replicas: 3" });
const api = scaled({ spec: "replicas: 3", name: "api" });

describe("warns of all Pods of a namespace", () => {
  const all = (label = `${id} warning`, selector = "{}") =>
    budget("maxUnavailable: 1", { selector }).replace(/( {2}selector: .*\n)/, `$1# ^^^^^^^^ ${label}\n`);
  it("says what is here, what will happen and what to do", () =>
    checkRule(
      id,
      documents(
        web,
        api,
        all(
          `${id} warning: An empty selector is all Pods of the namespace: Deployment "web" and Deployment "api" share this budget. Select the Pods of one.`,
        ),
      ),
    ));
  it("counts further ones", () =>
    checkRule(
      id,
      documents(
        web,
        api,
        scaled({ kind: "StatefulSet", name: "db" }),
        all(
          `${id} warning: An empty selector is all Pods of the namespace: Deployment "web", Deployment "api" and 1 more share this budget. Select the Pods of one.`,
        ),
      ),
    ));
  it.each(["{matchLabels: {}}", "{matchExpressions: []}"])("%s", (selector) =>
    checkRule(id, documents(web, api, all(id, selector))),
  );
  it.each([
    ["fp-one-workload", documents(web, budget("maxUnavailable: 1", { selector: "{}" }))],
    ["fp-some-pods", documents(web, api, budget())],
    ["fp-no-selector-is-nothing", documents(web, api, budget("maxUnavailable: 1", { selector: "" }))],
    [
      "fp-v1beta1-is-nothing",
      documents(web, api, budget("maxUnavailable: 1", { selector: "{}", apiVersion: "policy/v1beta1" })),
    ],
    [
      "fp-workloads-of-another-namespace",
      documents(
        web,
        api.replace("{name: api}", "{name: api, namespace: b}"),
        budget("maxUnavailable: 1", { selector: "{}" }).replace("{name: web}", "{name: web, namespace: a}"),
      ),
    ],
    [
      "fp-another-directory",
      files({ "a/web.yaml": documents(web, budget("maxUnavailable: 1", { selector: "{}" })), "b/api.yaml": api }),
    ],
  ])("%s", (_, source) => checkRule(id, source));
});

describe("informs of Pods without a scale", () => {
  const limited = (limit: string, label = `${id} information`) => {
    const [key = "", value = ""] = limit.split(": ");
    return budget(`${limit}\n# ${" ".repeat(key.length + 2)}${"^".repeat(value.length)} ${label}`);
  };
  it("says what is here, what will happen and what to do", () =>
    checkRule(
      id,
      documents(
        scaled({ kind: "DaemonSet" }),
        limited(
          "maxUnavailable: 1",
          `${id} information: maxUnavailable needs a controller with a scale, and DaemonSet "web" has none: no Pod of it can be evicted. Use a whole minAvailable.`,
        ),
      ),
    ));
  it("a percentage", () =>
    checkRule(
      id,
      documents(
        pod(),
        limited(
          "minAvailable: 50%",
          `${id} information: A percentage needs a controller with a scale, and Pod "web" has none: no Pod of it can be evicted. Use a whole minAvailable.`,
        ),
      ),
    ));
  it.each([
    ["Job", "batch/v1"],
    ["DaemonSet", "apps/v1"],
  ])("%s", (kind, apiVersion) =>
    checkRule(id, documents(scaled({ kind, apiVersion }), limited("maxUnavailable: 50%", id))),
  );
  it("beside others that have one", () => checkRule(id, documents(web, pod("a"), limited("maxUnavailable: 1", id))));
  it.each([
    ["fp-whole-number", documents(pod("a"), pod("b"), budget("minAvailable: 1"))],
    ["fp-with-a-scale", documents(web, budget("maxUnavailable: 1"))],
    ["fp-share-with-a-scale", documents(web, budget("minAvailable: 50%"))],
    ["fp-no-pods", budget()],
    ["fp-both-limits-are-another-rule", documents(pod(), budget("minAvailable: 1\nmaxUnavailable: 1"))],
    ["fp-variable", documents(pod(), budget("minAvailable: ${MIN}"))],
  ])("%s", (_, source) => checkRule(id, source));
});

describe("Add label 'k: v' to the selector", () => {
  const title = "Add label 'k: v' to the selector";
  const all = (name: string, selector = "{}", limit = "maxUnavailable: 1") =>
    documents(web, api, budget(limit, { name, selector }));
  it.each(["web", "web-pdb", "pdb-web", "web-budget"])("of the workload that %s is named after", (name) =>
    checkFix(id, title, all(name), all(name, "@").replace(" @", "\n    matchLabels:\n      app: web")),
  );
  it("in matchLabels that are there", () =>
    checkFix(id, title, all("web", "{matchLabels: {}}"), all("web", "{matchLabels: {app: web}}")));
  it("is not offered where no workload has its name, or where none of its Pods might go then", () => {
    expect(fixTitles(id, all("shop"))).toEqual([]);
    expect(fixTitles(id, all("web", "{}", "minAvailable: 3"))).toEqual([]);
    expect(fixTitles(id, all("web", "{}", "minAvailable: 2"))).toEqual(["Add label 'app: web' to the selector"]);
  });
});

describe("Set minAvailable to N", () => {
  const title = "Set minAvailable to N";
  const pods = documents(pod("a"), pod("b"), pod("c"));
  it.each([
    ["maxUnavailable: 1", "minAvailable: 2"],
    ["maxUnavailable: 50%", "minAvailable: 1"],
    ["minAvailable: 34%", "minAvailable: 2"],
  ])("%s becomes %s", (before, after) =>
    checkFix(id, title, documents(pods, budget(before)), documents(pods, budget(after))),
  );
  it("keeps what stands behind it", () =>
    checkFix(
      id,
      title,
      documents(pods, budget("maxUnavailable: 1 # one")),
      documents(pods, budget("minAvailable: 2 # one")),
    ));
  it.each([
    ["their number is not known", documents(scaled({ kind: "DaemonSet" }), budget())],
    ["none would be kept", documents(pod(), budget())],
    ["all would be kept", documents(pod("a"), pod("b"), budget("minAvailable: 51%"))],
    ["none may go", documents(pods, budget("maxUnavailable: 0"))],
  ])("is not offered where %s", (_, source) => expect(fixTitles(id, source)).toEqual([]));
});
