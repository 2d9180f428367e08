// What people said of what is said of real manifests: every row is still said, and the share that is right does not fall.
import * as fs from "node:fs";
import * as path from "node:path";
import { describe, expect, it } from "vitest";
import { CORPUS, sayingsIn } from "./support/corpus-sayings";

interface Row {
  readonly path: string;
  readonly line: number;
  readonly what: string;
  readonly true: string;
  readonly useful: string;
  /** `-` where there is no fix. */
  readonly merge: string;
  readonly reason: string;
}

const rows = readRows(fs.readFileSync(path.join(import.meta.dirname, "judgements.tsv"), "utf8"));

function readRows(text: string): Row[] {
  const [header, ...lines] = text.trimEnd().split("\n");
  expect(header).toBe("path\tline\twhat\ttrue\tuseful\twould merge\treason");
  return lines.map((line) => {
    const [file = "", number = "", what = "", isTrue = "", useful = "", merge = "", reason = ""] = line.split("\t");
    return { path: file, line: Number(number), what, true: isTrue, useful, merge, reason };
  });
}

const isRight = (row: Row) => row.true === "yes" && row.useful === "yes";
const share = (some: number, all: number) => (100 * some) / all;
const isFinding = ({ what }: Row) => !what.includes(" ");

describe("the judgements", () => {
  it("have a reason and a plain word each, and no row twice", () => {
    const odd = rows.filter(
      (row) =>
        !/^(?:yes|no)$/.test(row.true) ||
        !/^(?:yes|no)$/.test(row.useful) ||
        !/^(?:yes|no|-)$/.test(row.merge) ||
        row.reason === "" ||
        !(row.line > 0),
    );
    expect(odd).toEqual([]);
    const keys = rows.map((row) => `${row.path}:${row.line} ${row.what}`);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it("are of 200 findings at least, 97 % of all rows true and useful, 95 % of the fixes fit to merge", () => {
    const merged = rows.filter(({ merge }) => merge !== "-");
    const right = rows.filter(isRight).length;
    const fit = merged.filter(({ merge }) => merge === "yes").length;
    console.log(
      `${rows.length} judgements: ${right} true and useful (${share(right, rows.length).toFixed(1)} %); ${fit} of ${merged.length} fit to merge (${share(fit, merged.length).toFixed(1)} %)`,
    );
    expect(rows.filter(isFinding).length).toBeGreaterThanOrEqual(200);
    expect(share(right, rows.length)).toBeGreaterThanOrEqual(97);
    expect(share(fit, merged.length)).toBeGreaterThanOrEqual(95);
  });
});

describe.skipIf(!fs.existsSync(CORPUS))("what is said of the real manifests", () => {
  const said = fs.existsSync(CORPUS) ? sayingsIn(CORPUS) : [];
  const keyOf = ({ path: file, line, what }: Pick<Row, "path" | "line" | "what">) => `${file}:${line} ${what}`;

  it("still holds every row that was judged", () => {
    const known = new Set(said.map(keyOf));
    expect(rows.map(keyOf).filter((key) => !known.has(key))).toEqual([]);
  });

  it("has a judgement of each first fix", () => {
    const fixed = new Set(said.flatMap((saying) => (saying.fix === undefined ? [] : keyOf(saying))));
    expect(rows.filter((row) => isFinding(row) && fixed.has(keyOf(row)) === (row.merge === "-"))).toEqual([]);
  });

  it("was judged at least three times for each rule that fires, and every verdict and conversion", () => {
    const judged = new Set(rows.map(keyOf));
    const others = said.filter(({ what }) => what.includes(" ")).map(keyOf);
    expect(others.filter((key) => !judged.has(key))).toEqual([]);
    const few = [...new Set(said.map(({ what }) => what))].filter((what) => {
      const all = new Set(said.filter((saying) => saying.what === what).map(keyOf)).size;
      return rows.filter((row) => row.what === what).length < Math.min(3, all);
    });
    expect(few).toEqual([]);
  });
});
