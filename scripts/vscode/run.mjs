// One run: a temporary folder for all that it writes, and a list of what to stop before that folder goes.
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

const parent = process.ppid;

/**
 * Does the work and cleans up after it: when it returns, when it throws (also beside the work), and on SIGINT, SIGTERM and SIGHUP.
 * Whatever this process starts writes below the run's folder (HOME, TMPDIR and the XDG folders point there).
 * @template T
 * @param {(run: Run) => Promise<T>} work
 * @param {{ ownHome?: boolean }} [options] ownHome false: the environment stays as it is, for runs that only start other runs
 * @returns {Promise<T>}
 * @typedef {{ folder: string, signal: AbortSignal, defer: (stop: () => unknown) => void }} Run
 *   folder: an empty folder; signal: aborted when the run ends early; defer: registers what to call at the end, last one first
 */
export async function withRun(work, { ownHome = true } = {}) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "vscode-run-"));
  const aborter = new AbortController();
  const stops = [];
  let working = Promise.resolve();
  let ended;
  const end = () => {
    ended ??= (async () => {
      while (stops.length > 0) {
        try {
          await stops.pop()();
        } catch (error) {
          console.error("cleaning up:", error);
        }
      }
      fs.rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    })();
    return ended;
  };
  const endEarly = async (code) => {
    if (aborter.signal.aborted) return;
    aborter.abort();
    // What was being installed takes its half-filled folder away first; work that waits for something else is not waited for.
    await Promise.race([working.catch(() => {}), new Promise((resolve) => setTimeout(resolve, 300))]);
    await end();
    process.exit(code);
  };
  const endBecauseOf = (signal) => endEarly(128 + os.constants.signals[signal]);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, endBecauseOf);
  whenNpmEnds(() => endBecauseOf("SIGTERM"));
  process.on("uncaughtException", (error) => {
    console.error(error);
    void endEarly(1);
  });
  if (ownHome) pointEnvironmentTo(path.join(folder, "home"));
  try {
    working = work({ folder, signal: aborter.signal, defer: (stop) => stops.push(stop) });
    return await working;
  } catch (error) {
    if (aborter.signal.aborted) await new Promise(() => {}); // endEarly ends the process; the work's failure is only its echo
    throw error;
  } finally {
    await end();
  }
}

/**
 * npm passes SIGTERM and SIGINT to the shell that it runs us in, not to us. The shell dies of SIGTERM, perhaps before we are here, and
 * leaves us to process 1. SIGINT is noted by Debian's shell, which goes on waiting for us.
 */
function whenNpmEnds(stop) {
  if (!process.env.npm_lifecycle_event) return;
  const wasWoken = wakeUps(parent);
  wasWoken(); // counts for the first time
  const timer = setInterval(() => {
    if (process.ppid === parent && !(parent === 1 && !isNpm(1)) && !wasWoken()) return;
    clearInterval(timer);
    stop();
  }, 250);
  timer.unref();
}

/**
 * Whether a shell, which sleeps until we end, was woken meanwhile: the one trace of a SIGINT that it keeps for later.
 * @returns {() => boolean} false for what is no `sh -c`, and where there is no /proc
 */
function wakeUps(shell) {
  let counted;
  let asked = Date.now();
  return () => {
    const now = Date.now();
    const before = counted;
    const wasStopped = now - asked > 2_000; // with us, by Ctrl+Z or a lid that was closed; to go on wakes it, too
    asked = now;
    try {
      const isShell = /^(\S*\/)?(sh|dash|ash)\0-c\0/.test(fs.readFileSync(`/proc/${shell}/cmdline`, "latin1"));
      const status = fs.readFileSync(`/proc/${shell}/status`, "latin1");
      const isAsleep = isShell && /^State:\s+S/m.test(status);
      counted = isAsleep ? /^voluntary_ctxt_switches:\s+(\d+)/m.exec(status)?.[1] : undefined;
    } catch {
      counted = undefined;
    }
    return before !== undefined && counted !== undefined && before !== counted && !wasStopped;
  };
}

/** npm may be process 1 itself, in a container. */
function isNpm(pid) {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, "latin1").includes("npm");
  } catch {
    return false; // no Linux
  }
}

function pointEnvironmentTo(home) {
  // A test started from VS Code's own terminal would otherwise talk to that window. (Our own variables are named RIGHTKIND_….)
  for (const name of Object.keys(process.env)) if (/^(VSCODE|ELECTRON)_/.test(name)) delete process.env[name];
  const folders = {
    HOME: home,
    TMPDIR: "tmp",
    XDG_RUNTIME_DIR: "run",
    XDG_CONFIG_HOME: "config",
    XDG_DATA_HOME: "data",
    XDG_CACHE_HOME: "cache",
    XDG_STATE_HOME: "state",
  };
  for (const [name, folder] of Object.entries(folders)) {
    const full = path.resolve(home, folder);
    process.env[name] = full;
    fs.mkdirSync(full, { recursive: true, mode: 0o700 });
  }
}
