// The rule field-of-another-kind: its conditions, its traps and its fixes.
import { describe, expect, it } from "vitest";
import type { Fix } from "../../server/src/rules/rule";
import { applyEdits } from "../../server/src/text/edit";
import { compose } from "../../server/src/yaml/compose";
import { isRefusal } from "../../server/src/yaml/edit-script";
import { checkFix, checkRule, fixesOf, fixTitles, ruleOf } from "../support/check-rule";
import { memoryWorkspace, root } from "../support/memory-workspace";
import { files } from "./deployment-rwo-claim";

const id = "field-of-another-kind";

/** A workload with some lines in its `spec`. */
function workload(kind: string, spec: string, apiVersion = "apps/v1"): string {
  const own = kind === "Job" || kind === "CronJob" || kind === "Pod";
  const selector = kind === "ReplicationController" ? "  selector: {app: a}" : "  selector: {matchLabels: {app: a}}";
  const template = [
    "template:",
    "  metadata: {labels: {app: a}}",
    "  spec:",
    own ? "    restartPolicy: Never" : "",
    "    containers: [{name: a, image: registry.example/a:1}]",
  ].filter((line) => line !== "");
  const lines = (text: readonly string[], by: number) => text.map((line) => " ".repeat(by) + line);
  const body =
    kind === "Pod"
      ? ["  containers: [{name: a, image: registry.example/a:1}]"]
      : kind === "CronJob"
        ? ['  schedule: "0 3 * * *"', "  jobTemplate:", "    spec:", ...lines(template, 6)]
        : lines(template, 2);
  return [
    `apiVersion: ${apiVersion}`,
    `kind: ${kind}`,
    "metadata: {name: a}",
    "spec:",
    ...(own ? [] : [selector]),
    ...spec.split("\n").map((line) => (line.startsWith("#") ? line : `  ${line}`)),
    ...body,
    "",
  ].join("\n");
}

const mark = (key: string, label = id) => `# ${"^".repeat(key.length)} ${label}`;
const rejected = "kubectl rejects this field, other clients drop it";

