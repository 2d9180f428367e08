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
    let rest = line.trim();
    if (rest.startsWith("[")) {
      const end = rest.indexOf("]");
      const named = rest.slice(1, Math.max(end, 1));
      section = named.includes('"') ? "" : named.trim().toLowerCase();
      rest = rest.slice(end + 1).trim();
    }
    if (section !== "core" && section !== "extensions") return [];
    const [, name, value = ""] = /^([a-zA-Z][\w-]*)\s*(?:=(.*))?$/.exec(rest) ?? [];
    return name === undefined ? [] : [[`${section}.${name.toLowerCase()}`, plain(value.trim())]];
  });
}

/** Without quotes and comments. */
function plain(value: string): string {
  const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(value)?.[1];
  return quoted === undefined ? (value.split(/[#;]/, 1)[0] ?? "").trim() : quoted.replace(/\\(.)/g, "$1");
}
