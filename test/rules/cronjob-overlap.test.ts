// The rule cronjob-overlap: its conditions, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { claim, documents, files, storageClass, volume } from "./deployment-rwo-claim";
import { container, cronJob, marked } from "./job-manifests";

const id = "cronjob-overlap";
const nightly = '"0 3 * * *"';

interface Mounting {
  readonly cron?: string;
  readonly pod?: string;
  readonly spec?: string;
  readonly mount?: string;
}

/** A CronJob that mounts the claim `data`. @param label of the finding on its schedule */
function mounting(
  label: string,
  { cron = "", pod = "restartPolicy: Never", spec = "", mount = "" }: Mounting = {},
): string {
  return cronJob({
    cron: `${label ? marked(`schedule: ${nightly}`, nightly, label) : `schedule: ${nightly}`}${cron && `\n${cron}`}`,
    pod,
    spec,
    containers: container(
      "app",
      "registry.example/app:1",
      "volumeMounts:",
      "  - name: store",
      "    mountPath: /store",
      ...(mount ? [`    ${mount}`] : []),
    ),
    more: "volumes:\n  - name: store\n    persistentVolumeClaim: {claimName: data}",
  });
}

function scheduled(
  schedule: string,
  label: string,
  more: { readonly spec?: string; readonly pod?: string } = {},
): string {
  return cronJob({ cron: label ? marked(`schedule: ${schedule}`, schedule, label) : `schedule: ${schedule}`, ...more });
}

function configured(configuration: string, ...texts: readonly string[]): string {
  return files({ ".rightkind.yaml": `${configuration}\n`, "manifest.yaml": documents(...texts) });
}

const waits = `Runs may overlap: on another node the next one waits for the ReadWriteOnce claim "data" of the last. Set concurrencyPolicy to Forbid.`;
const shared = `Runs may overlap, and then both write to claim "data". Set concurrencyPolicy to Forbid, unless the program can share it.`;
const often =
  "It runs every 5 minutes or oftener, and nothing ends a run that hangs: runs pile up. Set concurrencyPolicy to Forbid.";
const plain =
  "Runs may overlap: the next starts while the last one is still at work. Set concurrencyPolicy to Forbid, unless that is meant.";

describe("warns", () => {
  it("of a ReadWriteOnce claim", () => {
    const source = documents(mounting(`${id} warning: ${waits}`), claim());
    checkRule(id, source);
    expect(relatedOf(id, source)).toEqual(['PersistentVolumeClaim "data" is ReadWriteOnce']);
  });
  it("of a ReadWriteOncePod claim, wherever the Pods are", () => {
    const message = `Runs may overlap: the next one's Pod cannot start while the last has the ReadWriteOncePod claim "data". Set concurrencyPolicy to Forbid.`;
    checkRule(id, documents(mounting(`${id} warning: ${message}`), claim("ReadWriteOncePod")));
    checkRule(
      id,
      documents(mounting(`${id} warning`, { pod: "restartPolicy: Never\nnodeName: one" }), claim("ReadWriteOncePod")),
    );
    checkRule(id, configured("cluster: {nodes: 1}", mounting(`${id} warning`), claim("ReadWriteOncePod")));
  });
  it("of one that is only read: the attachment counts", () =>
    checkRule(id, documents(mounting(`${id} warning`, { mount: "readOnly: true" }), claim())));
  it("of a hostPath volume, which is another directory on each node", () => {
    const message = `Runs may overlap on two nodes, each with a directory of its own: claim "data" is a hostPath volume. Set concurrencyPolicy to Forbid.`;
    checkRule(
      id,
      documents(
        mounting(`${id} warning: ${message}`),
        claim("ReadWriteOnce", "volumeName: disk"),
        volume("hostPath: {path: /data}"),
      ),
    );
  });
  it("at Allow, where that is written", () =>
    checkRule(
      id,
      documents(
        mounting("", { cron: marked("concurrencyPolicy: Allow", "Allow", `${id} warning: ${waits}`) }),
        claim(),
      ),
    ));
  it("of the worst of several claims", () =>
    checkRule(
      id,
      documents(
        mounting(`${id} warning: ${waits}`)
          .replace("name: store\n            persistent", "name: other\n            persistent")
          .replace("volumes:\n", "volumes:\n            - {name: store, persistentVolumeClaim: {claimName: many}}\n")
          .replace(
            "- name: store\n                  mountPath",
            "- {name: other, mountPath: /other}\n                - name: store\n                  mountPath",
          ),
        claim(),
        claim("ReadWriteMany").replace("name: data", "name: many"),
      ),
    ));
});

