// The command line of the server: a channel that cannot be is said to be one, in a sentence.
import { spawnSync } from "node:child_process";
import * as path from "node:path";
import { describe, expect, it } from "vitest";

const server = path.resolve(import.meta.dirname, "../../dist/server.js");

function run(...options: string[]): { status: number | null; said: string | undefined } {
  const { status, stderr } = spawnSync(process.execPath, [server, ...options], {
    encoding: "utf8",
    timeout: 10_000,
    input: "",
  });
  return { status, said: stderr.split("\n")[0] };
}

const noPort = "rightkind-language-server: '--socket' needs the number of a port.";

it("what is only asked of the program ends, whatever process it is to follow", () => {
  expect(run("--version", `--clientProcessId=${process.pid}`)).toEqual({ status: 0, said: "" });
  expect(run("--help", `--clientProcessId=${process.pid}`)).toEqual({ status: 0, said: "" });
});

describe("a channel that cannot be", () => {
  it.each([
    { options: [], said: "rightkind-language-server: no channel named." },
    { options: ["--nope"], said: "rightkind-language-server: no channel named." },
    { options: ["--socket"], said: noPort },
    { options: ["--socket="], said: noPort },
    { options: ["--socket=abc"], said: noPort },
    { options: ["--socket=65536"], said: noPort },
    { options: ["--socket", `--clientProcessId=${process.pid}`], said: noPort },
    { options: ["--pipe"], said: "rightkind-language-server: '--pipe' needs a name." },
    { options: ["--pipe="], said: "rightkind-language-server: '--pipe' needs a name." },
    {
      options: ["--node-ipc"],
      said: "rightkind-language-server: '--node-ipc' is for a program that forks this one.",
    },
  ])("$options is wrong usage", ({ options, said }) => {
    expect(run(...options)).toEqual({ status: 2, said });
  });

  it.each(["--pipe=/no/such/channel", "--socket=1"])("%s, at which nobody listens, is named", (option) => {
    const { status, said } = run(option);
    expect(status).toBe(1);
    expect(said).toMatch(/^rightkind-language-server: connect E\w+ /);
  });
});
