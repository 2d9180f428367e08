// Runs one program to its end and takes everything with it that the program started.
import { spawn } from "node:child_process";

/**
 * What the program prints goes to stderr, because our own stdout says one thing only; with `capture` stdout is returned instead.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {object} [options]
 * @param {string} [options.cwd]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {AbortSignal} [options.signal] ends the program and its children at once
 * @param {boolean} [options.capture] keep stdout and stderr; stderr is part of the error's message
 * @returns {Promise<string>} stdout when captured; rejects where the exit code is not 0
 */
export async function runCommand(file, args, { cwd, env = process.env, signal, capture = false } = {}) {
  signal?.throwIfAborted();
  const windows = process.platform === "win32";
  const child = spawn(file, args, {
    cwd,
    env,
    stdio: ["ignore", capture ? "pipe" : 2, capture ? "pipe" : 2],
    // A process group of its own, so that the end reaches what the program started, too.
    detached: !windows,
  });
  const kill = () => {
    if (windows) child.kill();
    else if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
  };
  signal?.addEventListener("abort", kill);
  let stdout = "";
  let stderr = "";
  child.stdout?.setEncoding("utf8").on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr?.setEncoding("utf8").on("data", (chunk) => {
    stderr += chunk;
  });
  try {
    const [code, killer] = await new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (...ending) => resolve(ending));
    });
    signal?.throwIfAborted();
    if (code !== 0)
      throw new Error(`${[file, ...args].join(" ")} ended with ${code ?? killer}\n${stdout}${stderr}`.trim());
  } finally {
    signal?.removeEventListener("abort", kill);
  }
  return stdout;
}
