// Every short text: our reader never gives another answer than the library.
import { expect, it } from "vitest";
import { reading } from "../support/reading";
import { shortTexts } from "../support/short-texts";

it("every text of up to three pieces", () => {
  const counts = { read: 0, asked: 0, binary: 0 };
  for (const text of shortTexts(3)) {
    const result = reading(text);
    if (result.outcome === "different") expect.fail(`${result.difference}\n${JSON.stringify(text)}`);
    counts[result.outcome]++;
  }
  expect(counts.read).toBeGreaterThan((counts.read + counts.asked) * 0.2);
});
