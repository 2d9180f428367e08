// The judge of builds sees a fault that is planted: in what Kustomize renders, in what is said of it, and in `check` over the sources.
import { describe, expect, it } from "vitest";
import { compared } from "../../scripts/builds/as-built/differences";
import { explanationOf, onlyIn } from "../../scripts/builds/as-built/explanation";
import { judgedWorkspace } from "../../scripts/builds/as-built/judge";
import { toldOfRendered, withoutHashes } from "../../scripts/builds/as-built/rendered";
import { sourceDifferences } from "../../scripts/builds/as-built/sources";
import { toldByUnit } from "../../scripts/builds/as-built/told";
import { analysed } from "../../scripts/corpus/repository";

const workload = (name: string, replicas: number) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  replicas: ${replicas}
  selector:
    matchLabels:
      app: db
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
      - image: mysql:8.4
        name: main
        volumeMounts:
        - mountPath: /var/lib/mysql
          name: data
        - mountPath: /lost
          name: lost
      volumes:
      - name: data
        persistentVolumeClaim:
          claimName: ${name}
`;

const claim = (name: string, mode: string) => `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: ${name}
spec:
  accessModes:
  - ${mode}
  resources:
    requests:
      storage: 1Gi
`;

const files = [
  { path: "/base/kustomization.yaml", text: "resources: [objects.yaml]\n" },
  { path: "/base/objects.yaml", text: `${workload("db", 1)}---\n${claim("db", "ReadWriteOnce")}` },
  {
    path: "/overlays/production/kustomization.yaml",
    text: "resources: [../../base]\nnamePrefix: big-\nreplicas:\n  - {name: db, count: 3}\n",
  },
  {
    path: "/overlays/review/kustomization.yaml",
    text: `resources: [../../base]
patches:
  - target: {kind: PersistentVolumeClaim}
    patch: '[{"op": "replace", "path": "/spec/accessModes/0", "value": "ReadWriteMany"}]'
