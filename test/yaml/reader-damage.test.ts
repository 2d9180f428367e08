// Generated documents, whole and damaged: our reader never gives another answer than the library.
import { expect, it } from "vitest";
import { Choices } from "../support/choices";
import { damaged } from "../support/document-damage";
import { generatedDocument } from "../support/document-generator";
import { reading } from "../support/reading";

const DOCUMENTS = 700;
const DAMAGES = 5;

it(`${DOCUMENTS} documents, each damaged in ${DAMAGES} ways`, () => {
  const counts = { whole: { read: 0, asked: 0 }, damaged: { read: 0, asked: 0 } };
  for (let seed = 0; seed < DOCUMENTS; seed++) {
    const whole = generatedDocument(Choices.seeded(seed));
    const choices = Choices.seeded(seed ^ 0x2f6e2b1, 200);
    for (let round = 0; round <= DAMAGES; round++) {
      const text = round === 0 ? whole : damaged(whole, choices);
      const result = reading(text);
      if (result.outcome === "different") expect.fail(`${result.difference}\n${JSON.stringify(text)}`);
      if (result.outcome !== "binary") counts[round === 0 ? "whole" : "damaged"][result.outcome]++;
    }
  }
  // Where it asks always, it is never wrong.
  expect(counts.whole.read).toBeGreaterThan(DOCUMENTS * 0.7);
  expect(counts.damaged.read).toBeGreaterThan(DOCUMENTS * DAMAGES * 0.2);
});
