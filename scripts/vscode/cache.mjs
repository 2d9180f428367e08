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
 * @param {string} [words] what is said of it while it lasts
 * @returns {Promise<string>} the folder
 */
export async function installOnce(name, install, words = `installing ${name}`) {
  const final = path.join(cacheFolder, name);
  if (fs.existsSync(final)) return final;
  fs.mkdirSync(cacheFolder, { recursive: true });
  const part = fs.mkdtempSync(`${final}.part-`);
  const started = Date.now();
  console.error(words);
  const moving = sayThatItGoesOn(started);
  try {
    await install(part);
    fs.renameSync(part, final);
  } catch (error) {
    if (!fs.existsSync(final)) throw error; // else another process was quicker
  } finally {
    clearInterval(moving);
    fs.rmSync(part, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
  console.error(`installed ${name} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return final;
}

/** Nobody takes a long silence for work: on a terminal a line that moves, in a log one from time to time. */
function sayThatItGoesOn(started) {
  const isTerminal = process.stderr.isTTY === true;
  const say = () => {
    const line = `  ${Math.round((Date.now() - started) / 1000)} s`;
    process.stderr.write(isTerminal ? `\r${line} ` : `${line}\n`);
  };
  return setInterval(say, isTerminal ? 1_000 : 15_000);
}
