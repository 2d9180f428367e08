// npm run build: bundles the extension, the language server, the command line and the tests that run inside VS Code. --dev: with source maps.
import * as fs from "node:fs";
import * as path from "node:path";
import { build } from "esbuild";

const root = path.resolve(import.meta.dirname, "..");
const { version } = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8"));
const dev = process.argv.includes("--dev");

/** @type {import("esbuild").BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  format: "cjs",
  platform: "node",
  target: "node20",
  // The ES module of a package is smaller once bundled, and some CommonJS ones hide their parts from the bundler.
  mainFields: ["module", "main"],
  minify: !dev,
  sourcemap: dev ? "linked" : false,
  legalComments: "none",
  logLevel: "warning",
  define: { __VERSION__: JSON.stringify(version) },
};
const program = { ...common, banner: { js: "#!/usr/bin/env node" } };
/** @type {readonly (import("esbuild").BuildOptions & { outfile: string })[]} */
const bundles = [
  { ...common, entryPoints: ["client/src/desktop.ts"], outfile: "dist/extension.js", external: ["vscode"] },
  { ...program, entryPoints: ["server/src/main.ts"], outfile: "dist/server.js" },
  { ...program, entryPoints: ["server/src/cli.ts"], outfile: "dist/cli.js" },
  // mocha finds its parts at run time, so it is loaded from node_modules.
  {
    ...common,
    entryPoints: ["test/vscode/index.ts"],
    outfile: "dist/test/index.js",
    external: ["vscode", "mocha"],
    minify: false,
  },
];

/** The pages of the rules lie beside the programs, and are read when somebody wants one. */
function rulePages() {
  const folder = path.join(root, "docs/rules");
  const names = fs
    .readdirSync(folder)
    .filter((name) => name.endsWith(".md") && name !== "README.md" && name !== "catalogue.md");
  return Object.fromEntries(
    names.sort().map((name) => [name.slice(0, -".md".length), fs.readFileSync(path.join(folder, name), "utf8")]),
  );
}

fs.mkdirSync(path.join(root, "dist"), { recursive: true });
fs.writeFileSync(path.join(root, "dist/rule-pages.json"), JSON.stringify(rulePages()));
const results = await Promise.allSettled(
  bundles.map(async (bundle) => {
    try {
      await build(bundle);
    } catch (error) {
      fs.rmSync(path.join(root, bundle.outfile), { force: true }); // nobody shall test the one from before
      throw error;
    }
    if ("banner" in bundle) fs.chmodSync(path.join(root, bundle.outfile), 0o755);
  }),
);
const failures = results.filter((result) => result.status === "rejected");
// esbuild has printed what is wrong with the sources; anything else has not been said yet.
for (const { reason } of failures) if (!Array.isArray(reason?.errors)) console.error(reason);
if (failures.length > 0) process.exit(1);