describe("reports", () => {
  it("strategy in a StatefulSet, and names the field that it has", () =>
    checkRule(
      id,
      workload(
        "StatefulSet",
        `strategy: {type: RollingUpdate}\n${mark("strategy", `${id} error: A StatefulSet has updateStrategy, no strategy: ${rejected}. Rename it.`)}`,
      ),
    ));
  it("strategy in a DaemonSet", () =>
    checkRule(id, workload("DaemonSet", `strategy: {type: RollingUpdate}\n${mark("strategy")}`)));
  it("updateStrategy in a Deployment", () =>
    checkRule(
      id,
      workload(
        "Deployment",
        `updateStrategy: {type: RollingUpdate}\n${mark("updateStrategy", `${id} error: A Deployment has strategy, no updateStrategy: ${rejected}. Rename it.`)}`,
      ),
    ));
  it("one that stands beside the right one: there is nothing to rename", () => {
    const end = (right: string) => `${rejected}. Remove it: ${right} is there too.`;
    checkRule(
      id,
      workload(
        "DaemonSet",
        `updateStrategy: {type: OnDelete}\nstrategy: {type: RollingUpdate}\n${mark("strategy", `${id} error: A DaemonSet has updateStrategy, no strategy: ${end("updateStrategy")}`)}`,
      ),
    );
    checkRule(
      id,
      workload(
        "Deployment",
        `strategy: {type: Recreate}\nupdateStrategy: {type: RollingUpdate}\n${mark("updateStrategy", `${id} error: A Deployment has strategy, no updateStrategy: ${end("strategy")}`)}`,
      ),
    );
  });
  it.each([
    ["serviceName", "serviceName: a"],
    ["podManagementPolicy", "podManagementPolicy: Parallel"],
    ["volumeClaimTemplates", "volumeClaimTemplates: []"],
    ["ordinals", "ordinals: {start: 1}"],
    ["persistentVolumeClaimRetentionPolicy", "persistentVolumeClaimRetentionPolicy: {whenScaled: Retain}"],
  ])("%s in a Deployment", (key, line) =>
    checkRule(
      id,
      workload(
        "Deployment",
        `${line}\n${mark(key, `${id} error: Only a StatefulSet has ${key}: ${rejected}. Convert the Deployment, or remove it.`)}`,
      ),
    ),
  );
  it.each([
    ["ReplicaSet", "apps/v1"],
    ["ReplicationController", "v1"],
    ["DaemonSet", "apps/v1"],
    ["Job", "batch/v1"],
    ["CronJob", "batch/v1"],
    ["Pod", "v1"],
  ])("serviceName in a %s", (kind, apiVersion) =>
    checkRule(id, workload(kind, `serviceName: a\n${mark("serviceName")}`, apiVersion)),
  );
  it("each of several fields", () =>
    checkRule(
      id,
      workload(
        "Deployment",
        `serviceName: a\n${mark("serviceName")}\npodManagementPolicy: Parallel\n${mark("podManagementPolicy")}`,
      ),
    ));
  it.each([
    ["DaemonSet", "apps/v1", "A DaemonSet has no replicas but a Pod on every node"],
    ["Job", "batch/v1", "A Job has no replicas but parallelism"],
    ["CronJob", "batch/v1", "A CronJob has no replicas but the parallelism of its Jobs"],
  ])("replicas in a %s", (kind, apiVersion, what) =>
    checkRule(
      id,
      workload(kind, `replicas: 2\n${mark("replicas", `${id} error: ${what}: ${rejected}. Remove it.`)}`, apiVersion),
    ),
  );
  it("a schedule in a Job", () =>
    checkRule(
      id,
      workload(
        "Job",
        `schedule: "0 3 * * *"\n${mark("schedule", `${id} error: Only a CronJob has a schedule: ${rejected}, and the Job runs once. Make it a CronJob.`)}`,
        "batch/v1",
      ),
    ));
  it("a template beside the jobTemplate of a CronJob", () =>
    checkRule(
      id,
      workload(
        "CronJob",
        `template: {spec: {}}\n${mark("template", `${id} error: The Pod template of a CronJob stands under jobTemplate.spec: ${rejected}. Move it there.`)}`,
        "batch/v1",
      ),
    ));
  it("an item of a List", () =>
    checkRule(
      id,
      "apiVersion: v1\nkind: List\nitems:\n  - apiVersion: apps/v1\n    kind: DaemonSet\n    metadata: {name: a}\n    spec:\n      replicas: 1\n#     ^^^^^^^^ field-of-another-kind\n      selector: {matchLabels: {app: a}}\n      template:\n        metadata: {labels: {app: a}}\n        spec: {containers: [{name: a, image: b}]}\n",
    ));
  it("what a patch brings, on the kind", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "resources: [a.yaml]\npatches: [{path: patch.yaml}]\n",
        "a.yaml": workload("StatefulSet", "serviceName: a").replace(
          "kind: StatefulSet\n",
          `kind: StatefulSet\n#     ^^^^^^^^^^^ ${id}\n`,
        ),
        "patch.yaml":
          "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: a}\nspec: {strategy: {type: RollingUpdate}}\n",
      }),
    ));
});

describe("is silent", () => {
  it("fp-right-fields-of-each-kind", () => {
    checkRule(id, workload("Deployment", "replicas: 1\nstrategy: {type: Recreate}"));
    checkRule(
      id,
      workload(
        "StatefulSet",
        "replicas: 1\nserviceName: a\nupdateStrategy: {type: OnDelete}\nvolumeClaimTemplates: []\nordinals: {start: 1}\npodManagementPolicy: Parallel\npersistentVolumeClaimRetentionPolicy: {whenScaled: Delete}",
      ),
    );
    checkRule(id, workload("DaemonSet", "updateStrategy: {type: OnDelete}"));
    checkRule(id, workload("CronJob", "suspend: true", "batch/v1"));
  });
  it("fp-custom-resource-of-the-same-kind", () => {
    checkRule(id, workload("StatefulSet", "strategy: {type: x}", "apps.kruise.io/v1beta1"));
    checkRule(id, workload("Deployment", "serviceName: a", "example.com/v1"));
  });
  it("fp-patch-that-takes-the-field-out", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "resources: [a.yaml]\npatches: [{path: patch.yaml}]\n",
        "a.yaml": workload("StatefulSet", "strategy: {type: RollingUpdate}"),
        "patch.yaml": "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: a}\nspec: {strategy: null}\n",
      }),
    ));
  it("fp-partial-object", () =>
    checkRule(
      id,
      "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: a}\nspec: {strategy: {type: RollingUpdate}}\n",
    ));
});

