// The rule rwo-claim-shared-by-workloads where a StatefulSet makes the claim for one of its Pods.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { claim, documents, files } from "./deployment-rwo-claim";
import { named, onNodes, set } from "./storage-manifests";

const id = "rwo-claim-shared-by-workloads";

interface SetOptions {
  readonly spec?: string;
  readonly modes?: string;
  readonly storageClass?: string;
}

/** A set `db` with claims `data-db-N`. */
function db({ spec = "replicas: 2", modes = "ReadWriteOnce", storageClass = "" }: SetOptions = {}): string {
  const named = storageClass && `, storageClassName: ${storageClass}`;
  return set({
    spec,
    container: "volumeMounts: [{name: data, mountPath: /data}]",
    behind: `volumeClaimTemplates:\n  - metadata: {name: data}\n    spec: {accessModes: [${modes}], resources: {requests: {storage: 1Gi}}${named}}`,
  });
}

/** A Job `backup` that mounts one of them. */
function backup(name: string, marker = "", pod = ""): string {
  const marked = marker && `\n#                      ${"^".repeat(name.length)} ${id} ${marker}`;
  const job = named("backup", {
    kind: "Job",
    apiVersion: "batch/v1",
    pod: "restartPolicy: Never",
    mount: "readOnly: true",
  });
  const placed = pod === "" ? job : job.replace("      restartPolicy: Never\n", (line) => line + indented(pod));
  return placed.replace("            claimName: data", `            claimName: ${name}${marked}`);
}

function indented(lines: string): string {
  return lines.replace(/^/gm, "      ").concat("\n");
}

const affinity = (labels: string) =>
  `affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {${labels}}}}]}}`;
const says = (name: string) =>
  `warning: StatefulSet "db" mounts the ReadWriteOnce claim "${name}" too: on two nodes one waits. Keep them on one node, or use ReadWriteMany.`;

describe("warns", () => {
  it("says what is here, what will happen and what to do", () => {
    const source = documents(db(), backup("data-db-1", says("data-db-1")));
    checkRule(id, source);
    expect(relatedOf(id, source)).toEqual(['StatefulSet "db" makes claim "data-db-1" for its Pod db-1']);
  });
  it("counts the others", () => {
    const both = says("data-db-0").replace('"db" mounts', '"db" and 1 more mount');
    const restore = backup("data-db-0", both).replaceAll("backup", "restore");
    checkRule(id, documents(db(), backup("data-db-0", both), restore));
  });
  it("of the set of a build under its own name", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "resources: [db.yaml, backup.yaml]\nnamePrefix: dev-\n",
        "db.yaml": db(),
        "backup.yaml": backup("data-dev-db-0", says("data-dev-db-0").replace('"db"', '"dev-db"')),
      }),
    ));
  it("where numbers start later", () =>
    checkRule(id, documents(db({ spec: "ordinals: {start: 5}" }), backup("data-db-5", "warning"))));
});

describe("hints where all are on one node", () => {
  it("as the storage class says", () =>
    checkRule(id, documents(db({ storageClass: "local-path" }), backup("data-db-0", "hint"))));
  it("as there is only one", () => checkRule(id, onNodes(1, documents(db(), backup("data-db-0", "hint")))));
});

describe("is silent", () => {
  it.each(["ReadWriteMany", "ReadWriteOncePod"])("fp-%s", (modes) =>
    checkRule(id, documents(db({ modes }), backup("data-db-0"))),
  );
  it("fp-claim-of-a-Pod-that-is-not-there", () => checkRule(id, documents(db(), backup("data-db-2"))));
  it("fp-set-without-replicas", () => checkRule(id, documents(db({ spec: "replicas: 0" }), backup("data-db-0"))));
  it("fp-number-from-a-variable", () => checkRule(id, documents(db({ spec: "replicas: ${N}" }), backup("data-db-0"))));
  it("fp-claim-that-a-manifest-holds", () =>
    checkRule(
      id,
      documents(db(), backup("data-db-0"), claim("ReadWriteMany").replace("name: data", "name: data-db-0")),
    ));
  it("fp-mounted-nowhere", () =>
    checkRule(
      id,
      documents(
        db(),
        backup("data-db-0").replace("- name: store\n              mountPath", "- name: other\n              mountPath"),
      ),
    ));
  it.each(["statefulset.kubernetes.io/pod-name: db-0", 'apps.kubernetes.io/pod-index: "0"', "app: db"])(
    "fp-beside-the-Pod: %s",
    (labels) => checkRule(id, documents(db(), backup("data-db-0", "", affinity(labels)))),
  );
  it("but not beside another Pod of the set", () =>
    checkRule(
      id,
      documents(db(), backup("data-db-0", "warning", affinity("statefulset.kubernetes.io/pod-name: db-1"))),
    ));
  it("fp-set-of-another-unit", () => checkRule(id, files({ "a/db.yaml": db(), "b/backup.yaml": backup("data-db-0") })));
});

describe("Add pod affinity to 'y'", () => {
  it("to the one Pod that has the claim", () =>
    checkFix(
      id,
      "Add pod affinity to 'y'",
      documents(db(), backup("data-db-1")),
      documents(
        db(),
        backup(
          "data-db-1",
          "",
          "affinity:\n  podAffinity:\n    requiredDuringSchedulingIgnoredDuringExecution:\n      - labelSelector:\n          matchLabels:\n            statefulset.kubernetes.io/pod-name: db-1\n        topologyKey: kubernetes.io/hostname",
        ),
      ),
    ));
  it("not to one that a scaler may take away, and not where the build renames it", () => {
    const scaler =
      "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: db}\nspec: {maxReplicas: 3, scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: db}}\n";
    expect(fixTitles(id, documents(db({ spec: "" }), backup("data-db-2"), scaler))).toEqual([]);
    const build = { "db.yaml": db(), "backup.yaml": backup("data-dev-db-0") };
    const renamed = files({ "kustomization.yaml": "resources: [db.yaml, backup.yaml]\nnamePrefix: dev-\n", ...build });
    expect(fixTitles(id, renamed)).toEqual([]);
  });
});
