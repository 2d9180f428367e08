// The command line as a process: streams, exit codes, and a reader that stops reading.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import * as path from "node:path";
import { build } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";
import { deployment, Folder } from "./command-line";

const root = path.resolve(import.meta.dirname, "../..");
const program = path.join(root, "node_modules/.cache/rightkind/cli-under-test.cjs");

beforeAll(async () => {
  await build({
    entryPoints: [path.join(root, "server/src/cli.ts")],
    outfile: program,
    bundle: true,
    platform: "node",
    format: "cjs",
    mainFields: ["module", "main"],
    logLevel: "warning",
    define: { __VERSION__: '"1.2.3"' },
  });
});

describe("the process", () => {
  it("prints its version", () => {
    expect(execFileSync(process.execPath, [program, "--version"], { encoding: "utf8" })).toBe("1.2.3\n");
  });

  it("keeps messages apart from the result, and says how it went", () => {
    const folder = new Folder({ "a.yaml": deployment("a") });
    const given = ["check", "--format", "json", "--fail-on", "hint", ".", "gone.yaml"];
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...given], {
      cwd: folder.path,
      encoding: "utf8",
    });
    expect(JSON.parse(stdout).findings).toHaveLength(1);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: "rightkind: gone.yaml: There is no such file or folder.\n",
    });
  });

  it("reads standard input to its end", () => {
    const input = Array.from({ length: 2000 }, (_, index) => `---\n${deployment(`a${index}`)}`).join("");
    const { status, stdout } = spawnSync(process.execPath, [program, "check", "--format", "json", "-"], {
      input,
      encoding: "utf8",
      maxBuffer: 100_000_000,
    });
    expect({ status, documents: JSON.parse(stdout).documents }).toEqual({ status: 0, documents: 2000 });
  });

  it("ends in silence when nobody reads on", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => [`a${index}.yaml`, deployment(`a${index}`)]),
    );
    const child = spawn(process.execPath, [program, "check", "--format", "json", "."], { cwd: new Folder(files).path });
    let stderr = "";
    child.stderr.on("data", (chunk) => {
      stderr += chunk;
    });
    child.stdout.destroy();
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });
});
