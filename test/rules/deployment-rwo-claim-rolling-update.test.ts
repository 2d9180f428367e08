// The rule deployment-rwo-claim-rolling-update: its conditions, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixesOf, fixTitles, relatedOf } from "../support/check-rule";
import { autoscaler, claim, deployment, documents, files, volume } from "./deployment-rwo-claim";

const id = "deployment-rwo-claim-rolling-update";
const warning = `${id} warning`;
const information = `${id} information`;
const hint = `${id} hint`;
const fix = "Set the strategy to Recreate";
const volumePerPod = "Convert to StatefulSet with a new volume per Pod";
const keeping = "Convert to StatefulSet keeping claim 'data'";
const surge = "Set maxSurge to 0 and maxUnavailable to 1";

const rolling = (surge: string, unavailable: string) =>
  `strategy:\n  rollingUpdate:\n    maxSurge: ${surge}\n    maxUnavailable: ${unavailable}`;

describe("warns", () => {
  it("says what is here, what will happen and what to do", () =>
    checkRule(
      id,
      documents(
        deployment({
          marker: `${id} warning: A rolling update may hang: on another node the new Pod waits for claim "data", on the same node both write to it. Set the strategy to Recreate.`,
        }),
        claim(),
      ),
    ));
  it("on the type where one is written", () =>
    checkRule(
      id,
      documents(deployment({ spec: `strategy:\n  type: RollingUpdate\n#       ^^^^^^^^^^^^^ ${warning}` }), claim()),
    ));
  it("of a claim in another file of the directory", () =>
    checkRule(id, files({ "k8s/db.yaml": deployment({ marker: warning }), "k8s/claims.yaml": claim() })));
  it("of ReadWriteOncePod", () => checkRule(id, documents(deployment({ marker: warning }), claim("ReadWriteOncePod"))));
  it("of ReadWriteOncePod on one node too", () =>
    checkRule(
      id,
      files({
        ".rightkind.yaml": "cluster: {nodes: 1}\n",
        "db.yaml": deployment({ marker: warning }),
        "claim.yaml": claim("ReadWriteOncePod"),
      }),
    ));
  it("where percentages round to nothing unavailable", () =>
    checkRule(id, documents(deployment({ spec: rolling("10%", "99%"), marker: warning }), claim())));
  it("where an autoscaler keeps it at one", () =>
    checkRule(id, documents(deployment({ marker: warning }), claim(), autoscaler(1))));
  it("of each episode by its own claim", () =>
    checkRule(
      id,
      files({
        "episode-1/db.yaml": deployment({ marker: warning }),
        "episode-1/claim.yaml": claim(),
        "episode-2/db.yaml": deployment(),
        "episode-2/claim.yaml": claim("ReadWriteMany"),
      }),
    ));
});

describe("informs", () => {
  it("of a brief overlap where one may be missing", () =>
    checkRule(id, documents(deployment({ spec: rolling("1", "1"), marker: information }), claim())));
  it("of a claim for one Pod, for which the new one waits as long", () =>
    checkRule(
      id,
      documents(
        deployment({
          spec: rolling("1", "1"),
          marker: `${information}: During an update two Pods want claim "data" for a short time. Set the strategy to Recreate to stop the old one first.`,
        }),
        claim("ReadWriteOncePod"),
      ),
    ));
  it("of one node, where a lock stops the rollout", () =>
    checkRule(
      id,
      files({
        ".rightkind.yaml": "cluster: {nodes: 1}\n",
        "db.yaml": deployment({ marker: information }),
        "claim.yaml": claim(),
      }),
    ));
});

describe("hints", () => {
  it("where the claim is not in the workspace", () =>
    checkRule(
      id,
      deployment({
        marker: `${id} hint: If claim "data" is ReadWriteOnce, a rolling update may hang: the old Pod keeps the volume. Set the strategy to Recreate.`,
      }),
    ));
  it("where two claims of that name differ", () =>
    checkRule(
      id,
      files({ "db.yaml": deployment({ marker: hint }), "a.yaml": claim(), "b.yaml": claim("ReadWriteMany") }),
    ));
});

describe("warns of mounts that only read", () => {
  it("since the modes of the volume decide", () =>
    checkRule(
      id,
      documents(
        deployment({
          mount: "readOnly: true",
          marker: `${id} warning: A rolling update may hang: on another node the new Pod waits for claim "data". Set the strategy to Recreate.`,
        }),
        claim(),
      ),
    ));
});

