// The desktop VS Code that @vscode/test-electron downloads, where code-server cannot be installed: macOS and Windows.
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { cacheFolder } from "./cache.mjs";
import { quietSettings } from "./server.mjs";

/**
 * Downloads desktop VS Code if it is not there, and says what it does on stderr.
 * @returns {Promise<string>} its executable
 */
export async function installDesktop() {
  const { downloadAndUnzipVSCode } = await import("@vscode/test-electron");
  try {
    return await downloadAndUnzipVSCode(download);
  } catch (error) {
    throw new Error(`desktop VS Code cannot be downloaded: ${error.message ?? error}`, { cause: error });
  }
}

const download = {
  cachePath: path.join(cacheFolder, "desktop"),
  reporter: {
    report: ({ stage }) => console.error(`desktop VS Code: ${stage}`),
    error: (error) => console.error(error),
  },
};

/**
 * Opens a folder with the packaged extension installed.
 * @param {import("./run.mjs").Run} run closes the window when it ends
 * @param {{ vsix: string, folder: string, openFile?: string | undefined }} options absolute paths
 * @returns {Promise<{ ended: Promise<unknown> }>} ended settles when the user has closed the window
 */
export async function openDesktop(run, { vsix, folder, openFile }) {
  const { runVSCodeCommand } = await import("@vscode/test-electron");
  const executable = await installDesktop();
  const userData = path.join(run.folder, "user-data");
  const folders = [`--user-data-dir=${userData}`, `--extensions-dir=${path.join(run.folder, "extensions")}`];
  fs.mkdirSync(path.join(userData, "User"), { recursive: true });
  fs.writeFileSync(path.join(userData, "User/settings.json"), JSON.stringify(quietSettings));
  await runVSCodeCommand([...folders, "--install-extension", vsix], { ...download, reuseMachineInstall: true });
  run.signal.throwIfAborted();
  const files = openFile === undefined ? [] : ["--goto", openFile];
  const quiet = ["--disable-workspace-trust", "--disable-telemetry", "--skip-welcome", "--skip-release-notes"];
  const window = spawn(executable, [...folders, ...quiet, "--new-window", folder, ...files], { stdio: "ignore" });
  const ended = new Promise((resolve, reject) => {
    window.on("error", reject);
    window.on("exit", resolve);
  });
  run.defer(() => {
    window.kill();
    return ended;
  });
  return { ended };
}
