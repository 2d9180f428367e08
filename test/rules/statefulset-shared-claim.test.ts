// The rule statefulset-shared-claim: its conditions, its traps and its fix.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { autoscaler, claim, deployment, documents, files, storageClass, volume } from "./deployment-rwo-claim";
import { named, onClaim, onNodes, statefulSet } from "./storage-manifests";

const id = "statefulset-shared-claim";
const warning = onClaim(`${id} warning`);
const information = onClaim(`${id} information`);
const hint = onClaim(`${id} hint`);
const two = "replicas: 2";

describe("reports", () => {
  it("says what is here, what will happen and what to do", () =>
    checkRule(
      id,
      documents(
        statefulSet({
          spec: two,
          claimSource: onClaim(
            `${id} warning: 2 Pods share the ReadWriteOnce claim "data": those on a second node wait for ever. Use a claim template or ReadWriteMany.`,
          ),
        }),
        claim(),
      ),
    ));
  it("with the replicas of an autoscaler", () =>
    checkRule(
      id,
      documents(
        statefulSet({
          claimSource: onClaim(
            `${id} warning: Up to 4 Pods share the ReadWriteOnce claim "data": those on a second node wait for ever. Use a claim template or ReadWriteMany.`,
          ),
        }),
        claim(),
        autoscaler(4, 1, "StatefulSet"),
      ),
    ));
  it("where all only read: the modes of the volume decide", () =>
    checkRule(id, documents(statefulSet({ spec: two, mount: "readOnly: true", claimSource: warning }), claim())));
  it("a claim that many nodes mount, as information", () =>
    checkRule(
      id,
      documents(
        statefulSet({
          spec: two,
          claimSource: onClaim(
            `${id} information: 2 Pods share claim "data": all of them write to one file system. Use a claim template where each needs its own data.`,
          ),
        }),
        claim("ReadWriteMany"),
      ),
    ));
  it("a file system that nobody attaches, as information", () =>
    checkRule(
      id,
      documents(
        statefulSet({ spec: two, claimSource: information }),
        claim("ReadWriteOnce", "storageClassName: shared"),
        storageClass("shared", "efs.csi.aws.com"),
      ),
    ));
  it("an unknown claim, as a hint", () =>
    checkRule(
      id,
      statefulSet({
        spec: two,
        claimSource: onClaim(
          `${id} hint: 2 Pods share claim "data": if it is ReadWriteOnce, those on a second node wait for ever. Check its access mode.`,
        ),
      }),
    ));
  it("claims that differ, as a hint", () =>
    checkRule(
      id,
      files({
        "db.yaml": statefulSet({ spec: two, claimSource: hint }),
        "a.yaml": claim(),
        "b.yaml": claim("ReadWriteMany"),
      }),
    ));
  it("Pods that are kept on one node, as a hint", () => {
    checkRule(
      id,
      documents(
        statefulSet({
          spec: two,
          pod: "nodeName: a",
          claimSource: onClaim(
            `${id} hint: 2 Pods, all on one node, write to one directory: claim "data". Make sure that the software can share it.`,
          ),
        }),
        claim(),
      ),
    );
    const local = claim("ReadWriteOnce", "storageClassName: local-path");
    checkRule(id, documents(statefulSet({ spec: two, claimSource: hint }), local));
    checkRule(id, onNodes(1, documents(statefulSet({ spec: two, claimSource: hint }), claim())));
  });
  it("a number that a variable may change, as a hint", () =>
    checkRule(
      id,
      documents(
        statefulSet({
          spec: "replicas: ${n:=2}",
          claimSource: onClaim(
            `${id} hint: Unless the variable says otherwise: 2 Pods share the ReadWriteOnce claim "data": those on a second node wait for ever.`,
          ),
        }),
        claim(),
      ),
    ));
  it("rests on the claim and the replicas", () => {
    expect(relatedOf(id, documents(statefulSet({ spec: two }), claim()))).toEqual([
      'PersistentVolumeClaim "data" is ReadWriteOnce',
      'replicas of StatefulSet "db"',
    ]);
    expect(relatedOf(id, documents(statefulSet(), claim(), autoscaler(4, 1, "StatefulSet")))).toEqual([
      'PersistentVolumeClaim "data" is ReadWriteOnce',
      'HorizontalPodAutoscaler "db" scales it from 1 to 4',
    ]);
  });
});

