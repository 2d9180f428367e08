// npm run package: rightkind-<version>.vsix for VS Code, and the npm tarball with the language server and the command line.
import * as fs from "node:fs";
import * as path from "node:path";
import { installPackages } from "./setup.mjs";
import { runCommand } from "./vscode/command.mjs";
import { npm } from "./vscode/npm.mjs";
import { packageExtension } from "./vscode/vsix.mjs";

const root = path.resolve(import.meta.dirname, "..");
const { name, version } = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8"));

await installPackages();
await runCommand(process.execPath, [path.join(root, "scripts/build.mjs")], { cwd: root });
console.log(path.relative(root, await packageExtension(path.join(root, `${name}-${version}.vsix`))));
console.log((await npm(root, ["pack", "--ignore-scripts"], { capture: true })).trim());
