// npm start [-- [PATH] [--port N] [--no-open]]: tries the extension out: set-up, build, package, and a real VS Code with the package installed.
// Stdout says one thing, the address, when the window can be opened; everything else goes to stderr.
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { parseArgs } from "node:util";
import { installPackages } from "./setup.mjs";
import { runCommand } from "./vscode/command.mjs";
import { openDesktop } from "./vscode/desktop.mjs";
import { cleanEnv } from "./vscode/npm.mjs";
import { withRun } from "./vscode/run.mjs";
import { startServer, workbenchUrl } from "./vscode/server.mjs";
import { packageExtension } from "./vscode/vsix.mjs";

const usage = `usage: npm start -- [PATH] [--port N] [--no-open]
  PATH       a folder or file to open as it is; without it a copy of examples/
  --port N   the port of the window's address; without it a free one
  --no-open  prints the address and opens no browser`;

const root = path.resolve(import.meta.dirname, "..");
/** What the window shows first, in examples/: the workload that everybody knows, with the kind that does not suit it. */
const firstExample = "database/deployment.yaml";

const options = commandLine();
process.stderr.on("error", () => {}); // nobody listens any more: no reason to stop
const code = await withRun(tryOut);
process.exit(code);

/**
 * @param {import("./vscode/run.mjs").Run} run
 * @returns {Promise<number>} the exit code, once the window's server has ended by itself
 */
async function tryOut(run) {
  await installPackages(run.signal);
  console.error("building");
  const build = path.join(root, "scripts/build.mjs");
  await runCommand(process.execPath, [build], { cwd: root, signal: run.signal });
  const vsix = await packageExtension(path.join(run.folder, "rightkind.vsix"), run.signal);
  const { folder, openFile } = options.path === undefined ? copyOfExamples(run) : folderAndFile(options.path);

  if (process.platform !== "linux") {
    console.error("code-server runs on Linux only: opening desktop VS Code");
    const window = await openDesktop(run, { vsix, folder, openFile });
    console.log(`desktop VS Code on ${folder}`);
    await window.ended;
    return 0;
  }

  const server = await startServer(run, { vsix, port: options.port });
  const address = workbenchUrl(server.base, folder, openFile === undefined ? {} : { openFile });
  console.log(address);
  console.error("Ctrl+C ends it");
  if (options.open) openBrowser(address);
  const ended = await server.ended;
  if (run.signal.aborted) return 0; // the signal decides
  console.error(`VS Code's server has ended with ${ended}:\n${server.log()}`);
  return 1;
}

function commandLine() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { port: { type: "string" }, "no-open": { type: "boolean" }, help: { type: "boolean" } },
    });
    if (values.help) {
      console.log(usage);
      process.exit(0);
    }
    const port = values.port === undefined ? 0 : Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port ${values.port}: no port`);
    if (positionals.length > 1) throw new Error("more than one PATH");
    const [named] = positionals;
    // npm runs scripts in the project's folder and notes the user's own.
    const given = named === undefined ? undefined : path.resolve(process.env.INIT_CWD ?? process.cwd(), named);
    if (given !== undefined && !fs.existsSync(given)) throw new Error(`${given} does not exist`);
    return { path: given, port, open: !values["no-open"] };
  } catch (error) {
    console.error(`${error.message}\n${usage}`);
    process.exit(2);
  }
}

/** The user may change and break the examples: that is what they are for. */
function copyOfExamples(run) {
  const folder = path.join(run.folder, "examples");
  fs.cpSync(path.join(root, "examples"), folder, { recursive: true });
  const openFile = path.join(folder, firstExample);
  return { folder, openFile: fs.existsSync(openFile) ? openFile : undefined };
}

function folderAndFile(given) {
  return fs.statSync(given).isDirectory()
    ? { folder: given, openFile: undefined }
    : { folder: path.dirname(given), openFile: given };
}

/** The browser is the user's, not the run's: it gets their environment and stays when we end. */
function openBrowser(address) {
  const browser = spawn("xdg-open", [address], { stdio: "ignore", detached: true, env: cleanEnv });
  browser.on("error", () => console.error("no browser to open: please open the address"));
  browser.unref();
}
