// What `npm run fuzz` is told on its command line.
import * as fs from "node:fs";
import * as path from "node:path";
import { parseArgs } from "node:util";

export interface FuzzOptions {
  readonly minutes: number;
  readonly seed: number;
  /** Folders of real manifests; undefined where there are none. */
  readonly corpus: string | undefined;
  /** Files of cases to play instead of searching. */
  readonly cases: readonly string[];
  /** The search ends after so many finds. */
  readonly finds: number;
  /** How often a case may be played to make it smaller. */
  readonly tries: number;
  /** Kinds of events that do not happen. */
  readonly without: ReadonlySet<string>;
  /** Where the built programs are. */
  readonly dist: string;
}

const CORPUS = "../shared/corpus/manifests";

export const usage = `usage: npm run fuzz -- [--minutes N] [--seed N] [--corpus DIR] [--finds N] [--tries N] [--without EVENT]… [--dist DIR]
       npm run fuzz -- --case FILE…    plays cases that were found before
`;

/** @throws where an option is not known */
export function fuzzOptions(words: readonly string[], root: string): FuzzOptions {
  const { values } = parseArgs({
    args: [...words],
    options: {
      minutes: { type: "string", default: "1" },
      seed: { type: "string", default: String(Math.floor(Math.random() * 1e9)) },
      corpus: { type: "string" },
      case: { type: "string", multiple: true, default: [] },
      finds: { type: "string", default: "1" },
      tries: { type: "string", default: "200" },
      without: { type: "string", multiple: true, default: [] },
      dist: { type: "string", default: path.join(root, "dist") },
    },
  });
  const present = [CORPUS, "examples"].map((folder) => path.join(root, folder)).find((folder) => fs.existsSync(folder));
  return {
    minutes: number("minutes", values.minutes),
    seed: number("seed", values.seed),
    corpus: values.corpus ?? present,
    cases: values.case,
    finds: number("finds", values.finds),
    tries: number("tries", values.tries),
    without: new Set(values.without),
    dist: path.resolve(values.dist),
  };
}

function number(name: string, word: string): number {
  const value = Number(word);
  if (word.trim() === "" || !Number.isFinite(value) || value < 0) throw new Error(`--${name} needs a number.`);
  return value;
}
