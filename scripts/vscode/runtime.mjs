// A real VS Code server and the Node that runs it, both from npm.
import * as fs from "node:fs";
import * as path from "node:path";
import { installOnce } from "./cache.mjs";
import { runCommand } from "./command.mjs";
import { cleanEnv, npm, npmInstall } from "./npm.mjs";

const releases = {
  current: { codeServer: "4.139.1", node: "24.21.0", more: {} }, // VS Code 1.139.1
  oldest: { codeServer: "4.100.3", node: "20.20.2", more: { "@vscode/ripgrep-universal": "1.18.0" } }, // VS Code 1.100.3
};

/**
 * Installs VS Code if it is not there; which one says RIGHTKIND_VSCODE, `current` or `oldest`.
 * @param {AbortSignal} [signal] stops an installation
 * @returns {Promise<{node: string, entry: string}>} the two files that start it
 */
export async function installVscode(signal) {
  if (process.platform !== "linux") {
    throw new Error("code-server is installed on Linux only; elsewhere use desktop VS Code (npm run test:desktop)");
  }
  const release = process.env.RIGHTKIND_VSCODE ?? "current";
  const versions = Object.hasOwn(releases, release) ? releases[release] : undefined;
  if (!versions) throw new Error(`RIGHTKIND_VSCODE must be one of ${Object.keys(releases).join(", ")}`);
  const nodePackage = `node-linux-${process.arch}`;
  const name = `code-server-${versions.codeServer}-${nodePackage}-${versions.node}`;
  const words = "downloading VS Code (about 800 MB on the disk, once)";
  const download = async (part) => {
    // Not a devDependency: its install script insists on its own Node major, then fails without the headers of Kerberos.
    const dependencies = { "code-server": versions.codeServer, [nodePackage]: versions.node, ...versions.more };
    fs.writeFileSync(path.join(part, "package.json"), JSON.stringify({ private: true, dependencies }));
    await npmInstall(part, signal);
    const vscode = path.join(part, "node_modules/code-server/lib/vscode");
    await npmInstall(vscode, signal); // not `npm ci`: its own lockfile is incomplete
    stubArgon2(part);
    supplyRipgrep(part, vscode);
    await compileNativeModules(vscode, path.join(part, "node_modules", nodePackage), signal);
  };
  const folder = await installOnce(name, download, words);
  return {
    node: path.join(folder, "node_modules", nodePackage, "bin/node"),
    entry: path.join(folder, "node_modules/code-server/out/node/entry.js"),
  };
}

/** Hashes passwords; older versions come without a binary. We run with --auth none. */
function stubArgon2(folder) {
  const argon2 = path.join(folder, "node_modules/argon2");
  if (fs.existsSync(path.join(argon2, "prebuilds"))) return;
  fs.writeFileSync(path.join(argon2, "argon2.js"), "module.exports = {};\n");
}

/** Behind workspace.findFiles and the search view. Older versions download it in an install script, newer ones carry it. */
function supplyRipgrep(folder, vscode) {
  const ripgrep = path.join(vscode, "node_modules/@vscode/ripgrep");
  if (!fs.existsSync(ripgrep)) return;
  const platform = `${process.platform}-${process.arch}`;
  const carried = path.join(folder, "node_modules/@vscode/ripgrep-universal/bin", platform);
  fs.cpSync(carried, path.join(ripgrep, "bin"), { recursive: true });
}

/**
 * The two modules without a ready binary that are worth compiling. Without them (no compiler) tests pass too, but VS Code writes no log
 * files, and the Output view stays empty. The Node package brings its headers, so nothing is downloaded.
 */
async function compileNativeModules(vscode, nodeHome, signal) {
  const globalPackages = (await npm(vscode, ["root", "--global"], { signal, capture: true })).trim();
  const nodeGyp = path.join(globalPackages, "npm/node_modules/node-gyp/bin/node-gyp.js");
  const args = [nodeGyp, "rebuild", `--nodedir=${nodeHome}`, "--jobs=max", "--silent"];
  for (const module of ["@vscode/spdlog", "@vscode/native-watchdog"]) {
    const cwd = path.join(vscode, "node_modules", module);
    if (!fs.existsSync(cwd)) continue; // not in every version
    try {
      await runCommand(path.join(nodeHome, "bin/node"), args, { cwd, env: cleanEnv, signal, capture: true });
    } catch (error) {
      signal?.throwIfAborted();
      console.error(`${module} is not compiled, going on without it: ${error.message.trim().split("\n").pop()}`);
    }
  }
}
