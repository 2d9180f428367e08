// The acceptance cases of the converter, one folder each: through the command line, every file whole, all codes.
import * as fs from "node:fs";
import * as path from "node:path";
import { describe, expect, it } from "vitest";
import { rules } from "../../server/src/rules/registry";
import { Folder, type Result } from "../cli/command-line";

/** What stands in a `plan.json`. */
interface Case {
  /** Where to look; the folder itself by default. */
  readonly path?: string;
  /** `Kind/[namespace/]name`; null where none is named. */
  readonly object: string | null;
  readonly to: string;
  readonly storage: string;
  readonly choose?: Readonly<Record<string, string>>;
  readonly kubernetesVersion?: string;
  readonly newResources?: string;
  /** A rule without which the case says nothing yet. */
  readonly needs?: string;
  readonly refused: string | null;
  /** Sorted; a code stands once for each place that it concerns. */
  readonly consequences: readonly string[];
  /** Rules that say something lower about the result, sorted. */
  readonly follow: readonly string[];
  /** Rules that will, once they are there. */
  readonly followLater?: readonly string[];
  /** What the messages must contain. */
  readonly says?: readonly string[];
}

const folder = path.join(import.meta.dirname, "acceptance");
const cases = fs.readdirSync(folder).sort();
const known = new Set(rules.map(({ id }) => id));

function caseOf(name: string): Case {
  return JSON.parse(fs.readFileSync(path.join(folder, name, "plan.json"), "utf8"));
}

/** Every file below a folder, whole; by its path with `/`. */
function filesOf(start: string): Record<string, string> {
  const files = fs.readdirSync(start, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [path.relative(start, file).replaceAll(path.sep, "/"), fs.readFileSync(file, "utf8")])
      .sort(([a = ""], [b = ""]) => (a < b ? -1 : 1)),
  );
}

function words({
  path: where = ".",
  object,
  to,
  storage,
  choose = {},
  kubernetesVersion,
  newResources,
}: Case): string[] {
  return [
    ...["convert", where, "--root", ".", "--to", to, "--storage", storage, "--write"],
    ...(object === null ? [] : ["--object", object]),
    ...Object.entries(choose).flatMap(([name, value]) => ["--choose", `${name}=${value}`]),
    ...(kubernetesVersion === undefined ? [] : ["--kubernetes-version", kubernetesVersion]),
    ...(newResources === undefined ? [] : ["--new-resources", newResources]),
  ];
}

/** The codes on standard error, and the rules in its last line. */
function said({ code, err }: Result): unknown {
  const lines = err.split("\n").slice(0, -1);
  const [refused] = lines.flatMap((line) => /^(R-[A-Z-]+) refused: ./.exec(line)?.[1] ?? []);
  return {
    code,
    refused: refused ?? null,
    consequences: lines.flatMap((line) => /^([RW]-[A-Z-]+): ./.exec(line)?.[1] ?? []),
    follow: lines.flatMap((line) => /^follow: (.+)$/.exec(line)?.[1]?.split(", ") ?? []),
    others: lines.filter((line) => !/^(?:[RW]-[A-Z-]+(?:| refused)|follow): /.test(line)),
  };
}

describe.each(cases)("%s", (name) => {
  const wanted = caseOf(name);
  const { refused, consequences, follow, followLater = [], says = [], needs } = wanted;
  const before = filesOf(path.join(folder, name, "before"));
  const after = filesOf(path.join(folder, name, "after"));

  it.skipIf(needs !== undefined && !known.has(needs))("has these files and these codes", async () => {
    const copy = new Folder(before);
    const result = await copy.run(words(wanted));
    expect({ files: filesOf(copy.path), ...Object(said(result)) }).toEqual({
      files: after,
      code: refused === null ? 0 : 2,
      refused,
      consequences,
      follow,
      others: [],
    });
    for (const text of says) expect(result.err).toContain(text);
    if (refused !== null) expect({ out: result.out, after }).toEqual({ out: "", after: before });
  });

  it("names every rule that follows", () => {
    expect(followLater.filter((rule) => known.has(rule) && !follow.includes(rule))).toEqual([]);
    expect(follow).toEqual([...follow].sort());
    expect(consequences).toEqual([...consequences].sort());
  });

  if (refused !== null) return;

  it("is not offered again", async () => {
    const [, ...rest] = wanted.object?.split("/") ?? [];
    const copy = new Folder(after);
    const again = await copy.run(words({ ...wanted, object: [wanted.to, ...rest].join("/") }));
    expect(said(again)).toEqual({ code: 2, refused: "R-PAIR", consequences: [], follow: [], others: [] });
    expect(filesOf(copy.path)).toEqual(after);
  });
});
