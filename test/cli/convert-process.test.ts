// `convert` as a process: codes stand first on standard error, and a diff goes straight into Git.
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { build } from "esbuild";
import { beforeAll, expect, it } from "vitest";
import { deployment, Folder } from "./command-line";

const root = path.resolve(import.meta.dirname, "../..");
const program = path.join(root, "node_modules/.cache/rightkind/convert-under-test.cjs");

beforeAll(async () => {
  await build({
    entryPoints: [path.join(root, "server/src/cli.ts")],
    outfile: program,
    bundle: true,
    platform: "node",
    format: "cjs",
    mainFields: ["module", "main"],
    logLevel: "warning",
  });
});

function convert(folder: Folder, words: readonly string[]) {
  return spawnSync(process.execPath, [program, "convert", ...words], { cwd: folder.path, encoding: "utf8" });
}

it("prints consequences apart from the diff", () => {
  const folder = new Folder({ "web.yaml": deployment("web") });
  const { status, stdout, stderr } = convert(folder, ["web.yaml", "--to", "StatefulSet"]);
  expect({ status, codes: stderr.split("\n").map((line) => line.split(" ")[0]) }).toEqual({
    status: 0,
    codes: ["W-LIVE:", "W-PVC-MISSING:", "follow:", ""],
  });
  const applied = spawnSync("git", ["apply"], { cwd: folder.path, input: stdout, encoding: "utf8" });
  expect({ status: applied.status, stderr: applied.stderr }).toEqual({ status: 0, stderr: "" });
  expect(fs.readFileSync(path.join(folder.path, "web.yaml"), "utf8")).toContain("kind: StatefulSet");
});

it("says first why it is refused", () => {
  const folder = new Folder({ "web.yaml": deployment("web"), "api.yaml": deployment("api") });
  const { status, stdout, stderr } = convert(folder, [".", "--to", "StatefulSet", "--write"]);
  expect({ status, stdout, first: stderr.split(" ")[0] }).toEqual({ status: 2, stdout: "", first: "R-MANY" });
});
