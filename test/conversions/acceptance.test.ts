// The acceptance cases of the converter, one folder each: through the command line, every file whole, all codes.
import { describe, expect, it } from "vitest";
import { Folder, type Result } from "../cli/command-line";
import { checkFix } from "../support/check-rule";
import {
  type Case,
  caseFiles,
  caseNames,
  caseOf,
  filesOf,
  isForLater,
  shippedFollow,
  startFiles,
} from "./acceptance-cases";

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

function fixtureOf(files: Readonly<Record<string, string>>): string {
  return Object.entries(files)
    .map(([file, text]) => `#- ${file}\n${text}`)
    .join("");
}

describe.each(caseNames)("%s", (name) => {
  const wanted = caseOf(name);
  const { refused, consequences, says = [] } = wanted;
  const follow = shippedFollow(wanted);
  const before = startFiles(name);
  const after = caseFiles(name, "after");

  it.skipIf(isForLater(wanted))("has these files and these codes", async () => {
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

  if (wanted.input !== undefined)
    it("is found before", async () => {
      const { out } = await new Folder(caseFiles(name, "before")).run([
        "check",
        ".",
        "--root",
        ".",
        "--format",
        "json",
        "--fail-on",
        "never",
      ]);
      const { findings, workloads } = JSON.parse(out);
      for (const { rule, severity, says: words = "", fix } of wanted.input ?? []) {
        const found = findings.find((one: { readonly rule: string }) => one.rule === rule);
        expect(found).toMatchObject({ rule, severity });
        expect(found.message).toContain(words);
        if (fix !== undefined) expect(found.fixes[0].title).toBe(fix);
      }
      if (wanted.verdict !== undefined) expect(workloads[0].verdict.recommended).toBe(wanted.verdict);
    });

  if (wanted.fixed !== undefined) {
    const { rule, title } = wanted.fixed;
    const written = caseFiles(name, "before");
    it("is refused before it is fixed", async () => {
      const result = await new Folder(written).run(words(wanted));
      expect(said(result)).toMatchObject({ code: 2, refused: "R-APIVERSION" });
    });
    it("is fixed first", () => checkFix(rule, title, fixtureOf(written), fixtureOf(before)));
  }

  it("names every rule that follows", () => {
    expect(wanted.follow).toEqual([...wanted.follow].sort());
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
