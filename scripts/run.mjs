// node scripts/run.mjs FILE.ts ARGS…: bundles one TypeScript program and runs it as if Node could read it.
import * as fs from "node:fs";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { installPackages } from "./setup.mjs";

const root = path.resolve(import.meta.dirname, "..");
const [script, ...args] = process.argv.slice(2);
if (script === undefined) {
  console.error("usage: node scripts/run.mjs FILE.ts ARGS…");
  process.exit(2);
}

await installPackages();
const { build } = await import("esbuild");
const { version } = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8"));
// Inside node_modules, so that the packages, which stay outside the bundle, are found.
const folder = path.join(root, "node_modules/.cache/rightkind");
const outfile = path.join(folder, `${path.basename(script, ".ts")}-${process.pid}.mjs`);
fs.mkdirSync(folder, { recursive: true });
process.on("exit", () => fs.rmSync(outfile, { force: true }));
try {
  await build({
    entryPoints: [script],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    sourcemap: "inline",
    logLevel: "warning",
    define: { __VERSION__: JSON.stringify(version) },
  });
} catch {
  process.exit(1); // esbuild has said why
}
process.setSourceMapsEnabled(true);
process.argv = [process.execPath, path.resolve(script), ...args];
await import(pathToFileURL(outfile).href);
