// The command line as a process: its streams, its exit code, and a reader that stops reading.
import { rulePages } from "../disk/rule-pages";
import { run } from "./run";
import { mostStandardInput } from "./standard-input";
import { exitCodes } from "./surroundings";

/**
 * Runs with the words of the process; sets its exit code and lets it end by itself, so that all output gets out.
 * @param folder in which the program itself lies
 */
export async function runProcess(words: readonly string[], folder: string): Promise<void> {
  const { stdout, stderr, env } = process;
  for (const stream of [stdout, stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      // Whoever reads the output (`head`) has seen enough: no reason to complain.
      if (error.code !== "EPIPE") process.exitCode = exitCodes.failed;
    });
  }
  try {
    process.exitCode = await run(words, {
      workingDirectory: process.cwd(),
      version: typeof __VERSION__ === "string" ? __VERSION__ : "0.0.0",
      colours: stdout.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb",
      write: (text) => stdout.write(text),
      say: (message) => stderr.write(`rightkind: ${message}\n`),
      note: (line) => stderr.write(`${line}\n`),
      standardInput: () => bytesOf(process.stdin),
      rulePage: rulePages(folder),
      today: () => new Date().toISOString().slice(0, 10),
    });
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    stderr.write(`rightkind: a fault of the program itself, please report it: ${what}\n`);
    process.exitCode = exitCodes.failed;
  }
}

/** All that comes; a little more than the limit where more than that would come. */
async function bytesOf(stream: NodeJS.ReadableStream): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    length += bytes.length;
    if (length > mostStandardInput) break;
  }
  return Buffer.concat(chunks);
}
