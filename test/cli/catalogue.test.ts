// `rules --format json` says what the specification says, in every field that both have; where that lies beside the project.
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Folder } from "./command-line";

const TABLE = "../shared/rules.tsv";

/** Rules without their only heuristic condition: the same page. */
const WITHOUT_GUESSES = ["hpa-target-kind-mismatch"];

/** Least first: a rule is heard in the least of its rows. */
const PROFILES = ["minimal", "recommended", "strict"];

interface Listed {
  readonly id: string;
  readonly group: string;
  readonly severities: readonly string[];
  readonly profile: string;
  readonly fixes: readonly { readonly title: string; readonly safe: boolean }[];
  readonly heuristic: boolean;
}

type Row = Readonly<Record<string, string>>;

describe.skipIf(!existsSync(TABLE))("rules --format json", () => {
  const wanted = existsSync(TABLE) ? specified(readFileSync(TABLE, "utf8")) : [];

  it("has the rules of the specification, and no others", async () => {
    expect((await listed()).map(({ id }) => id)).toEqual(wanted.map(({ id }) => id));
  });

  it.each(wanted.map((rule) => [rule.id, rule] as const))("%s", async (id, rule) => {
    const own = (await listed()).find((one) => one.id === id);
    expect(own && inCommon(own)).toEqual(inCommon(rule));
  });
});

let known: Promise<readonly Listed[]> | undefined;

function listed(): Promise<readonly Listed[]> {
  known ??= new Folder({}).run(["rules", "--format", "json"]).then(({ out }) => JSON.parse(out).rules);
  return known;
}

function inCommon({ id, group, severities, profile, fixes, heuristic }: Listed): Listed {
  return { id, group, severities, profile, fixes: fixes.map(({ title, safe }) => ({ title, safe })), heuristic };
}

/** The rows of each rule, put together: what any of them has, in their order. */
function specified(table: string): Listed[] {
  const [head = "", ...lines] = table.trimEnd().split("\n");
  const names = head.split("\t");
  const rows = lines.map(
    (line): Row => Object.fromEntries(line.split("\t").map((cell, index) => [names[index], cell])),
  );
  const ids = [...new Set(rows.filter(({ group }) => group !== "-").map(({ id = "" }) => id))].sort();
  return ids.map((id) => {
    const own = rows.filter((row) => row.id === id);
    return {
      id,
      group: own[0]?.group ?? "",
      severities: [...new Set(own.map(({ severity = "" }) => severity))],
      profile: PROFILES.find((profile) => own.some((row) => row.profile === profile)) ?? "",
      fixes: fixesOf(own),
      heuristic: !WITHOUT_GUESSES.includes(id) && own.some(({ heuristic }) => heuristic === "yes"),
    };
  });
}

function fixesOf(rows: readonly Row[]): Listed["fixes"] {
  const titles = [...new Set(rows.flatMap(({ fixes = "-" }) => (fixes === "-" ? [] : fixes.split("; "))))];
  return titles.map((title) => ({ title: title.replace(/^safe:/, ""), safe: title.startsWith("safe:") }));
}
