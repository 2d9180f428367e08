// The server as a process: reads its options, opens the channel, and ends with its client.
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { rulePages } from "../disk/rule-pages";
import { nodeFiles } from "./node-files";
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
  serve(createConnection(ProposedFeatures.all), { files: nodeFiles, version, rulePage: rulePages(folder) });
}
