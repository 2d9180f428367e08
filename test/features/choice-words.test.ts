// Every answer that a picker offers has words of its own there.
import { describe, expect, it } from "vitest";
import { knownChoices } from "../../server/src/conversions/choices";
import { titleWithAnswer, withoutChoice } from "../../server/src/features/choice-words";

const answers = Object.entries(knownChoices).flatMap(([name, values]) =>
  Array.isArray(values) ? values.map((value: string) => [name, value] as const) : [],
);

describe("an answer in a picker", () => {
  it.each(answers)("%s=%s has words for people", (name, value) => {
    const title = titleWithAnswer("Convert to Job", name, value);
    expect(title).toMatch(/^Convert to Job, [a-z]/);
    expect(title).not.toBe(`Convert to Job, ${name} ${value}`);
  });

  it("is what tells the answers to one question apart", () => {
    const titles = answers.map(([name, value]) => `${name}: ${titleWithAnswer("", name, value)}`);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it("is not named as the command line names it", () => {
    expect(withoutChoice("They share theirs (choice claim-templates: one-replica or shared-claim).")).toBe(
      "They share theirs.",
    );
    expect(withoutChoice("Nothing is left open.")).toBe("Nothing is left open.");
  });
});
