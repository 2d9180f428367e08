// The advisor's verdict in words: what is named first, and scores that never say the opposite of it.
import { describe, expect, it } from "vitest";
import { explainedObject } from "../../server/src/analysis/explain-object";
import { claimOf, podOf, workloadOf } from "../guidance/advice";
import { hoverText } from "../support/check-feature";
import { fixture } from "../support/fixture";
import { memoryWorkspace, root } from "../support/memory-workspace";

/** The section `Which kind` about the first object of a fixture, without places. */
function whichKind(source: string): string {
  const { files } = fixture(source);
  const { analysis, workspace } = memoryWorkspace(files);
  const [document] = workspace.file(`${root}/${files[0]?.path}`)?.documents ?? [];
  if (!document) throw new Error("the fixture is empty");
  const text = explainedObject(analysis, document, 0);
  const [, section = ""] = text.split("## Which kind\n\n");
  return section.split("\n\n## ")[0]?.replace(/: `[^`\n]*`/g, "") ?? "";
}

/** MySQL on a claim of its own. */
function mysql({ name = "db", spec = "" } = {}): string {
  const pod = `
containers: [{name: db, image: "mysql:8", volumeMounts: [{name: d, mountPath: /var/lib/mysql}]}]
volumes: [{name: d, persistentVolumeClaim: {claimName: data}}]
`;
  return workloadOf(pod, { name, spec }) + claimOf("data");
}

describe("a verdict in words", () => {
  it("names the kind that is recommended", () =>
    expect(whichKind(mysql())).toBe(`StatefulSet is recommended.

For StatefulSet, score 8 (recommended from 7 on):

- +3 image mysql:8
- +3 ReadWriteOnce claim "data" at /var/lib/mysql
- +2 data directory /var/lib/mysql`));

  it("says first of the single instance that it is fine as it is", () =>
    expect(
      whichKind(mysql({ spec: "strategy: {type: Recreate}" })),
    ).toBe(`Fine as it is; a StatefulSet would give a stable name and a claim per Pod.

For StatefulSet, score 6 (recommended from 7 on):

- -2 Fine as it is; a StatefulSet would give a stable name and a claim per Pod
- +3 image mysql:8
- +3 ReadWriteOnce claim "data" at /var/lib/mysql
- +2 data directory /var/lib/mysql

Against advice:

- one replica, one volume, Recreate`));

  it("leaves out what weighs nothing", () => {
    const site = mysql({ spec: "strategy: {type: Recreate}" }).replace("mysql:8", "wordpress:6");
    expect(
      whichKind(site).replace(/\n\nAgainst[\s\S]*/, ""),
    ).toBe(`Fine as it is; a StatefulSet would give a stable name and a claim per Pod.

For StatefulSet, score 6 (recommended from 7 on):

- +3 ReadWriteOnce claim "data" at /var/lib/mysql
- +2 data directory /var/lib/mysql
- +1 image wordpress:6`);
  });

  it("never says of a high score that it is recommended where it is silenced", () =>
    expect(whichKind(mysql({ name: "mysql-client" }))).toBe(`Deployment is fine.

For StatefulSet, score 8, not advised for what is listed below:

- +3 image mysql:8
- +3 ReadWriteOnce claim "data" at /var/lib/mysql
- +2 data directory /var/lib/mysql

Against advice:

- called mysql-client: not the store itself`));

  it("says of equal scores that they are equal", () =>
    expect(
      whichKind(
        podOf("containers: [{name: a, image: x, command: [pg_dump, db], livenessProbe: {exec: {command: [x]}}}]"),
      ),
    ).toBe(`As much speaks for Deployment as for Job: Pod stays.

For Job, score 7, no more than for Deployment:

- +4 a bare Pod is not replaced when its node goes
- +3 command pg_dump db

For Deployment, score 7, no more than for Job:

- +4 a bare Pod is not replaced when its node goes
- +3 a livenessProbe`));

  it("says of a lower score that it is the lower one", () =>
    expect(whichKind(podOf("containers: [{name: a, image: 'mysql:8', ports: [{containerPort: 3306}]}]"))).toContain(
      "For Deployment, score 7, less than the other:",
    ));
});

describe("a kind of others that is read like a Deployment", () => {
  it.each([
    ["Rollout", "argoproj.io/v1alpha1", "Argo Rollouts' own Deployment"],
    ["DeploymentConfig", "apps.openshift.io/v1", "OpenShift's own Deployment"],
  ])("%s is told from one, and advised nothing", (kind, apiVersion, words) => {
    const source = mysql().replace("kind: Deployment", `kind: ${kind}`).replace("apps/v1", apiVersion);
    expect(whichKind(source)).toContain(words);
    expect(whichKind(source)).toContain("converts it to nothing");
    expect(hoverText(source.replace("kind: ", "kind: $$0"))).toMatch(new RegExp(`^\\*\\*${kind} db\\*\\* · ${words}`));
  });
});
