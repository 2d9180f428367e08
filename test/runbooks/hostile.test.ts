// Names of any kind in manifests: in a runbook they stay one word of a command, and one word of the text.
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { readRunbook } from "../../scripts/runbooks/document";
import { code, prose, table } from "../../server/src/runbooks/markdown";
import { type RunbookOption, runbookOptions } from "../../server/src/runbooks/options";
import { fileName, literal, scalar, word } from "../../server/src/runbooks/shell";
import { Folder } from "../cli/command-line";
import { directRunbook } from "./direct";
import { claim, database, documents, service } from "./manifests";

const hasBash = spawnSync("bash", ["--version"]).status === 0;

const hostile = [
  "a'; touch pwned; '",
  'a"; touch pwned; "',
  "$(touch pwned)",
  "`touch pwned`",
  "a\ntouch pwned\n",
  "a\n```\n# x\n\n```bash\ntouch pwned\n```\n",
  "YAML\ntouch pwned",
  "\nYAML\ntouch pwned\n",
  "--all -A",
  "-rf",
  "a b",
  "a\\",
  "\\'; touch pwned; '",
  "a; touch pwned #",
  "${IFS}touch${IFS}pwned",
  "<img src=x onerror=alert(1)>",
  "a|b|`c`|",
  "](javascript:alert(1))",
  "*_~#",
  "a\u202eb\u0000c\u2028d",
  "ünï😀",
  "!history",
  "~root",
] as const;

/** In the place of the programs: they only write down how they were called. */
const stubs = ["kubectl", "jq", "rightkind", "flux", "sleep"]
  .map((program) => `${program}() { printf '%s\\0' ${program} "$@" >> "$CALLS"; echo disk; }`)
  .join("\n");

/** What bash makes of a script: the words of all calls, and whether another command was slipped in. */
function run(script: string) {
  const folder = new Folder({});
  const calls = path.join(folder.path, "calls");
  const { stderr } = spawnSync("bash", ["-c", `${stubs}\n${script}`], {
    cwd: folder.path,
    encoding: "utf8",
    env: { ...process.env, HOME: folder.path, CALLS: calls, LC_ALL: "C.UTF-8" },
  });
  return {
    stderr,
    words: fs.existsSync(calls) ? fs.readFileSync(calls, "utf8").split("\0") : [],
    isPwned: fs.existsSync(path.join(folder.path, "pwned")),
  };
}

describe.skipIf(!hasBash)("one word of a command", () => {
  it.each([...hostile, ""])("%j", (text) => {
    const { stdout } = spawnSync("bash", ["-c", `printf %s ${word(text)}`], {
      cwd: new Folder({}).path,
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C.UTF-8" },
    });
    expect(stdout).toBe(text.replaceAll("\u0000", "\uFFFD"));
    expect(word(text)).toMatch(/^\P{Cc}*$/u);
  });

  it.each(hostile)("%j in a here-document", (text) => {
    const script = `cat <<YAML\n${literal(scalar(text))}\nYAML`;
    const { stdout } = spawnSync("bash", ["-c", script], { cwd: new Folder({}).path, encoding: "utf8" });
    expect(stdout).toBe(`${scalar(text)}\n`);
    expect(scalar(text)).not.toContain("\n");
  });

  it.each(hostile)("%j as a file", (text) => expect(fileName("claim", text)).toMatch(/^claim-[\w.-]*$/));
});

describe("one word of a text", () => {
  it.each(hostile)("%j", (text) => {
    for (const shown of [code(text), prose(text), table(["a"], [[code(text)]])])
      expect(shown).not.toMatch(/\n```|\p{Cf}/u);
    expect(code(text).split("\n")).toHaveLength(1);
    expect(prose(text).split("\n")).toHaveLength(1);
    // A cell more would be a bar that is not escaped.
    expect(
      table(["a"], [[code(text)]])
        .split("\n")
        .at(-1)
        ?.match(/(?<!\\)\|/g),
    ).toHaveLength(2);
  });
});

/** The shape of a document: its fences and headings, without words. */
function shapeOf(document: string): string[] {
  return document.split("\n").flatMap((line) => {
    const fence = /^`{3,}(?:bash)?$/.exec(line)?.[0];
    if (fence !== undefined) return fence.startsWith("```") && fence.endsWith("bash") ? "open" : "close";
    return /^#+ (?:\d+[a-z]?\.|Way back|Runbook|The ways)/.exec(line)?.[0] ?? [];
  });
}

function files(
  name: string,
  more: { readonly label?: string; readonly namespace?: string; readonly claim?: string; readonly volume?: string },
) {
  const { label = name, namespace = "shop", claim: own = "data", volume = "data" } = more;
  return {
    "k8s/db.yaml": documents(
      database({ name, label, namespace, claims: { [volume]: own } }),
      claim(own, { namespace }),
      service("db", label, namespace),
    ),
  };
}

/** Where in a manifest a word may stand. */
const places: Readonly<Record<string, (text: string) => Readonly<Record<string, string>>>> = {
  "a name": (text) => files(text, {}),
  "a label": (text) => files("db", { label: text }),
  "a namespace": (text) => files("db", { namespace: text }),
  "a claim": (text) => files("db", { claim: text }),
  "a volume": (text) => files("db", { volume: text }),
};

function written(folder: Readonly<Record<string, string>>, option: RunbookOption): string {
  const page = directRunbook({ files: folder, option });
  if (typeof page !== "string") throw new Error(page.message);
  return page;
}

describe.each(Object.keys(places))("%s", (place) => {
  const of = places[place] as (text: string) => Readonly<Record<string, string>>;

  it.skipIf(!hasBash)("breaks out of nothing", { timeout: 60_000 }, () => {
    const plain = new Map<string, string>();
    for (const option of runbookOptions) plain.set(option, written(of("plain"), option));
    for (const [index, text] of hostile.entries()) {
      const option = runbookOptions[index % runbookOptions.length] ?? "adopt";
      const out = written(of(text), option);
      expect({ text, shape: shapeOf(out) }).toEqual({ text, shape: shapeOf(plain.get(option) ?? "") });
      const blocks = readRunbook(out).flatMap((step) => [
        ...step.blocks,
        ...[...step.ways.values()].flat(),
        ...step.back,
      ]);
      // Nothing stops it, and nothing waits.
      const script = blocks
        .join("\n")
        .replaceAll("set -euo pipefail", "set +e")
        .replace(/until \[.*/g, "")
        .replaceAll("<command", "command");
      const { isPwned, stderr, words } = run(script);
      const isBroken = /syntax error|unexpected/.test(stderr);
      expect({ text, isPwned, isBroken }).toEqual({ text, isPwned: false, isBroken: false });
      expect(words.length).toBeGreaterThan(50);
    }
  });
});

describe("the conversion itself", () => {
  it.each(["`touch pwned`", "a: b", "- x"])("takes %j for the name of a volume", async (volume) => {
    const folder = new Folder(files("db", { volume }));
    const words = ["convert", "k8s/db.yaml", "--root", ".", "--to", "StatefulSet", "--storage", "templates", "--write"];
    expect((await folder.run(words)).code).toBe(0);
    const text = fs.readFileSync(path.join(folder.path, "k8s/db.yaml"), "utf8");
    const set = parseAllDocuments(text)
      .map((document) => document.toJS())
      .find(({ kind }) => kind === "StatefulSet");
    expect(set.spec.volumeClaimTemplates[0].metadata.name).toBe(volume);
  });
});
