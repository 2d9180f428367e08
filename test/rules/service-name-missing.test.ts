// The rule service-name-missing: how many Pods, who asks for them, and which Service is added.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { documents, files } from "./deployment-rwo-claim";
import { autoscaler, closed, config, service, type Workload, workload } from "./network-objects";

const id = "service-name-missing";
const information = `${id} information`;
const bare = (kind = "", given: Workload = {}) => workload({ spec: "replicas: 2", markers: { kind }, ...given });

describe("informs", () => {
  it("of several Pods: what is here, what will happen and what to do", () => {
    const source = bare(
      `${information}: StatefulSet "db" names no Service: DNS knows none of its Pods by name. Add serviceName and a headless Service.`,
    );
    checkRule(id, source);
    expect(relatedOf(id, source)).toEqual(["replicas is 2"]);
  });
  it("not of one Pod, or none", () => {
    checkRule(id, bare("", { spec: "replicas: 1" }));
    checkRule(id, bare("", { spec: "replicas: 0" }));
    checkRule(id, bare("", { spec: "" }));
  });
  it("of what an autoscaler may make of one", () =>
    checkRule(id, documents(bare(information, { spec: "" }), autoscaler("db"))));
  it("of one Pod that is asked for", () => {
    const source = documents(
      bare(
        `${information}: StatefulSet "db" names no Service: db-0.main does not resolve. Add serviceName and a headless Service.`,
        { spec: "" },
      ),
      config("db-0.main.prod.svc:80"),
    );
    checkRule(id, source);
    expect(relatedOf(id, source)).toEqual(['ConfigMap "db-config" asks for db-0.main']);
  });
  it("of a name that the Pods put together", () =>
    checkRule(
      id,
      documents(
        bare(information, { spec: "", container: 'args: ["$(POD_NAME).db:80"]' }),
        service({ spec: "type: ClusterIP" }),
      ),
    ));
  it("with the headless Service that is there", () => {
    const source = documents(
      bare(
        `${information}: StatefulSet "db" names no Service: DNS knows none of its Pods by name. Name "db" in serviceName.`,
      ),
      service(),
    );
    checkRule(id, source);
    expect(fixTitles(id, source)).toEqual([]);
  });
  it("of an empty name", () => checkRule(id, bare(information, { spec: 'replicas: 2\nserviceName: ""' })));
});

describe("is silent", () => {
  it("fp-named", () => checkRule(id, bare("", { spec: "replicas: 2\nserviceName: db" })));
  it("fp-named-by-a-patch", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "resources: [db.yaml]\npatches: [{path: p.yaml}]\n",
        "db.yaml": bare(),
        "p.yaml": "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec: {serviceName: db}\n",
      }),
    ));
  it("fp-variable-replicas", () => {
    checkRule(id, bare("", { spec: "replicas: ${REPLICAS}" }));
    checkRule(id, bare("", { spec: "replicas: ${REPLICAS:=3}" }));
  });
  it("fp-only-a-file-name", () => checkRule(id, documents(bare("", { spec: "" }), config("/data/db-0.log"))));
  it("fp-other-set-is-asked-for", () => checkRule(id, documents(bare("", { spec: "" }), config("x-0.db.prod.svc"))));
});

describe("Add serviceName and headless Service 'x' (recreates the object)", () => {
  const title = "Add serviceName and headless Service 'x' (recreates the object)";
  const added = (name: string, more = "") =>
    `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\nspec:\n  clusterIP: None\n${more}  selector:\n    app: db\n`;
  it("before the set, in a build with a prefix as well", () =>
    checkFix(
      id,
      title,
      closed({ "db.yaml": bare() }, "namePrefix: dev-\n"),
      closed(
        { "db.yaml": documents(added("db-headless"), bare("", { spec: "serviceName: db-headless\nreplicas: 2" })) },
        "namePrefix: dev-\n",
      ),
    ));
  it("in the place of an empty name", () =>
    checkFix(
      id,
      title,
      bare("", { spec: 'replicas: 2\nserviceName: ""' }),
      documents(added("db-headless"), bare("", { spec: 'replicas: 2\nserviceName: "db-headless"' })),
    ));
  it("with the name by which Pods are asked for", () =>
    checkFix(
      id,
      title,
      documents(bare("", { spec: "" }), config("db-0.main.prod.svc:80")),
      documents(added("main"), bare("", { spec: "serviceName: main" }), config("db-0.main.prod.svc:80")),
    ));
  it("with another name where that one is taken", () =>
    expect(fixTitles(id, documents(bare(), service({ name: "db-headless", selector: "{app: x}" })))).toEqual([
      "Add serviceName and headless Service 'db-hl' (recreates the object)",
    ]));
  it("is not offered where that name is taken by which Pods are asked for", () =>
    expect(fixTitles(id, documents(bare(), config("db-0.db.prod.svc"), service({ spec: "type: ClusterIP" })))).toEqual(
      [],
    ));
});
