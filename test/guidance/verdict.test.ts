// Where the evidence stands, what was weighed besides, and which changes elsewhere make the verdict another one.
import { describe, expect, it } from "vitest";
import { situationsOf } from "../../server/src/analysis/situation";
import type { Evidence } from "../../server/src/guidance/evidence";
import type { Verdict } from "../../server/src/guidance/verdict";
import { textPlace } from "../../server/src/workspace/place";
import { fixture } from "../support/fixture";
import { memoryWorkspace, root } from "../support/memory-workspace";
import { claimOf, serviceOf, workloadOf } from "./advice";

/** The first object of a fixture, with what its verdict rests on. */
function judged(source: string) {
  const { files } = fixture(source);
  const { analysis, workspace } = memoryWorkspace(files);
  const [document] = workspace.file(`${root}/${files[0]?.path}`)?.documents ?? [];
  if (!document) throw new Error("the fixture is empty");
  const kept = workspace.tracker.keep((): Verdict | undefined =>
    situationsOf(workspace, analysis.configurations, document, 0)[0]?.verdict(),
  );
  analysis.sync();
  const given = kept.get();
  const weigh = (): Verdict | undefined => {
    analysis.sync();
    return kept.get();
  };
  /** Does a change make it another answer, rather than the very same one? */
  const isNoticed = (): boolean => weigh() !== given;
  return { workspace, document, weigh, isNoticed, given };
}

const mysql = `${workloadOf(
  `
containers:
  - name: db
    image: mysql:8
    envFrom: [{configMapRef: {name: settings}}]
    ports: [{containerPort: 3306}]
    volumeMounts: [{name: d, mountPath: /var/lib/mysql}]
volumes: [{name: d, persistentVolumeClaim: {claimName: data}}]
`,
  { name: "db", spec: "strategy: {type: Recreate}" },
)}${claimOf("data")}${serviceOf("db", "db", { headless: true })}
#- settings.yaml
apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {MYSQL_DATABASE: shop}
`;

describe("the evidence", () => {
  it("stands where it is read, in whichever object", () => {
    const { document, given, workspace } = judged(mysql);
    const place = ({ text, source }: Evidence) => {
      const place = "place" in source ? textPlace(source.place, workspace.builds) : { document, span: source.node };
      const { document: home, span } = place ?? { document, span: undefined };
      return `${text}: ${home.path.slice(root.length + 1)}: ${home.text.slice(span?.start, span?.end)}`;
    };
    expect(given?.evidence.map(place)).toEqual([
      "Fine as it is; a StatefulSet would give a stable name and a claim per Pod: manifest.yaml: Recreate",
      "image mysql:8: manifest.yaml: mysql:8",
      'ReadWriteOnce claim "data" at /var/lib/mysql: manifest.yaml: data',
      "variable MYSQL_DATABASE: settings.yaml: MYSQL_DATABASE",
      "data directory /var/lib/mysql: manifest.yaml: /var/lib/mysql",
      'headless Service "db": manifest.yaml: None',
      "port 3306: manifest.yaml: 3306",
    ]);
  });

  it("adds up to the score", () => {
    const { given } = judged(mysql);
    expect(given?.evidence.reduce((sum, { weight }) => sum + weight, 0)).toBe(given?.score);
  });

  it("has one piece for each group", () => {
    const groups = judged(mysql).given?.evidence.map(({ group }) => group);
    expect(new Set(groups).size).toBe(groups?.length);
  });
});

describe("what was weighed", () => {
  it("is kept for all kinds, silenced ones too", () => {
    const source = workloadOf(`
hostNetwork: true
containers: [{name: db, image: "mysql:8", volumeMounts: [{name: d, mountPath: /d}]}]
volumes: [{name: d, persistentVolumeClaim: {claimName: data}}, {name: log, hostPath: {path: /var/log}}]
`);
    const { given } = judged(source + claimOf("data"));
    expect(given?.considered.map(({ kind, score }) => `${kind} ${score}`)).toEqual(["StatefulSet 6", "DaemonSet 5"]);
    expect(given?.suppressors.map(({ id, kinds }) => [id, kinds])).toEqual([["storage", ["DaemonSet"]]]);
    expect([given?.recommended, given?.leaning, given?.score]).toEqual(["Deployment", "StatefulSet", 6]);
  });

  it("is nothing for a plain web server", () =>
    expect(judged(workloadOf("containers: [{name: w, image: nginx}]")).given).toEqual({
      recommended: "Deployment",
      leaning: undefined,
      score: 0,
      evidence: [],
      suppressors: [],
      considered: [],
    }));
});

describe("a change elsewhere", () => {
  const set = workloadOf("containers: [{name: w, image: nginx}]", { kind: "StatefulSet", name: "web" });
  const config = (host: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {host: ${host}}\n`;

  it("that names one of its Pods is noticed", () => {
    const { workspace, isNoticed, weigh, given } = judged(set);
    expect(given?.recommended).toBe("Deployment");
    workspace.setFile(`${root}/c.yaml`, config("web-0.web"), { open: true });
    expect(isNoticed()).toBe(true);
    expect(weigh()?.recommended).toBe("StatefulSet");
  });

  it("that names Pods of another set is none of its business", () => {
    const { workspace, isNoticed } = judged(set);
    workspace.setFile(`${root}/c.yaml`, config("other-0.other"), { open: true });
    expect(isNoticed()).toBe(false);
  });

  it("that does not parse is noticed: absence means nothing any more", () => {
    const { workspace, isNoticed, weigh } = judged(set);
    workspace.setFile(`${root}/c.yaml`, `${config("x")}broken: {`, { open: true });
    expect(isNoticed()).toBe(true);
    expect(weigh()?.score).toBe(9);
  });

  it("that brings an operator's resource is noticed", () => {
    const { workspace, isNoticed, weigh } = judged(mysql);
    const cluster = "apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: x}\n";
    workspace.setFile(`${root}/x.yaml`, cluster, { open: true });
    expect(isNoticed()).toBe(true);
    expect(weigh()?.recommended).toBe("Deployment");
  });

  it("that makes a twin of the next number is noticed", () => {
    const numbered = (number: number) =>
      workloadOf(
        `
containers: [{name: x, image: private/x, volumeMounts: [{name: d, mountPath: /d}]}]
volumes: [{name: d, persistentVolumeClaim: {claimName: data-${number}}}]
`,
        { name: `x-${number}` },
      );
    const { workspace, isNoticed, weigh } = judged(numbered(0));
    workspace.setFile(`${root}/x.yaml`, numbered(1), { open: true });
    expect(isNoticed()).toBe(true);
    expect(weigh()?.score).toBe(4);
  });
});