describe("informs", () => {
  const label = `${id} information: ${shared}`;
  it("of a claim that both can mount", () => checkRule(id, documents(mounting(label), claim("ReadWriteMany"))));
  it("where the configuration knows that the class does not hold to ReadWriteOnce", () =>
    checkRule(
      id,
      configured(
        "storageClasses: {nfs: {enforcesReadWriteOnce: false}}",
        mounting(label),
        claim("ReadWriteOnce", "storageClassName: nfs"),
      ),
    ));
  it("on one node, where both Pods get the volume", () => {
    checkRule(id, configured("cluster: {nodes: 1}", mounting(label), claim()));
    checkRule(id, documents(mounting(label, { pod: "restartPolicy: Never\nnodeName: one" }), claim()));
    checkRule(
      id,
      documents(
        mounting(label),
        claim("ReadWriteOnce", "storageClassName: here"),
        storageClass("here", "rancher.io/local-path"),
      ),
    );
  });
  it("of runs every five minutes that nothing ends", () => {
    checkRule(id, scheduled('"*/5 * * * *"', `${id} information: ${often}`));
    checkRule(id, scheduled('"@every 5m"', `${id} information: ${often}`));
  });
  it("and not of six minutes, or of those that end", () => {
    checkRule(id, scheduled('"*/6 * * * *"', `${id} hint: ${plain}`));
    checkRule(id, scheduled('"*/5 * * * *"', `${id} hint: ${plain}`, { spec: "activeDeadlineSeconds: 60" }));
    checkRule(id, scheduled('"*/5 * * * *"', `${id} hint`, { pod: "restartPolicy: Never\nactiveDeadlineSeconds: 60" }));
  });
});

describe("hints", () => {
  const label = `${id} hint: ${plain}`;
  it("at the schedule", () => checkRule(id, scheduled(nightly, label)));
  it("at Allow", () =>
    checkRule(id, cronJob({ cron: `schedule: ${nightly}\n${marked("concurrencyPolicy: Allow", "Allow", label)}` })));
  it("for null, which is Allow", () =>
    checkRule(id, cronJob({ cron: `${marked(`schedule: ${nightly}`, nightly, label)}\nconcurrencyPolicy:` })));
  it("where nothing is known of the claim", () => checkRule(id, mounting(label)));
  it("where the claim is not mounted, or many only read it", () => {
    checkRule(id, documents(mounting(label, { mount: "readOnly: true" }), claim("ReadWriteMany")));
    checkRule(
      id,
      documents(
        mounting(label).replace("name: store\n                  mount", "name: x\n                  mount"),
        claim(),
      ),
    );
  });
  it("where the schedule is a variable", () => checkRule(id, scheduled('"${SCHEDULE}"', label)));
  it("at the kind, where there is no schedule", () => checkRule(id, cronJob({ cron: "suspend: false", marker: id })));
});

describe("is silent", () => {
  it.each(["Forbid", "Replace", "${POLICY}", "Never"])("fp-%s", (policy) =>
    checkRule(id, documents(mounting("", { cron: `concurrencyPolicy: ${policy}` }), claim())),
  );
  it("fp-suspended: its runs are started by hand", () => {
    checkRule(id, documents(mounting("", { cron: "suspend: true" }), claim()));
    checkRule(id, documents(mounting("", { cron: "suspend: ${SUSPENDED}" }), claim()));
  });
  it("not of one that is not suspended", () =>
    checkRule(id, documents(mounting(`${id} warning`, { cron: "suspend: false" }), claim())));
  it("fp-policy-from-an-overlay", () =>
    checkRule(
      id,
      files({
        "base/kustomization.yaml": "resources: [cron.yaml]\n",
        "base/cron.yaml": documents(mounting(""), claim()),
        "kustomization.yaml": "resources: [base]\npatches: [{path: patch.yaml}]\n",
        "patch.yaml":
          "apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: work}\nspec: {concurrencyPolicy: Forbid}\n",
      }),
    ));
});

describe("fixes", () => {
  it.each(["Forbid", "Replace"])("add %s", (policy) =>
    checkFix(
      id,
      `Set concurrencyPolicy to ${policy}`,
      documents(mounting(""), claim()),
      documents(mounting("", { cron: `concurrencyPolicy: ${policy}` }), claim()),
    ),
  );
  it("change Allow", () =>
    checkFix(
      id,
      "Set concurrencyPolicy to Forbid",
      cronJob({ cron: `schedule: ${nightly}\nconcurrencyPolicy: "Allow" # for now` }),
      cronJob({ cron: `schedule: ${nightly}\nconcurrencyPolicy: "Forbid" # for now` }),
    ));
  it("change the patch that says Allow", () => {
    const unit = (policy: string) =>
      files({
        "kustomization.yaml": "resources: [cron.yaml]\npatches: [{path: patch.yaml}]\n",
        "cron.yaml": cronJob({ cron: `schedule: ${nightly}\nconcurrencyPolicy: Forbid` }),
        "patch.yaml": `apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: work}\nspec: {concurrencyPolicy: ${policy}}\n`,
      });
    checkFix(id, "Set concurrencyPolicy to Forbid", unit("Allow"), unit("Forbid"));
  });
  it("stand in the order of the menu", () =>
    expect(fixTitles(id, cronJob())).toEqual(["Set concurrencyPolicy to Forbid", "Set concurrencyPolicy to Replace"]));
});
