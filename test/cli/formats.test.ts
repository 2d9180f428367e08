// What other programs read: SARIF, and commands of GitHub Actions.
import { describe, expect, it } from "vitest";
import { claim, deployment, Folder } from "./command-line";

const rolling = "deployment-rwo-claim-rolling-update";
const files = {
  "k8s/web.yaml": `${deployment("web")}---\n# rightkind-ignore-file-of-nothing\n${claim("web-data")}`,
  "k8s/kept.yaml": `# rightkind-ignore-file ${rolling}: on purpose\n${deployment("kept")}---\n${claim("kept-data")}`,
  "k8s/broken.yaml": "apiVersion: v1\nkind: Service\nmetadata: {name: [\n",
};

describe("--format github", () => {
  it("has a command for each finding, at its place", async () => {
    const { out, code } = await new Folder(files).run(["check", "k8s", "--format", "github"]);
    const [broken, web, ...more] = out.trimEnd().split("\n");
    expect(broken).toMatch(/^::error file=k8s\/broken\.yaml,line=\d+,endLine=\d+.*title=yaml-syntax::/);
    expect(web).toMatch(
      new RegExp(
        `^::warning file=k8s/web\\.yaml,line=2,endLine=2,col=7,endColumn=16,title=${rolling}::A rolling update`,
      ),
    );
    expect(more).toEqual([]);
    expect(code).toBe(1);
  });
  it("points at the file that was rendered, without a line", async () => {
    const standardInput = `# Source: a,b/web.yaml\n${deployment("web")}---\n${claim("web-data")}`;
    const { out } = await new Folder({}).run(["check", "-", "--format", "github"], { standardInput });
    expect(out).toMatch(new RegExp(`^::warning file=a%2Cb/web\\.yaml,title=${rolling}::`));
  });
  it("says nothing where nothing is found", async () => {
    const { out } = await new Folder({ "a.yaml": claim("a") }).run(["check", ".", "--format", "github"]);
    expect(out).toBe("");
  });
});

describe("--format sarif", () => {
  const log = async (given: Readonly<Record<string, string>>, words: readonly string[], standardInput = "") => {
    const { out } = await new Folder(given).run(["check", ...words, "--format", "sarif"], { standardInput });
    return JSON.parse(out);
  };
  it("has results with regions, what they rest on, and those that are kept on purpose", async () => {
    const { version, runs } = await log(files, ["k8s"]);
    expect(version).toBe("2.1.0");
    const [{ tool, results }] = runs;
    expect(tool.driver).toMatchObject({ name: "Rightkind", semanticVersion: "1.2.3" });
    expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toContain(rolling);
    expect(results.map((result: { ruleId: string; level: string }) => `${result.ruleId} ${result.level}`)).toEqual([
      "yaml-syntax error",
      `${rolling} warning`,
      `${rolling} warning`,
    ]);
    expect(results[1]).toMatchObject({
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "k8s/web.yaml" },
            region: { startLine: 2, startColumn: 7, endLine: 2, endColumn: 17 },
          },
        },
      ],
      relatedLocations: [{ message: { text: 'PersistentVolumeClaim "web-data" is ReadWriteOnce' } }],
      partialFingerprints: { "rightkind/v1": `${rolling} Deployment//web k8s/web.yaml` },
    });
    expect(results[1]).not.toHaveProperty("suppressions");
    expect(results[2].suppressions).toEqual([{ kind: "inSource", justification: "on purpose" }]);
  });
  it("tells what the configuration keeps from what the manifest keeps", async () => {
    const { runs } = await log({ ...files, "k8s/.rightkind.yaml": `ignore:\n  - {name: web, reason: soon gone}\n` }, [
      "k8s/web.yaml",
    ]);
    expect(runs[0].results[0].suppressions).toEqual([{ kind: "external", justification: "soon gone" }]);
  });
  it("always has results", async () => {
    const { runs } = await log({ "a.yaml": claim("a") }, ["."]);
    expect(runs[0].results).toEqual([]);
  });
  it.skipIf(process.platform === "win32").each([
    ["a b/ä.yaml", "a%20b/%C3%A4.yaml"],
    ["50%/#1?.yaml", "50%25/%231%3F.yaml"],
    ["c:d.yaml", "c%3Ad.yaml"],
  ])("points at %s by an address", async (path, uri) => {
    const { runs } = await log({ [path]: deployment("web"), "claim.yaml": claim("web-data") }, ["."]);
    expect(runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri).toBe(uri);
  });
  it("points at the file that was rendered, without a line", async () => {
    const { runs } = await log({}, ["-"], `# Source: shop/web.yaml\n${deployment("web")}---\n${claim("web-data")}`);
    expect(runs[0].results[0].locations).toEqual([
      { physicalLocation: { artifactLocation: { uri: "shop/web.yaml" } } },
    ]);
  });
});
