// The server as a process: reads its options, opens the channel, and ends with its client.
import {
  type Connection,
  createConnection,
  createServerPipeTransport,
  ProposedFeatures,
} from "vscode-languageserver/node";
import { rulePages } from "../disk/rule-pages";
import { LastCommit } from "../git/last-commit";
import { nodeFiles } from "./node-files";
import { socketChannel } from "./node-socket";
import { serve } from "./serve";

const usage = `Usage: rightkind-language-server --stdio | --node-ipc | --socket=PORT | --pipe=NAME
       [--clientProcessId=N]   end when that process ends
       rightkind-language-server --version | --help
`;

/**
 * @param given options of the command line; the library reads the channel's from there itself
 * @param folder in which the program itself lies
 */
export function runServer(given: readonly string[], folder: string): void {
  const version = typeof __VERSION__ === "string" ? __VERSION__ : "0.0.0";
  if (given.includes("--version")) {
    process.stdout.write(`${version}\n`);
    return;
  }
  if (given.includes("--help") || given.includes("-h")) {
    process.stdout.write(usage);
    return;
  }
  if (!given.some((option) => /^--(stdio|node-ipc|socket|pipe)(=|$)/.test(option))) {
    process.stderr.write(`rightkind-language-server: no channel named.\n${usage}`);
    process.exitCode = 2;
    return;
  }
  const lastCommit = new LastCommit();
  serve(connectionOf(given), { files: nodeFiles, lastCommit, version, rulePage: rulePages(folder) });
}

/** The library ends the process with standard input and with its client's process, but not with any other channel. */
function connectionOf(given: readonly string[]): Connection {
  process.once("disconnect", hungUp);
  const port = wordOf(given, "--socket");
  const pipe = wordOf(given, "--pipe");
  if (port === undefined && pipe === undefined) return createConnection(ProposedFeatures.all);
  const [reader, writer] = pipe === undefined ? socketChannel(Number(port)) : createServerPipeTransport(pipe);
  reader.onClose(hungUp);
  return createConnection(ProposedFeatures.all, reader, writer);
}

/** `--name=value` or `--name value`. */
function wordOf(given: readonly string[], name: string): string | undefined {
  const joined = given.find((word) => word.startsWith(`${name}=`));
  if (joined !== undefined) return joined.slice(name.length + 1);
  const index = given.indexOf(name);
  return index === -1 ? undefined : given[index + 1];
}

/** A client that says nothing more has not ended the server as it should. */
function hungUp(): never {
  process.exit(1);
}
