// What SECURITY.md promises: the tests that it names are there, and our code starts nothing, loads nothing and writes where it says.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const policy = readFileSync(path.join(root, "SECURITY.md"), "utf8");
const rows = [...policy.matchAll(/^\| (?!attempt|---)(.*) \|$/gm)].map(([, row = ""]) => row.split(" | "));

describe("SECURITY.md", () => {
  it("says for each attempt what stops it and what shows that", () => {
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.filter((cells) => cells.length !== 3 || cells.some((cell) => cell.trim() === ""))).toEqual([]);
  });

  it.each(rows)("%s: the files are there", (_attempt, _stop, shown = "") => {
    const files = [...shown.matchAll(/`([^`]+)`/g)].map(([, file = ""]) => file);
    expect(files.length).toBeGreaterThan(0);
    expect(
      files.filter((file) => !/^(?:test|scripts)\/.*\.ts$/.test(file) || !existsSync(path.join(root, file))),
    ).toEqual([]);
  });
});

describe("our own code", () => {
  const sources = ["client/src", "server/src"].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => {
        const name = `${folder}/${file.replaceAll(path.sep, "/")}`;
        return { name, text: readFileSync(path.join(root, name), "utf8") };
      }),
  );
  const using = (pattern: RegExp) => sources.filter(({ text }) => pattern.test(text)).map(({ name }) => name);
  const modules = (names: string) => new RegExp(`(?:from|import\\(|require\\() ?["'](?:node:)?(?:${names})["'/]`);

  it("is read", () => expect(sources.length).toBeGreaterThan(200));

  it("starts no process and makes no code of a text", () => {
    expect(using(modules("child_process|vm|cluster|module"))).toEqual([]);
    expect(using(/\beval\(|\bnew Function\(|\.createTerminal\(|\bTask\(/)).toEqual([]);
  });

  it("knows no network but the port of this machine on which its client listens", () => {
    const [channel, ...others] = using(modules("http|https|http2|net|tls|dgram|dns|inspector|undici"));
    expect([channel, ...others]).toEqual(["server/src/transport/node-socket.ts"]);
    const text = sources.find(({ name }) => name === channel)?.text ?? "";
    expect(text.match(/createConnection\(.*/g)).toEqual([
      'createConnection({ port, host: "127.0.0.1", noDelay: true });',
    ]);
    expect(using(/\bfetch\(|\bXMLHttpRequest\b|\bnew WebSocket\(|\bEventSource\(|\bsendBeacon\(/)).toEqual([]);
  });

  it("writes to the disk in the command line, and a configuration file that is asked for", () => {
    const words =
      "writeFile|appendFile|createWriteStream|rename|unlink|rmdir|rm|mkdir|truncate|ftruncate|copyFile|cp|symlink|link|write";
    const writing = new RegExp(
      `\\b(?:${words})Sync\\(|\\bfs(?:\\.promises)?\\.(?:${words})\\(|\\bcreateWriteStream\\(`,
    );
    const found = using(writing);
    expect(found.length).toBeGreaterThan(2);
    // Beside them a command writes a configuration file that is not there yet, through the editor.
    const configuration = "client/src/commands/create-configuration.ts";
    expect(found.filter((name) => !name.startsWith("server/src/cli/write/"))).toEqual([configuration]);
  });

  it("trusts no Markdown", () => {
    expect(using(/\bisTrusted\b|\bsupportHtml\b/)).toEqual([]);
  });

  it("shows pages that run nothing but their own script, and load nothing", () => {
    expect(using(/\bcreateWebviewPanel\(|\benableScripts\b/)).toEqual(["client/src/views/documentation.ts"]);
  });
});