`,
  },
];

/** What Kustomize 5.5.0 builds of them. */
const outputs: Readonly<Record<string, readonly string[]>> = {
  "/overlays/production": [claim("big-db", "ReadWriteOnce"), workload("big-db", 3)],
  "/overlays/review": [claim("db", "ReadWriteMany"), workload("db", 1)],
};

/** @param plant changes what Kustomize is taken to have built */
async function judged(plant: (text: string) => string = (text) => text) {
  return judgedWorkspace(files, Object.keys(outputs), async (folder) => ({
    objects: (outputs[folder] ?? []).map(plant),
  }));
}

async function differences(plant: (text: string) => string) {
  return (await judged(plant)).builds.flatMap((build) => build.differences);
}

describe("the judge of builds", () => {
  it("has nothing to say where all is well, and has looked at something", async () => {
    const { builds, refused, sources } = await judged();
    expect({ refused, sources, differences: builds.flatMap((build) => build.differences) }).toEqual({
      refused: 0,
      sources: [],
      differences: [],
    });
    expect(builds.map(({ folder, objects, verdicts }) => ({ folder, objects, verdicts }))).toEqual(
      Object.keys(outputs).map((folder) => ({ folder, objects: 2, verdicts: 1 })),
    );
    expect(builds.map(({ findings }) => findings)).toEqual([2, 1]);
    expect(builds.map(({ refusals }) => refusals)).toEqual([15, 15]);
  });

  it("sees another finding, another verdict and another refusal", async () => {
    const aspects = async (from: string, to: string) =>
      new Set((await differences((text) => text.replaceAll(from, to))).map(({ aspect }) => aspect));
    expect(await aspects("- ReadWriteOnce", "- ReadWriteMany")).toEqual(new Set(["finding", "verdict", "refusal"]));
    expect(await aspects("mysql:8.4", "registry.example/server:1")).toEqual(new Set(["verdict"]));
    expect(await aspects("replicas: 3", "replicas: 1")).toContain("finding");
  });

  it("sees the same finding at another place", async () => {
    const [first, ...others] = await differences((text) =>
      text.replace(
        "      - image: mysql:8.4\n",
        "      - image: busybox\n        name: log\n      - image: mysql:8.4\n",
      ),
    );
    expect(first).toMatchObject({
      aspect: "finding",
      built: "error volume-mount-unknown at spec.template.spec.containers.0.volumeMounts.1.name",
      rendered: "error volume-mount-unknown at spec.template.spec.containers.1.volumeMounts.1.name",
    });
    expect(others.length).toBeGreaterThan(0);
  });

  it("sees an object that is called otherwise, and one that is gone", async () => {
    const renamed = await differences((text) =>
      text.replace("kind: Deployment\nmetadata:\n  name: big-db", "kind: Deployment\nmetadata:\n  name: db"),
    );
    expect(renamed).toMatchObject([
      { aspect: "object", identity: "apps/v1 Deployment /big-db", rendered: "nothing" },
      { aspect: "object", identity: "apps/v1 Deployment /db", built: "nothing" },
    ]);
    const gone = await differences((text) => (text.includes("kind: PersistentVolumeClaim") ? "" : text));
    expect(gone).toContainEqual(
      expect.objectContaining({ aspect: "object", identity: "v1 PersistentVolumeClaim /db" }),
    );
  });

  it("sees a refusal that a whole conversion alone has", () => {
    const told = () => toldOfRendered(`${workload("db", 1)}---\n${claim("db", "ReadWriteOnce")}`, undefined);
    const [theirs = told()[0], ...rest] = told();
    const tampered = theirs && {
      ...theirs,
      tried: () => new Map([...theirs.tried(), ["StatefulSet keep", "R-RESULT" as const]]),
    };
    const others = tampered ? [tampered, ...rest] : rest;
    expect(compared(told(), others, { isAlone: false }).differences).toEqual([]);
    const { differences: none, doubts } = compared(told(), others, { isAlone: true });
    expect(none).toEqual([]);
    expect(doubts.map(({ conversion, isRefused }) => ({ conversion, isRefused }))).toEqual([
      { conversion: "StatefulSet keep", isRefused: false },
    ]);
  });

  it("sees what check says of the sources more than once, less gravely, or not at all", () => {
    const { analysis } = analysed(files);
    const told = toldByUnit(analysis);
    expect(sourceDifferences(analysis, told)).toEqual([]);
    const changed = (change: (severity: string) => object | undefined) =>
      new Map(
        [...told].map(([unit, objects]) => [
          unit,
          objects.map((object) => ({
            ...object,
            findings: object.findings.flatMap((finding) => {
              const now = change(finding.severity);
              return now ? [{ ...finding, ...now }] : [];
            }),
          })),
        ]),
      );
    expect(
      sourceDifferences(
        analysis,
        changed(() => ({ severity: "hint" })),
      ),
    ).toHaveLength(2);
    expect(
      sourceDifferences(
        analysis,
        changed((severity) => (severity === "error" ? undefined : {})),
      ),
    ).toEqual([expect.stringContaining("the builds say nothing, check says error")]);
    const twice = Object.create(analysis, {
      judgedFindings: {
        value: (path: string) => {
          const { findings, suppressed } = analysis.judgedFindings(path);
          return { findings: [...findings, ...findings], suppressed };
        },
      },
    });
    expect(sourceDifferences(twice, told)).toHaveLength(2);
  });

  it("takes no difference for one that has a reason", () => {
    const verdict = { aspect: "verdict", identity: "apps/v1 Deployment /db" } as const;
    const soft =
      "Deployment, leaning nowhere, 0 | for it:  | against: hint sample-folder in a folder examples | considered: ";
    const plain = "Deployment, leaning nowhere, 0 | for it:  | against:  | considered: ";
    const stays = { staysAlone: true, folder: "/shop" };
    expect(explanationOf({ ...verdict, built: soft, rendered: plain }, stays)?.id).toBe("sample folder");
    expect(onlyIn(soft, plain)).toBe("hint sample-folder in a folder examples");
    const other = plain.replace("0", "7");
    expect(explanationOf({ ...verdict, built: soft, rendered: other }, stays)).toBeUndefined();
    expect(explanationOf({ ...verdict, built: plain, rendered: other }, stays)).toBeUndefined();
    const beside = { ...stays, staysAlone: false };
    expect(explanationOf({ ...verdict, built: plain, rendered: other }, beside)?.id).toBe("beside the build");

    const pod = { aspect: "finding", identity: "v1 Pod /web", built: "nothing" } as const;
    const bare = { ...pod, rendered: "information bare-pod at kind" };
    const tests = { ...stays, folder: "/shop/tests" };
    expect(explanationOf(bare, tests)?.id).toBe("sample folder");
    expect(explanationOf(bare, stays)).toBeUndefined();
    expect(explanationOf({ ...bare, rendered: "information other at kind" }, tests)).toBeUndefined();

    const job = { aspect: "finding", identity: "batch/v1 Job /migrate", rendered: "nothing" } as const;
    const again = { ...job, built: "information job-immutable-reapply at metadata.name" };
    expect(explanationOf(again, stays)?.id).toBe("applied again");
    expect(explanationOf({ ...again, rendered: "hint job-immutable-reapply at metadata.name" }, stays)).toBeUndefined();
    expect(explanationOf({ ...job, built: "information job-history at metadata.name" }, stays)).toBeUndefined();
  });
});

describe("hashes behind names", () => {
  it("go wherever the name of a generated object is written, and nowhere else", () => {
    const hashed = "kind: ConfigMap\nmetadata:\n  name: conf-2m6t4kb9hd\n";
    const user = "kind: Pod\nspec:\n  name: conf-2m6t4kb9hd\n";
    const own = "kind: ConfigMap\nmetadata:\n  name: other-2m6t4kb9hd\n";
    expect(withoutHashes([hashed, user, own], [{ kind: "ConfigMap", name: "conf" }])).toBe(
      [hashed, user, own].join("---\n").replaceAll("conf-2m6t4kb9hd", "conf"),
    );
  });
});
