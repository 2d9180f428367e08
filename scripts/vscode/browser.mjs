// The browser: the one named or installed, else one from npm.
import * as fs from "node:fs";
import * as path from "node:path";
import { installOnce } from "./cache.mjs";
import { runCommand } from "./command.mjs";
import { npmInstall } from "./npm.mjs";

const packageName = "@sparticuz/chromium";
// 147.0.1 and later want Node >= 22.17.
const version = "147.0.0";

/**
 * Finds or installs a browser and returns its executable.
 * @param {AbortSignal} [signal] stops an installation
 */
export async function installBrowser(signal) {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const usual = ["/usr/bin/chromium", "/usr/bin/google-chrome", "/usr/bin/microsoft-edge"];
  const installed = usual.find((file) => fs.existsSync(file));
  if (installed) return installed;
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error("no browser found: install Chromium, Chrome or Edge, or name one in CHROMIUM");
  }
  return path.join(await installOnce(`chromium-${version}`, (folder) => unpack(folder, signal)), "chromium");
}

/**
 * The package carries the browser compressed and unpacks it into os.tmpdir(). That must not happen while tests run: it takes whatever lies
 * there already, and a second process meets a half-written file (ETXTBSY).
 */
async function unpack(folder, signal) {
  const manifest = { private: true, type: "module", dependencies: { [packageName]: version } };
  fs.writeFileSync(path.join(folder, "package.json"), JSON.stringify(manifest));
  await npmInstall(folder, signal);
  const program = `import chromium from "${packageName}"; await chromium.executablePath();`;
  const env = { ...process.env, TMPDIR: folder };
  await runCommand(process.execPath, ["--input-type=module", "--eval", program], { cwd: folder, env, signal });
  fs.rmSync(path.join(folder, "node_modules"), { recursive: true });
  try {
    await runCommand(path.join(folder, "chromium"), ["--version"], { signal, capture: true });
  } catch (error) {
    throw new Error(`the browser does not start (Debian: install libnss3 and libnspr4):\n${error.message}`);
  }
}

/**
 * Options for playwright's launch. Nothing outside this machine can be reached from the pages: what a test needs is here, and an
 * extension must not need more.
 * @param {AbortSignal} [signal] stops an installation
 */
export async function browserOptions(signal) {
  return {
    executablePath: await installBrowser(signal),
    headless: true,
    // The run closes the browser itself, in its order (run.mjs).
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      "--no-proxy-server",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE *.localhost",
    ],
  };
}
