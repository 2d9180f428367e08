// Calls npm as if nobody had called us through npm.
import { runCommand } from "./command.mjs";

/**
 * The environment without what `npm run` adds: npm_config_* would win over the flags given here and over node-gyp's
 * (an npm_config_nodedir from the user's .npmrc would name the wrong Node). Read at load: a run changes HOME later on (run.mjs), and with
 * it the .npmrc.
 */
export const cleanEnv = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));

/** The npm that called us, where one did: on Windows `npm` is no program but a script that only a shell starts. */
const npmScript = /\bnpm-cli\.c?js$/.test(process.env.npm_execpath ?? "") ? process.env.npm_execpath : undefined;

/**
 * Runs npm in a folder; its messages go to stderr.
 * @param {string} folder
 * @param {readonly string[]} args
 * @param {{ signal?: AbortSignal | undefined, capture?: boolean }} [options] as runCommand's
 */
export function npm(folder, args, { signal, capture = false } = {}) {
  const [file, ...first] = npmScript === undefined ? ["npm"] : [process.execPath, npmScript];
  return runCommand(file, [...first, ...args, "--loglevel=error"], { cwd: folder, env: cleanEnv, signal, capture });
}

/**
 * Installs packages without running any script of theirs.
 * --force: whether the running Node suits a package's "engines" does not matter, another Node will run it.
 * @param {string} folder
 * @param {AbortSignal} [signal]
 */
export function npmInstall(folder, signal) {
  return npm(folder, ["install", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund", "--force"], { signal });
}