describe("Rename strategy to updateStrategy", () => {
  const title = "Rename strategy to updateStrategy";
  const renamed = (kind: string, before: string, after: string, settings: unknown = {}) =>
    checkFix(id, title, workload(kind, before), workload(kind, after), { settings });
  it("keeps comments and what is valid", () =>
    renamed(
      "StatefulSet",
      "strategy: # by hand\n  type: OnDelete # yes",
      "updateStrategy: # by hand\n  type: OnDelete # yes",
    ));
  it("makes Recreate the default of a StatefulSet", () =>
    renamed("StatefulSet", "strategy:\n  type: Recreate", "updateStrategy:\n  type: RollingUpdate"));
  it("drops what a StatefulSet does not read", () =>
    renamed(
      "StatefulSet",
      "strategy:\n  type: RollingUpdate\n  rollingUpdate:\n    maxSurge: 1\n    maxUnavailable: 2\n    partition: 0",
      "updateStrategy:\n  type: RollingUpdate\n  rollingUpdate:\n    partition: 0",
    ));
  it("drops a partition that would stop all updates", () =>
    renamed(
      "StatefulSet",
      "strategy:\n  type: RollingUpdate\n  rollingUpdate:\n    partition: 1",
      "updateStrategy:\n  type: RollingUpdate",
    ));
  it("keeps a partition that leaves Pods to update", () =>
    renamed(
      "StatefulSet",
      "replicas: 2\n  strategy:\n    type: RollingUpdate\n    rollingUpdate:\n      partition: 1".replace(
        /^ {2}/gm,
        "",
      ),
      "replicas: 2\n  updateStrategy:\n    type: RollingUpdate\n    rollingUpdate:\n      partition: 1".replace(
        /^ {2}/gm,
        "",
      ),
    ));
  it("keeps maxUnavailable where the version reads it", () =>
    renamed(
      "StatefulSet",
      "strategy:\n  rollingUpdate:\n    maxSurge: 1\n    maxUnavailable: 2",
      "updateStrategy:\n  rollingUpdate:\n    maxUnavailable: 2",
      { kubernetesVersion: "1.37" },
    ));
  it("drops maxUnavailable 0 in any version", () =>
    renamed(
      "StatefulSet",
      "strategy:\n  type: RollingUpdate\n  rollingUpdate:\n    maxUnavailable: 0",
      "updateStrategy:\n  type: RollingUpdate",
      { kubernetesVersion: "1.37" },
    ));
  it("drops a block beside OnDelete", () =>
    renamed(
      "StatefulSet",
      "strategy:\n  type: OnDelete\n  rollingUpdate:\n    partition: 1",
      "updateStrategy:\n  type: OnDelete",
    ));
  it("writes the default where nothing else is left", () =>
    renamed("StatefulSet", "strategy:\n  rollingUpdate:\n    maxSurge: 1", "updateStrategy:\n  type: RollingUpdate"));
  it("keeps an empty strategy empty", () => renamed("StatefulSet", "strategy: {}", "updateStrategy: {}"));
  it("keeps a surge that a DaemonSet may have", () =>
    renamed(
      "DaemonSet",
      "strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}",
      "updateStrategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}",
    ));
  it("drops the surge where a DaemonSet would have both", () =>
    renamed(
      "DaemonSet",
      "strategy: {rollingUpdate: {maxSurge: 25%, maxUnavailable: 25%}}",
      "updateStrategy: {rollingUpdate: {maxUnavailable: 25%}}",
    ));
  it("drops a surge that has maxUnavailable left at its default", () =>
    renamed("DaemonSet", "strategy:\n  rollingUpdate:\n    maxSurge: 1", "updateStrategy:\n  type: RollingUpdate"));
  it("drops a maxUnavailable that would stop a DaemonSet", () =>
    renamed(
      "DaemonSet",
      "strategy:\n  type: RollingUpdate\n  rollingUpdate:\n    maxUnavailable: 0",
      "updateStrategy:\n  type: RollingUpdate",
    ));
  it("drops the surge of a DaemonSet with ports of the node", () =>
    checkFix(
      id,
      title,
      workload(
        "DaemonSet",
        "strategy:\n  type: RollingUpdate\n  rollingUpdate: {maxSurge: 1, maxUnavailable: 0}",
      ).replace("    containers:", "    hostNetwork: true\n      containers:"),
      workload("DaemonSet", "updateStrategy:\n  type: RollingUpdate").replace(
        "    containers:",
        "    hostNetwork: true\n      containers:",
      ),
    ));
  it("is not offered where both fields are there", () =>
    expect(
      fixTitles(id, workload("StatefulSet", "strategy: {type: OnDelete}\nupdateStrategy: {type: OnDelete}")),
    ).toEqual([]));
  it("is not offered where a patch sets the field", () =>
    expect(
      fixTitles(
        id,
        files({
          "kustomization.yaml": "resources: [a.yaml]\npatches: [{path: patch.yaml}]\n",
          "a.yaml": workload("StatefulSet", "strategy: {type: OnDelete}"),
          "patch.yaml":
            "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: a}\nspec: {strategy: {type: RollingUpdate}}\n",
        }),
      ),
    ).toEqual([]));
});

