// What is too big for node_modules and the same for every project: kept in the user's cache folder, once for all clones, a folder for each version.
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

// Read at load: a run changes HOME later on (run.mjs).
export const cacheFolder =
  process.env.RIGHTKIND_VSCODE_CACHE ??
  path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), ".cache"), "vscode-for-tests");

/**
 * Installs into a folder beside the final one and renames it: a folder under its final name is whole. No stamp is
 * needed, an interrupted install is not mistaken for a good one, and two installs at the same time do no harm.
 * @param {string} name names everything that decides about the content: versions, platform
 * @param {(folder: string) => Promise<void>} install fills an empty folder
 * @returns {Promise<string>} the folder
 */
export async function installOnce(name, install) {
  const final = path.join(cacheFolder, name);
  if (fs.existsSync(final)) return final;
  fs.mkdirSync(cacheFolder, { recursive: true });
  const part = fs.mkdtempSync(`${final}.part-`);
  const started = Date.now();
  console.error(`installing ${name}`);
  try {
    await install(part);
    fs.renameSync(part, final);
  } catch (error) {
    if (!fs.existsSync(final)) throw error; // else another process was quicker
  } finally {
    fs.rmSync(part, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
  console.error(`installed ${name} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return final;
}