describe("is silent", () => {
  it.each(["replicas: 0", "replicas: 1", "", "replicas: ${n}"])("fp-one-pod: %s", (spec) =>
    checkRule(id, documents(statefulSet({ spec }), claim())),
  );
  it("fp-deployment-is-another-rule", () => checkRule(id, documents(deployment({ spec: two }), claim())));
  it("fp-rwop-is-another-rule", () => checkRule(id, documents(statefulSet({ spec: two }), claim("ReadWriteOncePod"))));
  it("fp-readers-of-shared-files", () => {
    const reading = statefulSet({ spec: two, mount: "readOnly: true" });
    for (const modes of ["ReadWriteMany", "ReadOnlyMany"]) checkRule(id, documents(reading, claim(modes)));
    checkRule(id, reading);
    checkRule(id, onNodes(1, documents(reading, claim())));
  });
  it("fp-directory-on-every-node", () =>
    checkRule(
      id,
      documents(
        statefulSet({ spec: two }),
        claim("ReadWriteOnce", "volumeName: disk"),
        volume("hostPath: {path: /srv}"),
      ),
    ));
  it("fp-claim-template-takes-the-place", () =>
    checkRule(
      id,
      documents(
        `${statefulSet({ spec: two })}  volumeClaimTemplates:\n    - metadata: {name: store}\n      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}\n`,
        claim(),
      ),
    ));
  it("fp-unknown-claim-while-reading", () => checkRule(id, statefulSet({ spec: two }), { ready: false }));
  it("fp-neither-the-number-nor-the-claim-is-known", () => checkRule(id, statefulSet({ spec: "replicas: ${n:=2}" })));
  it("fp-not-mounted", () =>
    checkRule(
      id,
      documents(
        statefulSet({ spec: two }).replace("- name: store\n              mount", "- name: x\n              mount"),
        claim(),
      ),
    ));
});

describe("Move claim 'x' to a volume claim template (recreates the object)", () => {
  const title = "Move claim 'data' to a volume claim template (recreates the object)";
  const without = statefulSet({ spec: two }).replace(/ {6}volumes:[\s\S]*$/, "");
  it("in the claim's own words", () => {
    const own = claim("ReadWriteOnce", "storageClassName: 'fast' # paid");
    checkFix(
      id,
      title,
      documents(statefulSet({ spec: two }), own),
      documents(
        `${without}  volumeClaimTemplates:\n    - metadata:\n        name: store\n      spec:\n        accessModes: [ReadWriteOnce]\n        resources: {requests: {storage: 1Gi}}\n        storageClassName: 'fast' # paid\n`,
        own,
      ),
    );
  });
  it("with placeholders where the claim is not there", () =>
    checkFix(
      id,
      title,
      statefulSet({ spec: two }),
      `${without}  volumeClaimTemplates:\n    - metadata:\n        name: store\n      spec:\n        accessModes: [ReadWriteOnce]\n        resources:\n          requests:\n            storage: 1Gi\n`,
    ));
  it("behind the templates that are there", () => {
    const log =
      "  volumeClaimTemplates:\n    - metadata: {name: log}\n      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}\n";
    const mounted = (text: string) =>
      text.replace(
        "          volumeMounts:\n",
        "          volumeMounts:\n            - {name: log, mountPath: /log}\n",
      );
    checkFix(
      id,
      title,
      documents(mounted(statefulSet({ spec: two }) + log), claim()),
      documents(
        `${mounted(without)}${log}    - metadata:\n        name: store\n      spec:\n        accessModes: [ReadWriteOnce]\n        resources: {requests: {storage: 1Gi}}\n`,
        claim(),
      ),
    );
  });
  it.each([
    ["the claim is bound by hand", claim("ReadWriteOnce", "volumeName: disk")],
    ["it is filled from a source", claim("ReadWriteOnce", "dataSource: {kind: VolumeSnapshot, name: a}")],
    ["it selects volumes", claim("ReadWriteOnce", "selector: {matchLabels: {a: b}}")],
    ["no volume is made for it", claim("ReadWriteOnce", 'storageClassName: ""')],
    ["a volume is kept for it", documents(claim(), volume("claimRef: {name: data}\niscsi: {}"))],
    ["another one mounts it", documents(claim(), named("web"))],
    ["many nodes mount it", claim("ReadWriteMany")],
  ])("is not offered where %s", (_, more) =>
    expect(fixTitles(id, documents(statefulSet({ spec: two }), more)).filter((found) => found === title)).toEqual([]),
  );
  it("is not offered where no Pod writes, two volumes name it, or a patch brought it", () => {
    expect(fixTitles(id, documents(statefulSet({ spec: two, mount: "readOnly: true" }), claim()))).toEqual([]);
    const twice = `${statefulSet({ spec: two })}        - name: again\n          persistentVolumeClaim: {claimName: data}\n`;
    expect(fixTitles(id, documents(twice, claim()))).toEqual([]);
    const patched = files({
      "kustomization.yaml": "resources: [db.yaml, claim.yaml]\npatches: [{path: patch.yaml}]\n",
      "db.yaml": statefulSet({ spec: two }),
      "claim.yaml": claim(),
      "patch.yaml":
        "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec: {template: {spec: {volumes: [{name: store, persistentVolumeClaim: {claimName: data}}]}}}\n",
    });
    expect(fixTitles(id, patched)).toEqual([]);
  });
  it("is not offered where two claims of that name agree in their modes only", () => {
    const larger = claim().replace("1Gi", "5Gi");
    const both = files({ "db.yaml": statefulSet({ spec: two }), "a.yaml": claim(), "b.yaml": larger });
    expect(fixTitles(id, both)).toEqual([]);
  });
  it("is not offered where a build changes the claim", () =>
    expect(
      fixTitles(
        id,
        files({
          "kustomization.yaml": "resources: [db.yaml, claim.yaml]\npatches: [{path: patch.yaml}]\n",
          "db.yaml": statefulSet({ spec: two }),
          "claim.yaml": claim(),
          "patch.yaml":
            "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data}\nspec: {resources: {requests: {storage: 5Gi}}}\n",
        }),
      ),
    ).toEqual([]));
});