describe("Rename updateStrategy to strategy", () => {
  const renamed = (before: string, after: string) =>
    checkFix(id, "Rename updateStrategy to strategy", workload("Deployment", before), workload("Deployment", after));
  it("keeps what a Deployment has", () =>
    renamed(
      "updateStrategy:\n  type: RollingUpdate\n  rollingUpdate:\n    maxSurge: 1 # one more\n    maxUnavailable: 0",
      "strategy:\n  type: RollingUpdate\n  rollingUpdate:\n    maxSurge: 1 # one more\n    maxUnavailable: 0",
    ));
  it("drops the partition", () =>
    renamed("updateStrategy:\n  rollingUpdate:\n    partition: 1", "strategy:\n  type: RollingUpdate"));
  it("makes OnDelete the default", () =>
    renamed("updateStrategy:\n  type: OnDelete", "strategy:\n  type: RollingUpdate"));
  it("drops a block beside Recreate", () =>
    renamed("updateStrategy:\n  type: Recreate\n  rollingUpdate: {maxSurge: 1}", "strategy:\n  type: Recreate"));
  it("drops limits that are both 0", () =>
    renamed(
      "updateStrategy:\n  type: RollingUpdate\n  rollingUpdate:\n    maxSurge: 0\n    maxUnavailable: 0%",
      "strategy:\n  type: RollingUpdate",
    ));
});

describe("fields of a StatefulSet", () => {
  it("are taken out", () =>
    checkFix(
      id,
      "Remove 'volumeClaimTemplates'",
      workload("Deployment", "volumeClaimTemplates:\n  - metadata: {name: data}\nminReadySeconds: 1"),
      workload("Deployment", "minReadySeconds: 1"),
    ));
  it("are taken out of the patch that alone brings them", () => {
    const unit = (more: string) =>
      files({
        "kustomization.yaml": "resources: [a.yaml]\npatches: [{path: patch.yaml}]\n",
        "a.yaml": workload("Deployment", "minReadySeconds: 1"),
        "patch.yaml": `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec:\n  paused: false\n${more}`,
      });
    checkFix(id, "Remove 'serviceName'", unit("  serviceName: a\n"), unit(""));
  });
  it.each([
    ["Deployment", "apps/v1"],
    ["ReplicaSet", "apps/v1"],
    ["ReplicationController", "v1"],
    ["Pod", "v1"],
  ])("make a %s a StatefulSet first", (kind, apiVersion) => {
    const fixes = fixesOf(id, workload(kind, "serviceName: a", apiVersion));
    expect(fixes.map(({ title }) => title)).toEqual(["Convert to StatefulSet", "Remove 'serviceName'"]);
    expect(fixes[0]).toEqual({
      title: "Convert to StatefulSet",
      safe: false,
      conversion: { to: "StatefulSet", storage: "auto" },
    });
  });
  it.each([
    ["DaemonSet", "apps/v1"],
    ["Job", "batch/v1"],
    ["CronJob", "batch/v1"],
  ])("of a %s can only go", (kind, apiVersion) =>
    expect(fixTitles(id, workload(kind, "serviceName: a", apiVersion))).toEqual(["Remove 'serviceName'"]),
  );
});

