// The rule daemonset-claim: its conditions, its traps and its fix.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { claim, deployment, documents, files, storageClass, type Variation, volume } from "./deployment-rwo-claim";
import { onClaim, onNodes } from "./storage-manifests";

const id = "daemonset-claim";
const agent = (variation: Variation = {}) => deployment({ kind: "DaemonSet", ...variation });
const local = claim("ReadWriteOnce", "storageClassName: local-path");

/** Each condition: severity and message, the claim, lines of the Pod, number of nodes. */
const rows: readonly (readonly [string, string, string | undefined, number | undefined])[] = [
  [
    'error: Claim "data" is ReadWriteOncePod: one Pod has it, those of all other nodes stay Pending. Give each Pod its own volume.',
    claim("ReadWriteOncePod"),
    undefined,
    2,
  ],
  [
    'warning: Claim "data" is ReadWriteOncePod: one Pod has it, those of all other nodes stay Pending. Give each Pod its own volume.',
    claim("ReadWriteOncePod"),
    undefined,
    undefined,
  ],
  [
    'warning: Claim "data" is ReadWriteOnce: the Pods of all but one node wait for ever. Give each Pod its own volume, or use ReadWriteMany.',
    claim(),
    undefined,
    undefined,
  ],
  [
    'warning: Claim "data" is ReadWriteOnce: the Pods of all but one node wait for ever. Give each Pod its own volume, or use ReadWriteMany.',
    claim(),
    undefined,
    3,
  ],
  [
    'warning: Claim "data" lies on one node: the Pods of all other nodes stay Pending. Give each Pod its own volume, or use ReadWriteMany.',
    local,
    undefined,
    undefined,
  ],
  [
    'information: Claim "data" is ReadWriteOnce: the DaemonSet works because its Pods are kept on one node. A Deployment would say so plainly.',
    claim(),
    "nodeName: a",
    undefined,
  ],
  [
    'information: Claim "data" is ReadWriteOnce: the DaemonSet works because its Pods are kept on one node. A Deployment would say so plainly.',
    local,
    "nodeSelector: {kubernetes.io/hostname: a}",
    3,
  ],
  [
    'information: Claim "data" is ReadWriteOncePod: the DaemonSet works because its Pods are kept on one node. A Deployment would say so plainly.',
    claim("ReadWriteOncePod"),
    "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [a]}]}]}}}",
    3,
  ],
  [
    'hint: Claim "data" is ReadWriteOnce: that works on one node, on a second one the Pod would wait. Give each Pod its own volume.',
    claim(),
    undefined,
    1,
  ],
  [
    'hint: Claim "data" is ReadWriteOncePod: that works on one node, on a second one the Pod would wait. Give each Pod its own volume.',
    claim("ReadWriteOncePod"),
    undefined,
    1,
  ],
];

describe("reports", () => {
  it.each(rows)("%s", (label, written, pod, count) => {
    const marked = agent({ claimSource: onClaim(`${id} ${label}`), ...(pod === undefined ? {} : { pod }) });
    const all = documents(marked, written);
    checkRule(id, count === undefined ? all : onNodes(count, all));
  });
  it("an unknown claim, as a hint", () =>
    checkRule(
      id,
      agent({
        mount: "readOnly: true",
        claimSource: onClaim(
          `${id} hint: If claim "data" is ReadWriteOnce, the Pods of one node have it, those of all others wait for ever. Check its access mode.`,
        ),
      }),
    ));
  it("claims that differ, as a hint", () =>
    checkRule(
      id,
      files({
        "db.yaml": agent({ claimSource: onClaim(`${id} hint`) }),
        "a.yaml": claim(),
        "b.yaml": claim("ReadWriteMany"),
      }),
    ));
  it("two host names are two nodes", () =>
    checkRule(
      id,
      documents(
        agent({
          claimSource: onClaim(`${id} warning`),
          pod: "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [a]}]}, {matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [b]}]}]}}}",
        }),
        claim(),
      ),
    ));
  it("rests on the claim", () =>
    expect(relatedOf(id, documents(agent(), claim()))).toEqual(['PersistentVolumeClaim "data" is ReadWriteOnce']));
});

describe("is silent", () => {
  it.each(["ReadWriteMany", "ReadOnlyMany", "ReadWriteOnce, ReadWriteMany"])("fp-%s", (modes) =>
    checkRule(id, documents(agent(), claim(modes))),
  );
  it("fp-nfs", () =>
    checkRule(
      id,
      documents(agent(), claim("ReadWriteOnce", "storageClassName: shared"), storageClass("shared", "nfs.csi.k8s.io")),
    ));
  it("fp-directory-on-every-node", () =>
    checkRule(
      id,
      documents(agent(), claim("ReadWriteOnce", "volumeName: disk"), volume("hostPath: {path: /var/log}")),
    ));
  it("fp-many-nodes-on-one-node", () => checkRule(id, onNodes(1, documents(agent(), claim("ReadWriteMany")))));
  it("fp-unknown-claim-while-reading", () => checkRule(id, agent(), { ready: false }));
  it("fp-not-mounted", () => checkRule(id, documents(agent().replace(/ +volumeMounts:\n.*\n.*\n/, ""), claim())));
  it("fp-ephemeral-volume", () =>
    checkRule(
      id,
      agent().replace(
        /persistentVolumeClaim:\n.*\n/,
        "ephemeral: {volumeClaimTemplate: {spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}}\n",
      ),
    ));
});

describe("Use a generic ephemeral volume for 'x'", () => {
  const title = "Use a generic ephemeral volume for 'store'";
  const ephemeral = (spec: string) =>
    agent().replace(
      /persistentVolumeClaim:\n.*\n/,
      `ephemeral:\n            volumeClaimTemplate:\n              spec:\n${spec}`,
    );
  const asked = "                accessModes: [ReadWriteOnce]\n                resources: {requests: {storage: 1Gi}}\n";
  it("asks for the same as the claim", () =>
    checkFix(id, title, documents(agent(), claim()), documents(ephemeral(asked), claim())));
  it("with its class", () => {
    const own = claim("ReadWriteOnce", "storageClassName: fast");
    checkFix(
      id,
      title,
      documents(agent(), own),
      documents(ephemeral(`${asked}                storageClassName: fast\n`), own),
    );
  });
  it("with placeholders where the claim is not there", () =>
    checkFix(
      id,
      title,
      agent(),
      ephemeral(
        "                accessModes: [ReadWriteOnce]\n                resources:\n                  requests:\n                    storage: 1Gi\n",
      ),
    ));
  it("is not offered where no Pod writes, the claim is bound by hand, or the Pods are pinned", () => {
    expect(fixTitles(id, documents(agent({ mount: "readOnly: true" }), claim()))).toEqual([]);
    expect(fixTitles(id, documents(agent(), claim("ReadWriteOnce", "volumeName: disk")))).toEqual([]);
    expect(fixTitles(id, documents(agent({ pod: "nodeName: a" }), claim()))).toEqual([]);
  });
});
