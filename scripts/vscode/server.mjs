// Starts VS Code's server and gives the address of its workbench.
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { runCommand } from "./command.mjs";
import { installVscode } from "./runtime.mjs";

/** A window without anything that a test or a picture does not need. */
export const quietSettings = {
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "chat.disableAIFeatures": true,
  "chat.commandCenter.enabled": false,
  "security.workspace.trust.enabled": false,
  "git.enabled": false,
  "git.openRepositoryInParentFolders": "never",
  "files.autoSave": "off", // afterDelay is the browser's default
  "window.menuBarVisibility": "classic",
  "editor.minimap.enabled": false,
  "editor.cursorBlinking": "solid",
};

/**
 * @param {import("./run.mjs").Run} run stops the server when it ends
 * @param {object} [options]
 * @param {object} [options.settings] user settings, above the quiet ones
 * @param {number} [options.port] 0: a free one
 * @param {string} [options.vsix] a packaged extension to install
 * @param {boolean} [options.tests] for a suite in the extension host; VS Code then shows no notifications
 * @returns {Promise<Server>}
 * @typedef {{ base: string, log: () => string, hostLogs: () => string, ended: Promise<number | null> }} Server
 *   base: the address without a slash at the end; log: what the server has printed so far; hostLogs: the files of the extension host's log,
 *   output channels included (a language server's last words stand only there); ended: settles with the exit code
 */
export async function startServer(run, { settings = {}, port = 0, vsix, tests = false } = {}) {
  const { node, entry } = await installVscode(run.signal);
  const userData = path.join(run.folder, "user-data");
  const config = path.join(run.folder, "config.yaml");
  // The user's settings are read by the server, and must be there before the page loads.
  fs.mkdirSync(path.join(userData, "User"), { recursive: true });
  fs.writeFileSync(path.join(userData, "User/settings.json"), JSON.stringify({ ...quietSettings, ...settings }));
  fs.writeFileSync(config, "auth: none\n");
  const extensions = path.join(run.folder, "extensions");
  const args = [entry, "--config", config, "--user-data-dir", userData, "--extensions-dir", extensions];
  const env = { ...process.env, EXTENSIONS_GALLERY: "{}" }; // no marketplace
  delete env.NODE_OPTIONS; // meant for our Node, not for theirs
  if (vsix) await runCommand(node, [...args, "--install-extension", vsix], { env, signal: run.signal, capture: true });
  run.signal.throwIfAborted();
  const quiet = [
    "--disable-telemetry",
    "--disable-update-check",
    "--disable-workspace-trust",
    "--disable-getting-started-override",
    "--ignore-last-opened",
  ];
  const server = spawn(
    node,
    [...args, "--auth", "none", "--bind-addr", `127.0.0.1:${port}`, ...quiet, ...(tests ? testDriver(entry) : [])],
    { env, stdio: ["ignore", "pipe", "pipe"], detached: true },
  );
  run.defer(() => endGroup(server));
  const ended = new Promise((resolve) => server.once("exit", resolve));
  let log = "";
  const base = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`code-server does not start:\n${log}`)), 60_000);
    const read = (chunk) => {
      log += chunk;
      const address = /HTTP server listening on (http:\/\/\S+?)\/?\s/.exec(log)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    };
    server.stdout.on("data", read);
    server.stderr.on("data", read);
    server.on("error", reject);
    server.on("exit", (code) => reject(new Error(`code-server ended with ${code}:\n${log}`)));
  });
  return { base, log: () => log, hostLogs: () => hostLogs(path.join(userData, "logs")), ended };
}

function hostLogs(folder) {
  if (!fs.existsSync(folder)) return "";
  return fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /exthost\d+\/(?!vscode\.|.*Telemetry).*\.log$/.test(file))
    .map((file) => `--- ${path.basename(file)}\n${fs.readFileSync(path.join(folder, file), "utf8")}`)
    .join("\n");
}

/**
 * A built workbench ignores extensionDevelopmentPath and extensionTestsPath in its address, without a word, unless the server was started
 * with this option. Old versions do not know it and do not need it.
 */
function testDriver(entry) {
  const known = fs.readFileSync(path.join(path.dirname(entry), "cli.js"), "utf8").includes("vscode-option");
  return known ? ["--vscode-option", "enable-smoke-test-driver"] : [];
}

/**
 * SIGTERM for the server, then SIGKILL for what it leaves: an extension host waits some seconds for its window to come back.
 * The server was started detached, so all its children are one process group, and no other process is in it.
 */
async function endGroup(server) {
  if (server.pid === undefined) return; // it never started
  if (server.exitCode === null && server.signalCode === null) {
    const exit = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGTERM");
    const timer = setTimeout(() => server.kill("SIGKILL"), 5_000);
    await exit;
    clearTimeout(timer);
  }
  try {
    process.kill(-server.pid, "SIGKILL");
  } catch (error) {
    if (error.code !== "ESRCH") throw error; // nothing left
  }
}

/**
 * The address that opens a folder.
 * @param {string} base of the server
 * @param {string} folder absolute
 * @param {{ openFile?: string, extensionDevelopmentPath?: string, extensionTestsPath?: string }} [payload] absolute paths
 */
export function workbenchUrl(base, folder, payload = {}) {
  const { host } = new URL(base); // as the browser sees it
  const url = new URL("/", base);
  const entries = Object.entries(payload).map(([key, file]) => [key, `vscode-remote://${host}${file}`]);
  url.searchParams.set("folder", folder);
  if (entries.length > 0) url.searchParams.set("payload", JSON.stringify(entries));
  return url.href;
}
