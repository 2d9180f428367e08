// The laws of the edit engine over generated and real documents, with random scripts.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitDocuments } from "../../server/src/text/split-documents";
import { ScriptFault } from "../../server/src/yaml/edit-script";
import { parseDocument } from "../../server/src/yaml/parse";
import { Choices } from "../support/choices";
import { generatedDocument } from "../support/document-generator";
import { checkEditLaws, isEditable } from "../support/edit-laws";
import { generatedScript } from "../support/script-generator";

const RUNS = 200;
const CORPUS = "../shared/corpus/manifests";
const numbers = (length: number): fc.Arbitrary<number[]> =>
  fc.array(fc.nat(), { minLength: length / 4, maxLength: length });

describe("the laws of the edit engine", () => {
  it(`hold for ${RUNS} generated documents and scripts`, () => {
    const counts = { read: 0, refused: 0, faults: 0 };
    fc.assert(
      fc.property(numbers(400), numbers(100), (documentNumbers, scriptNumbers) => {
        const text = generatedDocument(new Choices(documentNumbers));
        if (!isEditable(text)) return;
        const script = generatedScript(new Choices(scriptNumbers), parseDocument(text).root);
        counts.read++;
        const result = lawful(text, script);
        if (result === "fault") counts.faults++;
        else if (result.outcome === "refused") counts.refused++;
        else expect(result, `${JSON.stringify(script)}\n${text}`).toEqual({ outcome: "kept" });
      }),
      { numRuns: RUNS, verbose: 0 },
    );
    expect(counts.read).toBeGreaterThan(RUNS * 0.8);
    expect(counts.refused).toBeLessThan(counts.read * 0.2);
    expect(counts.faults).toBeLessThan(counts.read * 0.02);
  });

  it.skipIf(!existsSync(CORPUS))("hold for a sample of real manifests", () => {
    const documents = filesBelow(CORPUS)
      .filter((_, index) => index % 20 === 0)
      .flatMap((path) => {
        const file = readFileSync(path, "utf8");
        return splitDocuments(file).map(({ start, end }) => file.slice(start, end));
      })
      .filter(isEditable);
    expect(documents.length).toBeGreaterThan(50);
    for (const [index, text] of documents.entries()) {
      const script = generatedScript(Choices.seeded(index), parseDocument(text).root);
      const result = lawful(text, script);
      if (result !== "fault" && result.outcome === "broken") {
        expect(result, `${JSON.stringify(script)}\n${text}`).toEqual({ outcome: "kept" });
      }
    }
  });
});

/** A script that contradicts itself on this document says nothing about the laws. */
function lawful(text: string, script: ReturnType<typeof generatedScript>): ReturnType<typeof checkEditLaws> | "fault" {
  try {
    return checkEditLaws(text, script);
  } catch (error) {
    if (error instanceof ScriptFault) return "fault";
    throw error;
  }
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? filesBelow(path) : /\.(?:ya?ml|json)$/.test(name) ? [path] : [];
    });
}
