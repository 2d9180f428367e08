// Which way a runbook recommends, and what it says against the others.
import { describe, expect, it } from "vitest";
import type { RunbookRequest } from "../../server/src/runbooks/request";
import { directRunbook } from "./direct";
import { claim, database, documents } from "./manifests";

const plain = documents(database(), claim("db-data"));

/** The recommended way with the reason, and what stands in the last column of the table. */
function advice(files: Readonly<Record<string, string>>, ways: Partial<RunbookRequest["ways"]> = {}) {
  const page = directRunbook({ files, ways });
  if (typeof page !== "string") throw new Error(page.message);
  const [, way, why] = /^\*\*Recommended: `([a-z-]+)`\.\*\* (.*) Its steps follow\.$/m.exec(page) ?? [];
  const rows = page.split("\n").flatMap((line) => /^\| \*\*[a-d]\*\* .* \| ([^|]*) \|$/.exec(line)?.[1] ?? []);
  return { way, why, rows };
}

const possible = ["possible", "possible", "possible", "possible"];

describe("the recommended way", () => {
  it("is the old disk under its new name", () => {
    expect(advice({ "db.yaml": plain })).toEqual({
      way: "adopt",
      why: 'The disk of "db-data" stays the one it is, and nothing has to be copied.',
      rows: possible,
    });
  });

  it("says that a local disk stays where it is", () => {
    const text = documents(database(), claim("db-data", { more: "  storageClassName: local-path\n" }));
    expect(advice({ "db.yaml": text }).why).toContain("It stays on its node.");
  });

  it("says that only the first of several Pods can have it", () => {
    const text = documents(database({ replicas: 3 }), claim("db-data"));
    expect(advice({ "db.yaml": text }).why).toContain("Only ordinal 0 can take over the data");
  });

  it("is the claim as it is where no template is possible", () => {
    const templates = { refused: "R-RWX-SHARED", message: "It is shared." } as const;
    expect(advice({ "db.yaml": plain }, { templates })).toEqual({
      way: "plain-claim",
      why: "It is shared. (R-RWX-SHARED)",
      rows: [...Array(3).fill("It is shared. (R-RWX-SHARED)"), "possible"],
    });
  });

  it("is the claim as it is where it is for many nodes on purpose", () => {
    const text = documents(database(), claim("db-data", { modes: "ReadWriteMany" }));
    expect(advice({ "db.yaml": text })).toMatchObject({ way: "plain-claim", rows: possible });
  });

  it("is the claim as it is where nothing is known of it", () => {
    expect(advice({ "db.yaml": database() })).toMatchObject({ way: "plain-claim", why: "Its manifest is not known." });
  });

  it("is no claim under a name that is there already", () => {
    const files = { "db.yaml": plain, "old.yaml": claim("data-db-0") };
    const why =
      'A claim "data-db-0" is there already (old.yaml), which the set takes as it is: no other can have that name.';
    expect(advice(files)).toMatchObject({ way: "plain-claim", why });
    const keep = { refused: "R-RWO-REPLICAS", message: "Three Pods." } as const;
    expect(advice(files, { keep })).toMatchObject({ way: "new-volumes", why });
  });

  it("is a new volume where losing data is fine", () => {
    const files = { "dev/db.yaml": plain, ".rightkind.yaml": "developmentPaths: [dev/**]\n" };
    expect(advice(files)).toMatchObject({ way: "new-volumes", rows: possible });
  });

  it("is a copy where somebody outside has the claim too", () => {
    const files = {
      "k8s/db.yaml": plain,
      "tools/shell.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: shell}
spec:
  selector: {matchLabels: {app: shell}}
  template:
    metadata: {labels: {app: shell}}
    spec:
      containers: [{name: shell, image: "registry.example/shell:1", volumeMounts: [{name: data, mountPath: /data}]}]
      volumes: [{name: data, persistentVolumeClaim: {claimName: db-data}}]
`,
    };
    expect(advice(files)).toMatchObject({
      way: "copy",
      why: 'Deployment "shell" uses claim "db-data" too: a copy leaves it where it is.',
    });
  });

  it("names what somebody must make by hand", () => {
    const text = documents(database(), claim("db-data", { more: '  storageClassName: ""\n' }));
    const hand = ', with a volume made by hand first: no volume is made for claim "db-data"';
    expect(advice({ "db.yaml": text })).toMatchObject({
      way: "plain-claim",
      rows: [`possible${hand}`, "possible", `possible${hand}`, "possible"],
    });
  });
});
