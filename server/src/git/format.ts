// What the configuration of a repository says of its format: one that is not known is not read.
import * as fs from "node:fs";
import * as path from "node:path";
import { NotKnown } from "./not-known";
import { smallText } from "./small-text";

/** What changes neither objects nor references; of those that have values, the value that does not. */
const harmless: ReadonlyMap<string, RegExp> = new Map([
  ["noop", /./],
  ["noop-v1", /./],
  ["preciousobjects", /./],
  ["partialclone", /./],
  ["worktreeconfig", /./],
  ["relativeworktrees", /./],
  ["objectformat", /^sha1$/i],
  ["refstorage", /^files$/i],
]);

export interface Format {
  readonly bare: boolean;
  /** `core.worktree`: where the working tree is, if not beside `.git`. */
  readonly workingTree: string | undefined;
}

/** @throws NotKnown for a format that is not read, or for a configuration that is not understood */
export function formatOf(gitFolder: string, commonFolder: string): Format {
  const files = [path.join(commonFolder, "config"), path.join(gitFolder, "config.worktree")];
  const settings = new Map(files.filter((file) => fs.existsSync(file)).flatMap((file) => settingsOf(smallText(file))));
  if (!/^[01]$/.test(settings.get("core.repositoryformatversion") ?? "0"))
    throw new NotKnown("The repository is of a later format.");
  for (const [name, value] of settings) {
    const [, extension] = /^extensions\.(.*)$/.exec(name) ?? [];
    if (extension !== undefined && !harmless.get(extension)?.test(value))
      throw new NotKnown(`The repository has the extension ${extension}.`);
  }
  return {
    bare: /^(?:true|yes|on|1)$/i.test(settings.get("core.bare") ?? ""),
    workingTree: settings.get("core.worktree"),
  };
}

/** Those of sections without a name of their own. A value that goes on in the next line is none that matters here. */
function settingsOf(text: string): [string, string][] {
  let section = "";
  return text.split(/\r?\n/).flatMap((line): [string, string][] => {
    const [, named, rest = ""] = /^\s*\[\s*([^\]"]*?)\s*(?:"[^\]]*)?\](.*)$/.exec(line) ?? [];
    if (named !== undefined) section = line.includes('"') ? "" : named.toLowerCase();
    const [, name = "", value = ""] =
      /^\s*([a-zA-Z][\w-]*)\s*(?:=\s*(.*))?$/.exec(named === undefined ? line : rest) ?? [];
    if (name === "" || (section !== "core" && section !== "extensions")) return [];
    return [[`${section}.${name.toLowerCase()}`, plain(value)]];
  });
}

/** Without quotes and comments. */
function plain(value: string): string {
  const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(value)?.[1];
  return quoted === undefined ? value.replace(/\s*[#;].*$/, "").trimEnd() : quoted.replace(/\\(.)/g, "$1");
}
