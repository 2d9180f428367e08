// Packages the extension as users get it.
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { runCommand } from "./command.mjs";

const root = path.resolve(import.meta.dirname, "../..");
const vsce = path.join(root, "node_modules/@vscode/vsce/vsce");

/**
 * Packages what the last build has left in dist/. Everything is in the bundles, so no dependency is packaged.
 *
 * vsce refuses a manifest with `files`, which says what the npm package holds, beside a .vscodeignore, which says what this one holds. So a
 * copy is packaged: the files of .vscodeignore, and a manifest without what only npm and the developers want.
 * @param {string} file the .vsix to write
 * @param {AbortSignal} [signal]
 * @returns {Promise<string>} the file
 */
export async function packageExtension(file, signal) {
  const stage = fs.mkdtempSync(path.join(os.tmpdir(), "vsix-"));
  try {
    for (const name of await packagedFiles(signal)) {
      fs.mkdirSync(path.dirname(path.join(stage, name)), { recursive: true });
      fs.copyFileSync(path.join(root, name), path.join(stage, name));
    }
    fs.copyFileSync(path.join(root, ".vscodeignore"), path.join(stage, ".vscodeignore"));
    const { files, bin, scripts, devDependencies, ...manifest } = JSON.parse(
      fs.readFileSync(path.join(root, "package.json"), "utf8"),
    );
    fs.writeFileSync(path.join(stage, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
    const args = ["package", "--no-dependencies", "--out", path.resolve(file)];
    // It prints the list of files: said only when it fails.
    await runCommand(process.execPath, [vsce, ...args], { cwd: stage, signal, capture: true });
  } finally {
    fs.rmSync(stage, { recursive: true, force: true });
  }
  return file;
}

/** The files of .vscodeignore that are there, relative to the project. */
async function packagedFiles(signal) {
  const list = await runCommand(process.execPath, [vsce, "ls", "--no-dependencies"], {
    cwd: root,
    signal,
    capture: true,
  });
  return list.trim().split("\n");
}