describe("Remove replicas", () => {
  it.each([
    ["DaemonSet", "apps/v1"],
    ["Job", "batch/v1"],
    ["CronJob", "batch/v1"],
  ])("of a %s", (kind, apiVersion) =>
    checkFix(
      id,
      "Remove replicas",
      workload(kind, "replicas: 3\nparallelism: 1", apiVersion),
      workload(kind, "parallelism: 1", apiVersion),
    ),
  );
});

describe("Move template under jobTemplate.spec", () => {
  const cronJob = (spec: string) =>
    `apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: a\nspec:\n  schedule: "0 3 * * *"\n${spec}`;
  const template = (by: number, policy = "OnFailure") =>
    `template:\n  spec:\n    restartPolicy: ${policy}\n    containers: [{name: a, image: b}]\n`
      .trimEnd()
      .replace(/^/gm, " ".repeat(by))
      .concat("\n");

  it("makes the fields on the way, and takes the other fields of the Job along", () =>
    expect(moved(cronJob(`  backoffLimit: 2 # tries\n${template(2)}`))).toBe(
      cronJob(`  jobTemplate:\n    spec:\n      backoffLimit: 2 # tries\n${template(6)}`),
    ));
  it("goes into what is there", () =>
    expect(moved(cronJob(`  jobTemplate:\n    spec:\n      backoffLimit: 2\n${template(2)}`))).toBe(
      cronJob(`  jobTemplate:\n    spec:\n      backoffLimit: 2\n${template(6)}`),
    ));
  it("adds a spec beside metadata", () =>
    expect(moved(cronJob(`  jobTemplate:\n    metadata:\n      labels: {a: b}\n${template(2)}`))).toBe(
      cronJob(`  jobTemplate:\n    metadata:\n      labels: {a: b}\n    spec:\n${template(6)}`),
    ));
  it("is not offered where a template is there already", () =>
    expect(templateFixes(cronJob(`  jobTemplate:\n    spec:\n${template(6)}${template(2)}`))).toEqual([]));
  it("is not offered where the Job would be rejected for its restartPolicy", () =>
    expect(templateFixes(cronJob(template(2, "Always")))).toEqual([]));

  /** Asked of the rule itself: a document without a jobTemplate may also count as a patch. */
  function templateFixes(source: string): Fix[] {
    const { workspace, analysis } = memoryWorkspace([{ path: "a.yaml", text: source }]);
    const document = workspace.file(`${root}/a.yaml`)?.documents[0];
    const own = document?.resource(0);
    const situation = document && analysis.situations(document, 0)[0];
    const found: Fix[] = [];
    if (!own || !situation) throw new Error("no object");
    ruleOf(id).check({
      resource: situation.resource,
      own,
      workload: situation.workload,
      runner: situation.runner,
      lookups: situation.lookups,
      verdict: situation.verdict,
      patches: [],
      origin: (node) => situation.built.origin(node),
      report: (_, __, { fixes = [] } = {}) => found.push(...fixes),
    });
    return found;
  }

  function moved(source: string): string {
    const [fix] = templateFixes(source);
    const [change] = fix && "changes" in fix ? fix.changes() : [];
    const composed = change && "script" in change ? compose(source, change.script) : undefined;
    if (!composed || isRefusal(composed)) throw new Error("no edit");
    return applyEdits(source, composed.edits);
  }
});