describe("informs where both Pods meet on one node", () => {
  it("fp-local-path", () =>
    checkRule(
      id,
      documents(
        deployment({
          marker: `${id} information: During an update the old and the new Pod both have claim "data": a lock stops the rollout, or both write. Set the strategy to Recreate.`,
        }),
        claim("ReadWriteOnce", "storageClassName: local-path"),
      ),
    ));
  it("but warns of a claim for one Pod", () =>
    checkRule(
      id,
      documents(deployment({ marker: `${id} warning` }), claim("ReadWriteOncePod", "storageClassName: local-path")),
    ));
});

describe("is silent", () => {
  it("fp-recreate", () => checkRule(id, documents(deployment({ spec: "strategy: {type: Recreate}" }), claim())));
  it("fp-surge-zero-is-another-rule", () => checkRule(id, documents(deployment({ spec: rolling("0", "1") }), claim())));
  it("fp-rwx-uploads", () => checkRule(id, documents(deployment(), claim("ReadWriteMany"))));
  it("fp-rox", () => checkRule(id, documents(deployment(), claim("ReadOnlyMany"))));
  it("fp-read-only-on-one-node", () =>
    checkRule(id, documents(deployment({ pod: "nodeName: node-1", mount: "readOnly: true" }), claim())));
  it("fp-each-node-has-its-own-directory", () =>
    checkRule(
      id,
      documents(deployment(), claim("ReadWriteOnce", "volumeName: disk"), volume("hostPath: {path: /srv}")),
    ));
  it("fp-several-replicas-is-another-rule", () =>
    checkRule(id, documents(deployment({ spec: "replicas: 2" }), claim())));
  it("fp-scaled-is-another-rule", () => checkRule(id, documents(deployment(), claim(), autoscaler(3))));
  it("fp-zero-replicas", () => checkRule(id, documents(deployment({ spec: "replicas: 0" }), claim())));
  it("fp-unknown-strategy", () => checkRule(id, documents(deployment({ spec: "strategy: {type: Other}" }), claim())));
  it("fp-nfs-class", () =>
    checkRule(
      id,
      files({
        ".rightkind.yaml": "storageClasses:\n  nfs-client: {enforcesReadWriteOnce: false}\n",
        "db.yaml": deployment(),
        "claim.yaml": claim("ReadWriteOnce", "storageClassName: nfs-client"),
      }),
    ));
  it("fp-unknown-claim-without-stall", () => checkRule(id, deployment({ spec: rolling("1", "1") })));
  it("fp-unknown-claim-while-reading", () => checkRule(id, deployment(), { ready: false }));
  it("fp-recreate-set-by-an-overlay", () =>
    checkRule(
      id,
      files({
        "base/kustomization.yaml": "resources: [db.yaml, claim.yaml]\n",
        "base/db.yaml": deployment(),
        "base/claim.yaml": claim(),
        "prod/kustomization.yaml": "resources: [../base]\npatches:\n  - path: recreate.yaml\n",
        "prod/recreate.yaml":
          "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: db\nspec:\n  strategy:\n    type: Recreate\n    rollingUpdate: null\n",
      }),
    ));
});

describe("judges each build by itself", () => {
  it("and names the one that is at fault", () =>
    checkRule(
      id,
      files({
        "base/kustomization.yaml": "resources: [db.yaml, claim.yaml]\n",
        "base/db.yaml": deployment({
          marker: `${id} warning: In dev: A rolling update may hang: on another node the new Pod waits for claim "data", on the same node both write to it. Set the strategy to Recreate.`,
        }),
        "base/claim.yaml": claim(),
        "dev/kustomization.yaml": "resources: [../base]\n",
        "prod/kustomization.yaml": "resources: [../base]\npatches:\n  - path: recreate.yaml\n",
        "prod/recreate.yaml":
          "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: db\nspec:\n  strategy:\n    type: Recreate\n    rollingUpdate: null\n",
      }),
    ));
});

describe("rests on", () => {
  it("the claim", () =>
    expect(relatedOf(id, documents(deployment(), claim()))).toEqual(['PersistentVolumeClaim "data" is ReadWriteOnce']));
});

