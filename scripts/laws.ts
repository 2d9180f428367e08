// Runs the laws of the edit engine, of our own reader, or of conversions, over every real document of a folder and over generated ones: `npm run laws -- [--reader | --pair A:B] --runs N [--seed S] [--generated | DIR]`.
import { existsSync, readFileSync } from "node:fs";
import { splitDocuments } from "../server/src/text/split-documents";
import { type EditScript, ScriptFault } from "../server/src/yaml/edit-script";
import { parseDocument } from "../server/src/yaml/parse";
import { Choices } from "../test/support/choices";
import { generatedDocument } from "../test/support/document-generator";
import { checkEditLaws, isEditable } from "../test/support/edit-laws";
import { generatedScript } from "../test/support/script-generator";
import { holdPairs } from "./laws/pairs";
import { holdReader } from "./laws/reader";
import { filesBelow } from "./support/files-below";

const options = commandLine(process.argv.slice(2));
const counts = { documents: 0, unreadable: 0, scripts: 0, operations: 0, faults: 0, passed: 0, failed: 0 };
const refusals = new Map<string, number>();
const seen = new Map<string, number>();

const files = options.folder === undefined ? [] : filesBelow(options.folder);
const holds = held();
process.exitCode = holds ? 0 : 1;

function held(): boolean {
  if (options.pair !== undefined) return holdPairs({ ...options, pair: options.pair });
  return options.reader ? holdReader(files, options) : holdEdits();
}

/** @returns did all hold? */
function holdEdits(): boolean {
  for (let run = 0; run < options.runs; run++) {
    const seed = options.seed + run;
    const text = generatedDocument(Choices.seeded(seed));
    if (isEditable(text)) check(text, seed ^ 0x5bd1e995, `generated ${seed}`);
    else counts.unreadable++;
  }
  for (const [index, path] of files.entries()) {
    const file = readFileSync(path, "utf8");
    for (const { start, end } of splitDocuments(file)) {
      const text = file.slice(start, end);
      if (isEditable(text)) check(text, options.seed + index * 7919 + start, `${path}:${start}`);
      else counts.unreadable++;
    }
  }

  const refused = [...refusals.values()].reduce((sum, count) => sum + count, 0);
  const tooMany = refused > counts.scripts * 0.2;
  const nothingRead = counts.documents === 0 || (options.folder !== undefined && files.length === 0);
  console.log(`operations: ${listed(seen)}`);
  console.log(
    `seed ${options.seed}: ${counts.documents} documents (${files.length} files, ${counts.unreadable} documents no YAML), ` +
      `${counts.scripts} scripts, ${counts.operations} operations, ${counts.faults} contradictory scripts, refused: ${listed(refusals) || "none"}`,
  );
  if (tooMany) console.log("More than a fifth of the scripts were refused.");
  if (nothingRead) console.log("Nothing was read.");
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  return counts.failed === 0 && !tooMany && !nothingRead;
}

function check(text: string, seed: number, name: string): void {
  counts.documents++;
  const script = generatedScript(Choices.seeded(seed), parseDocument(text).root);
  counts.scripts++;
  counts.operations += script.length;
  for (const { op } of script) seen.set(op, (seen.get(op) ?? 0) + 1);
  try {
    const result = checkEditLaws(text, script);
    if (result.outcome === "broken") fail(name, text, script);
    else counts.passed++;
    if (result.outcome === "refused") refusals.set(result.reason, (refusals.get(result.reason) ?? 0) + 1);
  } catch (error) {
    if (error instanceof ScriptFault) {
      counts.faults++;
      if (counts.faults <= options.show)
        console.log(`contradictory: ${name}: ${error.message} ${JSON.stringify(script)}`);
    } else fail(name, text, script);
  }
}

function fail(name: string, text: string, script: EditScript): void {
  counts.failed++;
  if (counts.failed > options.show) return;
  const small = smallest(text, script);
  console.log(
    `✗ ${name}: ${broken(small.text, small.script)}\n--- script\n${JSON.stringify(small.script)}\n--- document\n${small.text}\n`,
  );
}

/** What is wrong; undefined where nothing is, or nothing can be said. */
function broken(text: string, script: EditScript): string | undefined {
  try {
    if (!isEditable(text)) return undefined;
    const result = checkEditLaws(text, script);
    return result.outcome === "broken" ? `${result.law}\n--- result\n${result.result}` : undefined;
  } catch (error) {
    if (error instanceof ScriptFault) return undefined;
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

/** Leaves out operations and lines as long as it stays broken. */
function smallest(text: string, script: EditScript): { readonly text: string; readonly script: EditScript } {
  let small = { text, script };
  for (let index = script.length - 1; index >= 0; index--) {
    const fewer = small.script.filter((_, at) => at !== index);
    if (broken(small.text, fewer)) small = { ...small, script: fewer };
  }
  for (let size = 16; size >= 1; size = Math.floor(size / 2)) {
    for (let line = 0; line < small.text.split(/(?<=\n)/).length; ) {
      const shorter = small.text
        .split(/(?<=\n)/)
        .toSpliced(line, size)
        .join("");
      if (shorter !== small.text && broken(shorter, small.script)) small = { ...small, text: shorter };
      else line++;
    }
  }
  return small;
}

function listed(counted: ReadonlyMap<string, number>): string {
  return [...counted].map(([name, count]) => `${name} ${count}`).join(", ");
}

function commandLine(words: readonly string[]): {
  runs: number;
  seed: number;
  show: number;
  folder: string | undefined;
  reader: boolean;
  /** Two kinds, as `Deployment:Job`; `all` for every pair. */
  pair: string | undefined;
} {
  const result = {
    corpus: true,
    reader: false,
    runs: 1000,
    seed: Math.floor(Math.random() * 1e9),
    show: 5,
    folder: undefined as string | undefined,
    pair: undefined as string | undefined,
  };
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? "";
    if (word === "--generated") {
      result.corpus = false;
    } else if (word === "--reader") {
      result.reader = true;
    } else if (word === "--pair") {
      result.pair = words[++index];
    } else if (word === "--runs" || word === "--seed" || word === "--show") {
      const number = Number(words[++index]);
      if (!Number.isInteger(number)) throw new Error(`${word} needs a number.`);
      if (word === "--runs") result.runs = number;
      else if (word === "--seed") result.seed = number;
      else result.show = number;
    } else {
      result.folder = word;
    }
  }
  if (result.pair !== undefined) result.corpus = false;
  if (result.corpus && result.folder === undefined && existsSync("../shared/corpus/manifests"))
    result.folder = "../shared/corpus/manifests";
  return result;
}
