// The rule constant-hostname-in-replicas: how many Pods there are, and of which kinds.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { documents, files } from "./deployment-rwo-claim";
import { autoscaler, type Workload, workload } from "./network-objects";

const id = "constant-hostname-in-replicas";
const information = `${id} information`;
const named = (marker = "", given: Workload = {}, hostname = "web") =>
  workload({
    kind: "Deployment",
    spec: "replicas: 2",
    pod: `hostname: ${hostname}${marker && `\n#               ${"^".repeat(hostname.length)} ${marker}`}`,
    ...given,
  });

describe("informs", () => {
  it("of two Pods with one host name", () => {
    checkRule(
      id,
      named(
        `${information}: All 2 Pods of Deployment "db" have the host name "web": it tells none from the others. Remove hostname.`,
      ),
    );
    expect(relatedOf(id, named())).toEqual(["replicas is 2"]);
  });
  it("not of one Pod, or of none", () => {
    checkRule(id, named("", { spec: "replicas: 1" }));
    checkRule(id, named("", { spec: "" }));
    checkRule(id, named("", { spec: "replicas: 0" }));
  });
  it("of a DaemonSet", () =>
    checkRule(
      id,
      named(
        `${information}: All Pods of DaemonSet "db" have the host name "web": it tells none from the others. Remove hostname.`,
        { kind: "DaemonSet", spec: "" },
      ),
    ));
  it("of what an autoscaler may make of one", () => {
    const source = documents(
      named(
        `${information}: Up to 5 Pods of Deployment "db" have the host name "web": it tells none from the others. Remove hostname.`,
        { spec: "" },
      ),
      autoscaler("db", { kind: "Deployment" }),
    );
    checkRule(id, source);
    expect(relatedOf(id, source)).toEqual(['HorizontalPodAutoscaler "db" scales it from 1 to 5']);
  });
  it.each(["ReplicaSet"])("of a %s", (kind) => checkRule(id, named(information, { kind })));
  it("of a ReplicationController", () =>
    checkRule(id, named(information, { kind: "ReplicationController", apiVersion: "v1", selector: "{app: db}" })));
  it("of a Job with Pods side by side", () => {
    const job = { kind: "Job", apiVersion: "batch/v1", selector: "" };
    checkRule(id, named(information, { ...job, spec: "parallelism: 2" }));
    checkRule(id, named("", { ...job, spec: "completions: 2" }));
  });
});

describe("is silent", () => {
  it("fp-stateful-set-overwrites-it", () => checkRule(id, named("", { kind: "StatefulSet" })));
  it("fp-indexed-job-overwrites-it", () =>
    checkRule(
      id,
      named("", { kind: "Job", apiVersion: "batch/v1", selector: "", spec: "completionMode: Indexed\nparallelism: 3" }),
    ));
  it("fp-variable-hostname", () => checkRule(id, named("", {}, '"${NODE}"')));
  it("fp-variable-replicas", () => {
    checkRule(id, named("", { spec: "replicas: ${REPLICAS}" }));
    checkRule(id, named("", { spec: "replicas: ${REPLICAS:=3}" }));
  });
  it("fp-no-hostname", () => checkRule(id, named("", { pod: "subdomain: db" })));
});

describe("Remove hostname", () => {
  it("in the object", () => checkFix(id, "Remove hostname", named(), named("", { pod: "" })));
  it("is not offered where a patch says it", () =>
    expect(
      fixTitles(
        id,
        files({
          "kustomization.yaml": "resources: [a.yaml]\npatches: [{path: p.yaml}]\n",
          "a.yaml": named("", { pod: "" }),
          "p.yaml":
            "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: db}\nspec: {template: {spec: {hostname: web}}}\n",
        }),
      ),
    ).toEqual([]));
});
