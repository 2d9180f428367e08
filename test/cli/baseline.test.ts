// `check --format baseline`: what was there is not reported any more, what comes after it is.
import { describe, expect, it } from "vitest";
import { Folder } from "./command-line";

const pod = (name: string, more = "") =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}${more}}\nspec:\n  containers: [{name: app, image: registry.example/app:1, ports: [{containerPort: 80}]}]\n`;
const configuration = { ".rightkind.yaml": "baseline: rightkind-baseline.yaml\n" };

async function found(folder: Folder): Promise<string[]> {
  const { out } = await folder.run(["check", ".", "--format", "json"]);
  return JSON.parse(out).findings.map(
    ({ rule, path, object }: { rule: string; path: string; object: { name: string } | null }) =>
      `${rule} ${path} ${object?.name}`,
  );
}

describe("a baseline", () => {
  it("keeps what was there from being reported, and nothing else", async () => {
    const folder = new Folder({
      ...configuration,
      "k8s/a.yaml": pod("a"),
      "k8s/b.yaml": pod("b", ", namespace: shop"),
    });
    const { out, code } = await folder.run(["check", ".", "--format", "baseline", "--fail-on", "never"]);
    expect(code).toBe(0);
    expect(out).toBe(
      [
        "# Findings that are not reported. Written by: rightkind check --format baseline",
        "findings:",
        '  - {"path":"k8s/a.yaml","rule":"bare-pod","kind":"Pod","name":"a"}',
        '  - {"path":"k8s/b.yaml","rule":"bare-pod","kind":"Pod","name":"b","namespace":"shop"}',
        "",
      ].join("\n"),
    );
    folder.write("rightkind-baseline.yaml", out);
    expect(await found(folder)).toEqual([]);
    folder.write("k8s/c.yaml", pod("c"));
    expect(await found(folder)).toEqual(["bare-pod k8s/c.yaml c"]);
    const again = await folder.run(["check", ".", "--format", "baseline"]);
    expect(again.out.split("\n").filter((line) => line.includes("path"))).toHaveLength(3);
  });

  it("is missed where it is named and not there", async () => {
    const folder = new Folder({ ...configuration, "a.yaml": pod("a") });
    expect(await found(folder)).toEqual(["invalid-configuration .rightkind.yaml undefined", "bare-pod a.yaml a"]);
  });

  it("is told as a suppression in SARIF", async () => {
    const folder = new Folder({ ...configuration, "a.yaml": pod("a") });
    const { out } = await folder.run(["check", ".", "--format", "baseline"]);
    folder.write("rightkind-baseline.yaml", out);
    const sarif = JSON.parse((await folder.run(["check", ".", "--format", "sarif"])).out);
    expect(sarif.runs[0].results.map(({ suppressions }: { suppressions: unknown }) => suppressions)).toEqual([
      [{ kind: "external", justification: "in the baseline" }],
    ]);
  });
});