describe(fix, () => {
  const fixed = (before: string, after: string) =>
    checkFix(
      id,
      fix,
      documents(deployment({ spec: before }), claim()),
      documents(deployment({ spec: after }), claim()),
    );
  it("replaces the type and keeps its comment", () =>
    fixed("strategy:\n  type: RollingUpdate # as always", "strategy:\n  type: Recreate # as always"));
  it("takes out rollingUpdate", () =>
    fixed(
      "strategy:\n  type: RollingUpdate\n  rollingUpdate:\n    maxSurge: 1\n    maxUnavailable: 0\nminReadySeconds: 5",
      "strategy:\n  type: Recreate\nminReadySeconds: 5",
    ));
  it("adds a type to a strategy without one", () =>
    fixed("strategy:\n  rollingUpdate:\n    maxSurge: 1", "strategy:\n  type: Recreate"));
  it("fills an empty strategy", () => fixed("strategy: {}", "strategy:\n  type: Recreate"));
  it("changes the patch where a kustomization sets the strategy", () => {
    const patch = (strategy: string) =>
      `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: db\nspec:\n  strategy:\n${strategy}`;
    const unit = (strategy: string) =>
      files({
        "kustomization.yaml": "resources: [db.yaml, claim.yaml]\npatches:\n  - path: patch.yaml\n",
        "db.yaml": deployment({ spec: "strategy:\n  type: Recreate" }),
        "claim.yaml": claim(),
        "patch.yaml": patch(strategy),
      });
    checkFix(
      id,
      fix,
      unit("    type: RollingUpdate\n    rollingUpdate:\n      maxSurge: 1\n"),
      unit("    type: Recreate\n    rollingUpdate: null\n"),
    );
  });
  it("is not offered where the patch stands inside the kustomization", () =>
    expect(
      fixTitles(
        id,
        files({
          "kustomization.yaml":
            "resources: [db.yaml, claim.yaml]\npatches:\n  - target: {kind: Deployment, name: db}\n    patch: |\n      - op: add\n        path: /spec/strategy\n        value: {type: RollingUpdate}\n",
          "db.yaml": deployment(),
          "claim.yaml": claim(),
        }),
      ),
    ).toEqual([volumePerPod, keeping]));
});

describe("offers", () => {
  const titles = (spec: string, ...others: readonly string[]) =>
    fixTitles(id, documents(deployment({ spec }), ...others));
  it("all four where the rollout hangs, maxSurge last", () =>
    expect(titles("", claim())).toEqual([fix, volumePerPod, keeping, surge]));
  it("all four where the claim is not known", () => expect(titles("")).toEqual([fix, volumePerPod, keeping, surge]));
  it("Recreate and keeping the claim where two Pods only meet", () =>
    expect(titles(rolling("1", "1"), claim())).toEqual([fix, keeping]));
  it("conversions that say what is to become of the claim", () =>
    expect(fixesOf(id, documents(deployment(), claim())).filter((offered) => "conversion" in offered)).toEqual([
      { title: volumePerPod, safe: false, conversion: { to: "StatefulSet", storage: "templates" } },
      { title: keeping, safe: false, conversion: { to: "StatefulSet", storage: "keep" } },
    ]));
});

describe(surge, () => {
  const fixed = (before: string, after: string) =>
    checkFix(
      id,
      surge,
      documents(deployment({ spec: before }), claim()),
      documents(deployment({ spec: after }), claim()),
    );
  const limits = "  rollingUpdate:\n    maxSurge: 0\n    maxUnavailable: 1";
  it("writes a strategy before the template", () =>
    checkFix(
      id,
      surge,
      documents(deployment(), claim()),
      documents(deployment(), claim()).replace(
        "  template:\n",
        `  strategy:\n    type: RollingUpdate\n${limits.replace(/^/gm, "  ")}\n  template:\n`,
      ),
    ));
  it("adds the block", () => fixed("strategy:\n  type: RollingUpdate", `strategy:\n  type: RollingUpdate\n${limits}`));
  it("fills an empty strategy and an empty block", () => {
    fixed("strategy: {}", `strategy:\n${limits}`);
    fixed("strategy:", `strategy:\n  type: RollingUpdate\n${limits}`);
    fixed("strategy:\n  rollingUpdate:", `strategy:\n${limits}`);
  });
  it("replaces the limits and keeps their comments", () =>
    fixed(
      "strategy:\n  rollingUpdate:\n    maxSurge: 25% # more\n    maxUnavailable: 0 # none",
      "strategy:\n  rollingUpdate:\n    maxSurge: 0 # more\n    maxUnavailable: 1 # none",
    ));
  it("adds the limit that is missing", () => {
    fixed("strategy:\n  rollingUpdate:\n    maxSurge: 1", `strategy:\n${limits}`);
    fixed("strategy:\n  rollingUpdate:\n    maxUnavailable: 0", `strategy:\n${limits}`);
  });
  it("in the patch that sets the strategy", () => {
    const unit = (strategy: string) =>
      files({
        "kustomization.yaml": "resources: [db.yaml, claim.yaml]\npatches:\n  - path: patch.yaml\n",
        "db.yaml": deployment({ spec: "strategy:\n  rollingUpdate:\n    maxUnavailable: 0" }),
        "claim.yaml": claim(),
        "patch.yaml": `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: db\nspec:\n  strategy:\n${strategy}`,
      });
    checkFix(
      id,
      surge,
      unit("    rollingUpdate:\n      maxSurge: 1\n"),
      unit("    rollingUpdate:\n      maxSurge: 0\n      maxUnavailable: 1\n"),
    );
  });
});
