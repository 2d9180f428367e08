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

const program = "rightkind-language-server";
const usage = `Usage: ${program} --stdio | --node-ipc | --socket=PORT | --pipe=NAME
       [--clientProcessId=N]   end when that process ends
       ${program} --version | --help
`;

/**
 * @param given options of the command line; the library reads the channel's from there itself
 * @param folder in which the program itself lies
 */
export function runServer(given: readonly string[], folder: string): void {
  const version = typeof __VERSION__ === "string" ? __VERSION__ : "0.0.0";
  const fault = channelFault(given);
  if (given.includes("--version")) endWith(process.stdout, `${version}\n`, 0);
  else if (given.includes("--help") || given.includes("-h")) endWith(process.stdout, usage, 0);
  else if (fault !== undefined) endWith(process.stderr, `${program}: ${fault}\n${usage}`, 2);
  else
    serve(connectionOf(given), {
      files: nodeFiles,
      lastCommit: new LastCommit(),
      version,
      rulePage: rulePages(folder),
    });
}

/** The library, which looks after its client's process, would keep this one alive. */
function endWith(stream: NodeJS.WriteStream, text: string, code: number): void {
  stream.write(text, () => process.exit(code));
}

/** What is wrong with the channel that is named; undefined where nothing is. */
function channelFault(given: readonly string[]): string | undefined {
  const named = ["stdio", "node-ipc", "socket", "pipe"].filter((name) =>
    given.some((word) => word === `--${name}` || word.startsWith(`--${name}=`)),
  );
  if (named.length === 0) return "no channel named.";
  if (named.includes("socket") && !isPort(wordOf(given, "--socket"))) return "'--socket' needs the number of a port.";
  if (named.includes("pipe") && !wordOf(given, "--pipe")) return "'--pipe' needs a name.";
  if (named.includes("node-ipc") && !process.send) return "'--node-ipc' is for a program that forks this one.";
  return undefined;
}

function isPort(word: string | undefined): boolean {
  return word !== undefined && /^\d+$/.test(word) && Number(word) > 0 && Number(word) < 65536;
}

/** The library ends the process with standard input and with its client's process, but not with any other channel. */
function connectionOf(given: readonly string[]): Connection {
  process.once("disconnect", hungUp);
  const port = wordOf(given, "--socket");
  const pipe = wordOf(given, "--pipe");
  if (port === undefined && pipe === undefined) return createConnection(ProposedFeatures.all);
  const [reader, writer] = pipe === undefined ? socketChannel(Number(port)) : createServerPipeTransport(pipe);
  // Such as a port at which nobody listens: the end alone would not say so.
  reader.onError((error) => process.stderr.write(`${program}: ${error.message}\n`));
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
