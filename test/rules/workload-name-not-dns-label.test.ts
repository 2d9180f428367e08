// The rule workload-name-not-dns-label: which kinds and versions, names and names of Services.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles } from "../support/check-rule";
import { documents, files } from "./deployment-rwo-claim";
import { closed, config, service, set, workload } from "./network-objects";

const id = "workload-name-not-dns-label";
const error = `${id} error`;
const information = `${id} information`;
const at = (kubernetesVersion: string) => ({ settings: { kubernetesVersion } });
const named = (kind: string, name: string, marker = "") => workload({ kind, name, markers: { name: marker } });

describe("is an error of a StatefulSet", () => {
  const message = `${error}: The name of StatefulSet "my.db" is no DNS label: the API server rejects it. Use lower-case letters, digits and hyphens.`;
  it("from 1.27 on", () => {
    checkRule(id, named("StatefulSet", "my.db", message), at("1.27"));
    checkRule(id, named("StatefulSet", "my.db", information), at("1.26"));
  });
  it.each(["my_db", "My-db", "-db", "db-", "my.db.x"])("%s", (name) =>
    checkRule(id, named("StatefulSet", name, error)),
  );
  it.each(["db", "1-db", "a", "my--db"])("not %s", (name) => checkRule(id, named("StatefulSet", name)));
  it("whose Service is called so, from 1.33 on", () => {
    const marker = `${error}: serviceName "my.db" is no DNS label: the API server rejects the StatefulSet. Use lower-case letters, digits and hyphens.`;
    checkRule(id, set({ service: "my.db", marker }), at("1.33"));
    checkRule(id, set({ service: "my.db" }), at("1.32"));
  });
  it("whose Service has a name of 64 characters", () => {
    checkRule(id, set({ service: "a".repeat(63) }));
    checkRule(id, set({ service: "a".repeat(64), marker: error }));
  });
});

describe("informs", () => {
  it("of a Deployment", () =>
    checkRule(
      id,
      named(
        "Deployment",
        "web-1.29",
        `${information}: The name of Deployment "web-1.29" is no DNS label, but gets into Pod names and host names: the API server warns. Use hyphens for dots.`,
      ),
    ));
  it("of a ReplicaSet", () => checkRule(id, named("ReplicaSet", "web.a", information)));
  it("of a ReplicationController", () =>
    checkRule(
      id,
      workload({
        kind: "ReplicationController",
        apiVersion: "v1",
        name: "web.a",
        selector: "{app: db}",
        markers: { name: information },
      }),
    ));
  it("of a Job and a CronJob", () => {
    checkRule(
      id,
      workload({ kind: "Job", apiVersion: "batch/v1", name: "web.a", selector: "", markers: { name: information } }),
    );
    checkRule(
      id,
      `apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: web.a\n#       ^^^^^ ${information}\nspec: {jobTemplate: {spec: {template: {spec: {containers: [{name: a, image: a}]}}}}}\n`,
    );
  });
  it("of a Pod", () =>
    checkRule(
      id,
      `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web.a\n#       ^^^^^ ${information}: The name of Pod "web.a" is no DNS label, but gets into its host name: the API server warns. Use hyphens for dots.\nspec: {containers: [{name: a, image: a}]}\n`,
    ));
  it("of a name that no kind takes, in other words", () =>
    checkRule(
      id,
      named(
        "Deployment",
        "my_web",
        `${information}: The name of Deployment "my_web" is no DNS name: the API server rejects it. Use lower-case letters, digits and hyphens.`,
      ),
    ));
  it("of a name that is only too long", () => {
    checkRule(id, named("Deployment", "a".repeat(63)));
    checkRule(
      id,
      named(
        "Deployment",
        "a".repeat(64),
        `${information}: The name has 64 characters: Pods and their host names have 63, so it is cut. Shorten it.`,
      ),
    );
  });
  it("of the name that a build makes", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "namePrefix: v1.\nresources: [a.yaml]\n",
        "a.yaml": named("Deployment", "web", information),
      }),
    ));
});

describe("is silent", () => {
  it("fp-daemonset", () => checkRule(id, named("DaemonSet", "agent.a")));
  it("fp-other-kinds", () => checkRule(id, config("x", { name: "my.config" })));
  it("fp-placeholder", () => {
    checkRule(id, named("StatefulSet", "${NAME}.db"));
    checkRule(id, named("Deployment", "cleanup-<node>"));
    checkRule(id, set({ service: "${NAME}.db" }));
  });
  it("fp-too-long-is-another-rule", () => {
    checkRule(id, named("StatefulSet", "a".repeat(64)));
    checkRule(id, workload({ kind: "Job", apiVersion: "batch/v1", name: "a".repeat(64), selector: "" }));
  });
});

describe("Rename to 'x' (recreates the object)", () => {
  const title = "Rename to 'x' (recreates the object)";
  it("puts hyphens for all else", () =>
    checkFix(id, title, named("StatefulSet", "My_db..main-"), named("StatefulSet", "my-db-main")));
  it("quotes a name that would be a number", () =>
    checkFix(id, title, named("StatefulSet", "_12"), named("StatefulSet", '"12"')));
  it("is not offered where nothing of the name can stay", () =>
    expect(fixTitles(id, named("StatefulSet", "___"))).toEqual([]));
});

describe("Set serviceName to 'x' (recreates the object)", () => {
  const title = "Set serviceName to 'x' (recreates the object)";
  it("where a Service of that name selects the Pods", () =>
    checkFix(
      id,
      title,
      documents(set({ service: "my.db" }), service({ name: "my-db" })),
      documents(set({ service: "my-db" }), service({ name: "my-db" })),
    ));
  it("where there is no Service of either name", () =>
    checkFix(
      id,
      title,
      closed({ "db.yaml": set({ service: "my.db" }) }),
      closed({ "db.yaml": set({ service: "my-db" }) }),
    ));
  it.each([
    ["a Service has the present name", documents(set({ service: "my.db" }), service({ name: "my.db" }))],
    [
      "the other Service selects other Pods",
      documents(set({ service: "my.db" }), service({ name: "my-db", selector: "{app: x}" })),
    ],
    ["somebody asks for its Pods", documents(set({ service: "my.db" }), config("db-0.my"))],
  ])("is not offered where %s", (_, source) => expect(fixTitles(id, source)).toEqual([]));
});
