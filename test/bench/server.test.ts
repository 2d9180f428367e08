// The measuring client and the built programs: what is measured is really asked and answered.
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { check, counts, ruleIds, withEveryRuleOff } from "../../scripts/bench/command-line";
import { canMeasure } from "../../scripts/bench/process-usage";
import { MeasuredServer } from "../../scripts/bench/server";
import { folder as shape } from "../../scripts/bench/shapes/folders";
import { Typing } from "../../scripts/bench/typing";

const LIMIT = 100_000;
const N = 6;
const folders: string[] = [];

function written(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "rightkind-bench-"));
  folders.push(folder);
  for (const { path: name, text } of shape.files(N)) fs.writeFileSync(path.join(folder, name), text);
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true });
});

const positive = expect.toSatisfy((value: unknown) => typeof value === "number" && value > 0, "is positive");

describe("the command line", () => {
  it("tells what a run has used and found", async () => {
    const folder = written();
    expect(await check(folder, LIMIT)).toEqual({
      cpu: positive,
      wall: positive,
      peak: positive,
      output: expect.stringContaining("web-0-app.yaml"),
    });
    expect(await counts(folder, LIMIT)).toEqual({ findings: shape.findings(N), errors: 0 });
  });

  it("finds nothing with every rule off, and the configuration is as before afterwards", async () => {
    const folder = written();
    const rules = await ruleIds(LIMIT);
    const off = () => withEveryRuleOff(folder, rules, () => counts(folder, LIMIT));
    expect(await off()).toEqual({ findings: 0, errors: 0 });
    expect(fs.existsSync(path.join(folder, ".rightkind.yaml"))).toBe(false);
    fs.writeFileSync(path.join(folder, ".rightkind.yaml"), "profile: strict\n");
    expect(await off()).toEqual({ findings: 0, errors: 0 });
    expect(fs.readFileSync(path.join(folder, ".rightkind.yaml"), "utf8")).toBe("profile: strict\n");
  });

  it("fails as slow when its time is over", async () => {
    await expect(check(written(), 1)).rejects.toMatchObject({ reason: "slow" });
  });
});

describe.skipIf(!canMeasure())("the server", () => {
  it("is typed at, asked and measured", async () => {
    const folder = written();
    const probe = shape.probe(N);
    const typing = new Typing(fs.readFileSync(path.join(folder, probe.file), "utf8"), probe);
    const { server, used } = await MeasuredServer.start(folder, { file: probe.file, limit: LIMIT });
    try {
      const measured = { cpu: positive, wall: positive };
      expect(used).toEqual(measured);
      let typed = 0;
      const change = () => {
        typed++;
        return typing.harmless();
      };
      expect(await server.keys(change, { most: 3, budget: Number.POSITIVE_INFINITY })).toEqual(measured);
      expect(typed).toBe(3);
      expect(await server.hover(typing.harmless(), typing.kind)).toEqual(measured);
      const { actions, used: asked } = await server.codeActions(typing.harmless(), typing.kind);
      expect(asked).toEqual(measured);
      const conversion = actions.find(({ title }) => title.startsWith("Convert to "));
      expect(conversion).toMatchObject({ data: expect.anything(), diagnostics: [{ source: "rightkind" }] });
      if (conversion) expect(await server.resolve(conversion)).toEqual(measured);
      expect(await server.memory()).toEqual({ peak: positive, present: positive });
      expect(server.isAlive).toBe(true);
    } finally {
      server.stop();
    }
    expect(server.isAlive).toBe(false);
  });

  it("fails as slow when an answer does not come in time", async () => {
    const start = MeasuredServer.start(written(), { file: shape.probe(N).file, limit: 1 });
    await expect(start).rejects.toMatchObject({ reason: "slow" });
  });
});
