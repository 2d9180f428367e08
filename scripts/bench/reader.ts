// How fast our own reader is: MB a second beside the library's, over the same documents, in turns.
import { existsSync, readFileSync } from "node:fs";
import { splitDocuments } from "../../server/src/text/split-documents";
import { asKubernetesReads } from "../../server/src/yaml/readable";
import { parseByLibrary } from "../../server/src/yaml/reader/library";
import { readDocument } from "../../server/src/yaml/reader/read";
import { Choices } from "../../test/support/choices";
import { generatedDocument } from "../../test/support/document-generator";
import { filesBelow } from "../support/files-below";

interface Sample {
  readonly name: string;
  readonly documents: readonly string[];
}

/** Rounds of ours for each of the library's, which is so much slower. */
const OURS_PER_ROUND = 10;

/**
 * Prints, for the manifests of a folder and for generated documents, the medians of both and their ratio. Documents that
 * our reader does not read are left out of both.
 * @param folder undefined for generated documents alone
 */
export function measureReader(folder: string | undefined, rounds: number): void {
  const samples: Sample[] = [{ name: "generated", documents: readable(generated(2000)) }];
  if (folder !== undefined && existsSync(folder)) {
    samples.unshift({ name: "manifests", documents: readable(documentsBelow(folder)) });
    const json = readable(documentsBelow(folder, /\.json$/));
    if (json.length > 0) samples.push({ name: "JSON", documents: json });
  }
  console.log("| documents | MB | ours, MB/s | library, MB/s | ratio |\n|---|---|---|---|---|");
  for (const { name, documents } of samples) {
    const size = documents.reduce((sum, text) => sum + text.length, 0) / 1e6;
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round < rounds; round++) {
      for (let turn = 0; turn < OURS_PER_ROUND; turn++) ours.push(seconds(documents, readDocument));
      theirs.push(seconds(documents, parseByLibrary));
    }
    const [our, their] = [size / median(ours), size / median(theirs)];
    console.log(
      `| ${name}, ${documents.length} | ${size.toFixed(2)} | ${our.toFixed(1)} | ${their.toFixed(2)} | ${(our / their).toFixed(1)} |`,
    );
  }
}

function readable(texts: readonly string[]): string[] {
  return texts.map(asKubernetesReads).filter((text) => !text.includes("\0") && readDocument(text).parsed !== undefined);
}

function generated(count: number): string[] {
  return Array.from({ length: count }, (_, seed) => generatedDocument(Choices.seeded(seed)));
}

function documentsBelow(folder: string, pattern?: RegExp): string[] {
  return filesBelow(folder, pattern).flatMap((path) => {
    const text = readFileSync(path, "utf8");
    return splitDocuments(text).map(({ start, end }) => text.slice(start, end));
  });
}

/** Of the processor: other processes take their share of the time on the clock. */
function seconds(documents: readonly string[], read: (text: string) => unknown): number {
  const start = process.cpuUsage();
  for (const text of documents) read(text);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;
}
